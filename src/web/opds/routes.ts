import { AUTHENTICATION_TYPE } from '../../export/opds/authentication.ts'
import { SEARCH_FORM_TYPE, writeSearchForm } from '../../export/opds/search-form.ts'
import { idParam } from '../forms.ts'
import { authenticationOf, challenge } from '../middleware/reading-program.ts'
import type { App, Parts } from '../parts.ts'
import { opds, opdsDocuments } from '../paths.ts'
import { type Desk, deskFor, searchOf, VERSIONS } from './desk.ts'
import { sendAuthors, sendRoot, sendSeriesList, sendShelves } from './directories.ts'
import { sendBelowTag, sendVocabulary } from './tag-tree.ts'
import { sendAuthor, sendFeatured, sendSearch, sendSeries, sendShelf, sendTag, sendWorks } from './lists.ts'

/** The catalogue for reading programs, in both of its languages. Lists hold what the viewer finds on the pages. */
export function catalogueRoutes(app: App, parts: Parts): void {
  documentRoutes(app)
  for (const version of VERSIONS) {
    const { ways } = version
    const answer = (way: { pattern: string }, send: (desk: Desk) => Promise<Response> | Response) =>
      app.get(way.pattern, async (c) => send(await deskFor(c, parts, version)))
    answer(ways.root, sendRoot)
    // As people type it.
    app.get(`${ways.root.pattern}/`, (c) => c.redirect(ways.root({}), 301))
    answer(ways.new, (desk) => sendWorks(desk, 'new'))
    answer(ways.updated, (desk) => sendWorks(desk, 'updated'))
    answer(ways.works, (desk) => sendWorks(desk, 'works'))
    answer(ways.featured, sendFeatured)
    answer(ways.authors, sendAuthors)
    answer(ways.author, (desk) => sendAuthor(desk, desk.c.req.param('slug')!))
    answer(ways.seriesList, sendSeriesList)
    answer(ways.series, (desk) => sendSeries(desk, idParam(desk.c, 'series')))
    answer(ways.vocabulary, sendVocabulary)
    answer(ways.belowTag, sendBelowTag)
    answer(ways.tag, sendTag)
    answer(ways.search, sendSearch)
    // Only what is a member's own asks who is there.
    answer(ways.shelves, (desk) => (desk.viewer.kind === 'guest' ? challenge(desk.c) : sendShelves(desk, desk.viewer)))
    answer(ways.shelf, (desk) =>
      desk.viewer.kind === 'guest' ? challenge(desk.c) : sendShelf(desk, desk.viewer, desk.c.req.param('shelf')!),
    )
  }
}

/** What both tell programs of themselves. */
function documentRoutes(app: App): void {
  app.get(opdsDocuments.authentication.pattern, (c) =>
    c.body(authenticationOf(c), 200, { 'content-type': AUTHENTICATION_TYPE, 'cache-control': 'public, max-age=3600' }),
  )

  app.get(opdsDocuments.search.pattern, (c) => {
    const { t, archiveName } = c.get('chrome')
    const origin = c.get('origin')
    const form = {
      name: archiveName,
      description: t('opds.searchHint'),
      template: searchOf({ ways: opds, origin }).template,
      self: origin + opdsDocuments.search({}),
      icon: `${origin}/favicon.svg`,
    }
    const headers = { 'content-type': SEARCH_FORM_TYPE, 'cache-control': 'public, max-age=3600' }
    return c.body(writeSearchForm(form), 200, headers)
  })
}
