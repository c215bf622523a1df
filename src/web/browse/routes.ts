import { notFound } from '../../errors.ts'
import { hasRecommendations } from '../../collections/find-recommendation.ts'
import { findPseud } from '../../people/find-pseud.ts'
import { findBetaField, listProfile, listPseudsWith } from '../../people/profile-fields.ts'
import { findReaderOfAuthor } from '../../reading/find-reader.ts'
import { listShownShelves } from '../../reading/list-shelves.ts'
import { parseLetter } from '../../store/letters.ts'
import { pageOfRows, type Paging, parsePage } from '../../store/paging.ts'
import { type FoundTag, findTag } from '../../tags/find-tag.ts'
import { findVocabulary } from '../../tags/find-vocabulary.ts'
import { listAuthors } from '../../works/list-authors.ts'
import { listLetters } from '../../works/list-letters.ts'
import { listSeries, listSeriesOfPseud } from '../../works/list-series.ts'
import { listChildren } from '../../works/list-children.ts'
import { type CountTags, listBranches, listRootTags } from '../../works/list-tags.ts'
import { listVocabularySizes } from '../../works/list-vocabulary-sizes.ts'
import { listFeaturedWorks, listFormerlyFeatured } from '../../works/list-works.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, hotPage, leadOn, page } from '../respond.ts'
import { featuredPage } from './featured-page.ts'
import { findShownAround } from './find-shown-around.ts'
import { authorPage } from './author-page.ts'
import { betaReadersPage } from './beta-readers.ts'
import { belowPage } from './below-page.ts'
import { countAuthorsFor, countSeriesFor, countTagsFor } from './count-for-viewer.ts'
import { browsePage } from './browse-page.ts'
import { authorsPage, recentPage, seriesListPage, titlesPage } from './lists.ts'
import { seriesRoute } from './series-route.ts'
import { tagPage } from './tag-page.ts'
import { vocabularyPage } from './vocabulary-page.ts'
import { findBlurbs } from './find-blurbs.ts'
import { fillList, sendFinding } from '../find/finding.ts'
import { findList } from '../find/find-list.ts'
import type { ListAddress } from '../find/list-address.ts'

const LINES_PER_PAGE = 100
const NEWEST = { by: 'updated', direction: 'down' } as const
const MOST_FEATURED = 100

export function browseRoutes(app: App, parts: Parts): void {
  const { db } = parts
  seriesRoute(app, parts)

  app.get(paths.works.pattern, async (c) => {
    const list = await findList(c, parts, { scope: { kind: 'all' }, address: at(paths.works({})), usual: NEWEST })
    if (list instanceof Response) return list
    return sendFinding(c, recentPage(c.get('chrome'), await fillList(c, parts, list)), list)
  })

  app.get(paths.browseTitles.pattern, async (c) => {
    const letter = parseLetter(c.req.query('letter'))
    const list = await findList(c, parts, {
      scope: letter === null ? { kind: 'all' } : { kind: 'letter', letter },
      address: at(paths.browseTitles({}), { letter }),
      usual: { by: 'title', direction: 'up' },
    })
    if (list instanceof Response) return list
    const [finding, offered] = await Promise.all([fillList(c, parts, list), listLetters(db, c.get('viewer'), 'titles')])
    return sendFinding(c, titlesPage(c.get('chrome'), finding, { offered, current: letter }), list)
  })

  app.get(paths.browseAuthors.pattern, async (c) => {
    const current = parseLetter(c.req.query('letter'))
    const [authors, offered, beta] = await Promise.all([
      listAuthors(db, c.get('viewer'), current, linesPaging(c)),
      listLetters(db, c.get('viewer'), 'authors'),
      findBetaField(db),
    ])
    const rows = await countAuthorsFor(parts, c.get('viewer'), authors.rows)
    return hotPage(c, authorsPage(c.get('chrome'), { ...authors, rows: [...rows] }, { offered, current }, beta))
  })

  app.get(paths.betaReaders.pattern, async (c) => {
    const field = await findBetaField(db)
    if (!field) throw notFound('Page')
    return page(c, betaReadersPage(c.get('chrome'), field.title, await listPseudsWith(db, field.id)))
  })

  app.get(paths.browseSeries.pattern, async (c) => {
    const current = parseLetter(c.req.query('letter'))
    const [series, offered] = await Promise.all([
      listSeries(db, linesPaging(c), current),
      listLetters(db, c.get('viewer'), 'series'),
    ])
    const rows = await countSeriesFor(parts, c.get('viewer'), series.rows)
    return hotPage(c, seriesListPage(c.get('chrome'), { ...series, rows }, { offered, current }))
  })

  app.get(paths.browseFeatured.pattern, async (c) => {
    const viewer = c.get('viewer')
    const [now, past] = await Promise.all([
      listFeaturedWorks(db, viewer, MOST_FEATURED),
      listFormerlyFeatured(db, viewer, worksPaging(c)),
    ])
    const works = new Map((await findBlurbs(db, viewer, [...now, ...past.rows])).map((work) => [work.id, work]))
    const these = (ids: readonly number[]) => ids.flatMap((id) => works.get(id) ?? [])
    return page(c, featuredPage(c.get('chrome'), { now: these(now), past: { ...past, rows: these(past.rows) } }))
  })

  app.get(paths.author.pattern, async (c) => {
    const author = await findPseud(db, c.req.param('slug')!)
    const viewer = c.get('viewer')
    const [list, series, profile, shelves, reader] = await Promise.all([
      findList(c, parts, {
        scope: { kind: 'author', pseudId: author.id },
        address: at(paths.author({ slug: author.slug })),
        isOwn: viewer.kind === 'member' && viewer.accountId === author.accountId,
        usual: NEWEST,
      }),
      listSeriesOfPseud(db, author.id).then((lines) => countSeriesFor(parts, viewer, lines)),
      listProfile(db, author.id),
      listShownShelves(db, viewer, author.id),
      findReaderOfAuthor(db, viewer, author.id),
    ])
    if (list instanceof Response) return list
    const finding = await fillList(c, parts, list)
    return sendFinding(c, authorPage(c.get('chrome'), { author, finding, series, profile, shelves, reader }), list)
  })

  tagRoutes(app, parts)
}

/** After `browse/titles` and its like, which are no vocabularies. */
function tagRoutes(app: App, parts: Parts): void {
  const { db, finder } = parts
  const countTags: CountTags = (ids, audience) => finder.countTags(ids, audience)
  app.get(paths.browse.pattern, async (c) =>
    hotPage(
      c,
      browsePage(c.get('chrome'), await listVocabularySizes(db, c.get('viewer')), await hasRecommendations(db)),
    ),
  )

  app.get(paths.vocabulary.pattern, async (c) => {
    const vocabulary = await findVocabulary(db, c.req.param('vocabulary')!)
    const tags = await listRootTags(db, c.get('viewer'), vocabulary, linesPaging(c))
    const ids = tags.rows.map((tag) => tag.id)
    const branches = await listBranches(db, c.get('viewer'), vocabulary, ids, countTags)
    const [rows, below] = await countTagsFor(parts, c.get('viewer'), [tags.rows, branches] as const)
    return hotPage(c, vocabularyPage(c.get('chrome'), { vocabulary, tags: { ...tags, rows }, branches: below }))
  })

  app.get(paths.tag.pattern, async (c) => {
    const tag = await findTag(db, c.req.param('vocabulary')!, c.req.param('tag')!)
    const canonical = canonicalPlace(tag)
    if (canonical) return leadOn(c, paths.tag(canonical))
    const viewer = c.get('viewer')
    const [list, { parents, around }, found] = await Promise.all([
      findList(c, parts, {
        scope: { kind: 'tag', tagId: tag.id },
        address: at(paths.tag({ vocabulary: tag.vocabularySlug, tag: tag.slug })),
        usual: NEWEST,
      }),
      findShownAround(parts, viewer, tag.id),
      listChildren(db, viewer, tag, countTags),
    ])
    if (list instanceof Response) return list
    const [finding, [children]] = await Promise.all([
      fillList(c, parts, list),
      countTagsFor(parts, viewer, [found] as const, list.apart),
    ])
    return sendFinding(c, tagPage(c.get('chrome'), { tag, parents, children, around, finding }), list)
  })

  app.get(paths.belowTag.pattern, async (c) => {
    const tag = await findTag(db, c.req.param('vocabulary')!, c.req.param('tag')!)
    const canonical = canonicalPlace(tag)
    if (canonical) return leadOn(c, paths.belowTag(canonical))
    const viewer = c.get('viewer')
    const [children] = await countTagsFor(parts, viewer, [await listChildren(db, viewer, tag, countTags)] as const)
    return hotPage(c, belowPage(c.get('chrome'), tag, pageOfRows(children, linesPaging(c))))
  })
}

/** Where a synonym leads; null: it is none. */
function canonicalPlace({ canonicalSlug, canonicalVocabularySlug }: FoundTag) {
  if (canonicalSlug === null || canonicalVocabularySlug === null) return null
  return { vocabulary: canonicalVocabularySlug, tag: canonicalSlug }
}

function at(path: string, kept: ListAddress['kept'] = {}): ListAddress {
  return { path, kept }
}

function worksPaging(c: C): Paging {
  return { page: parsePage(c.req.query('page')), perPage: c.get('settings').worksPerPage }
}

function linesPaging(c: C): Paging {
  return { page: parsePage(c.req.query('page')), perPage: LINES_PER_PAGE }
}
