import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { hotPage } from '../respond.ts'
import { findList } from './find-list.ts'
import { fillList, sendFinding } from './finding.ts'
import { openSearch } from './open-search.ts'
import { searchPage } from './search-page.ts'

export function searchPageRoutes(app: App, parts: Parts): void {
  app.get(paths.search.pattern, async (c) => {
    if (!c.req.url.includes('?')) return hotPage(c, searchPage(c.get('chrome'), null))
    const list = await findList(c, parts, {
      scope: { kind: 'all' },
      address: { path: paths.search({}), kept: {} },
      usual: { by: 'updated', direction: 'down' },
    })
    if (list instanceof Response) return list
    const isAsked = list.isFiltered || list.problems.length > 0 || list.troubles.size > 0
    if (!isAsked) return hotPage(c, searchPage(c.get('chrome'), null))
    return sendFinding(c, searchPage(c.get('chrome'), await fillList(c, parts, list)), list)
  })

  app.get(paths.searchDescription.pattern, (c) =>
    c.body(openSearch(c.get('chrome').archiveName, c.get('origin'), c.get('t')('search.label')), 200, {
      'content-type': 'application/opensearchdescription+xml; charset=utf-8',
    }),
  )
}
