// Acquisition feeds: lists of works.
import { findPseud } from '../../people/find-pseud.ts'
import type { Member } from '../../people/viewer.ts'
import { findOwnShelf } from '../../reading/find-shelf.ts'
import { findHidden } from '../../reading/hiding/find-hidden.ts'
import { hidesAnything } from '../../reading/hiding/hidden.ts'
import { listShelvedWorks } from '../../reading/list-catalogue-shelf.ts'
import type { Paged } from '../../store/paging.ts'
import { findTag, type FoundTag } from '../../tags/find-tag.ts'
import { findSeries, listSeriesParts } from '../../works/find-series.ts'
import { type CatalogueOrder, type CatalogueScope, listCatalogue } from '../../works/list-catalogue.ts'
import { keepShown } from '../../works/keep-shown.ts'
import { listFeaturedWorks } from '../../works/list-works.ts'
import { paths } from '../paths.ts'
import { leadOn } from '../respond.ts'
import { shelfName } from '../ui/shelf-control.ts'
import { type Desk, pagesOf, pagingOf, sendCatalogue, type PageHead } from './desk.ts'
import { facetsOf, type ListQuery, parseChoices, queryOf } from './facets.ts'
import { latestOf, publicationsOf } from './publications.ts'
import { searchCatalogue } from './search.ts'

interface Listing extends Omit<PageHead, 'self' | 'updatedAt'> {
  linkTo: (query: ListQuery) => string
}

interface Sorted extends Listing {
  scope: CatalogueScope
  order: CatalogueOrder
}

/** A list that can be sorted and narrowed. */
async function sendSorted(desk: Desk, { scope, order, linkTo, ...mark }: Sorted): Promise<Response> {
  const { c, db, viewer } = desk
  const choices = parseChoices(c)
  const paging = pagingOf(c)
  const hides = hidesAnything(await findHidden(db, viewer))
  const question = { scope, filter: choices.filter, order: choices.sort ?? order, hides }
  const found = await listCatalogue(db, viewer, question, paging)
  const facets = await facetsOf(desk, found, { choices, order, linkTo })
  return send(desk, { ...mark, linkTo: (query) => linkTo({ ...queryOf(choices), ...query }) }, found, facets)
}

async function send(
  desk: Desk,
  listing: Listing,
  ids: Paged<number>,
  facets: Awaited<ReturnType<typeof facetsOf>> = [],
) {
  const { linkTo, ...mark } = listing
  const { perPage } = pagingOf(desk.c)
  const publications = await publicationsOf(desk, ids.rows)
  const paging = pagesOf(desk, ids, { perPage, linkTo: (page) => linkTo({ page }) })
  const self = linkTo({ page: ids.page === 1 ? null : ids.page })
  return sendCatalogue(
    desk,
    'acquisition',
    { ...mark, self, updatedAt: latestOf(publications) },
    { paging, facets, publications },
  )
}

/** What is on this page of a list that is known whole. */
function sliced(desk: Desk, ids: readonly number[]): Paged<number> {
  const { page, perPage } = pagingOf(desk.c)
  const rows = ids.slice((page - 1) * perPage, page * perPage)
  return { rows, total: ids.length, page, pageCount: Math.max(1, Math.ceil(ids.length / perPage)) }
}

const WHOLE = {
  new: { order: 'posted', title: 'opds.new' },
  updated: { order: 'updated', title: 'opds.updated' },
  works: { order: 'title', title: 'opds.works' },
} as const

export async function sendWorks(desk: Desk, which: keyof typeof WHOLE): Promise<Response> {
  const { ways, c } = desk
  const { order, title } = WHOLE[which]
  const linkTo = (query: ListQuery) => ways[which]({}, query)
  const listing = { title: c.get('t')(title), up: ways.root({}), page: paths.works({}), linkTo }
  return sendSorted(desk, { ...listing, scope: { kind: 'all' }, order })
}

const MOST_FEATURED = 100

export async function sendFeatured(desk: Desk): Promise<Response> {
  const { ways, c, db, viewer } = desk
  const linkTo = (query: ListQuery) => ways.featured({}, query)
  const listing = { title: c.get('t')('opds.featured'), up: ways.root({}), page: paths.browseFeatured({}), linkTo }
  return send(desk, listing, sliced(desk, await listFeaturedWorks(db, viewer, MOST_FEATURED)))
}

export async function sendAuthor(desk: Desk, slug: string): Promise<Response> {
  const { ways, db } = desk
  const author = await findPseud(db, slug)
  const linkTo = (query: ListQuery) => ways.author({ slug: author.slug }, query)
  const listing = { title: author.name, up: ways.authors({}), page: paths.author({ slug: author.slug }), linkTo }
  return sendSorted(desk, { ...listing, scope: { kind: 'pseud', pseudId: author.id }, order: 'updated' })
}

export async function sendSeries(desk: Desk, seriesId: number): Promise<Response> {
  const { ways, db, viewer } = desk
  const [series, parts] = await Promise.all([findSeries(db, viewer, seriesId), listSeriesParts(db, viewer, seriesId)])
  const ids = [...new Set(parts.flatMap((part) => (part.kind === 'work' ? [part.workId] : [])))]
  const linkTo = (query: ListQuery) => ways.series({ series: series.id }, query)
  const page = paths.series({ series: series.id })
  const shown = await keepShown(db, viewer, ids)
  return send(desk, { title: series.title, up: ways.seriesList({}), page, linkTo }, sliced(desk, shown))
}

/** A synonym leads to the tag that it stands for. */
export async function findCatalogueTag(desk: Desk): Promise<FoundTag | { moved: { vocabulary: string; tag: string } }> {
  const tag = await findTag(desk.db, desk.c.req.param('vocabulary')!, desk.c.req.param('tag')!)
  if (tag.canonicalSlug === null || tag.canonicalVocabularySlug === null) return tag
  return { moved: { vocabulary: tag.canonicalVocabularySlug, tag: tag.canonicalSlug } }
}

export async function sendTag(desk: Desk): Promise<Response> {
  const { ways, c } = desk
  const tag = await findCatalogueTag(desk)
  if ('moved' in tag) return leadOn(c, ways.tag(tag.moved))
  const place = { vocabulary: tag.vocabularySlug, tag: tag.slug }
  const linkTo = (query: ListQuery) => ways.tag(place, query)
  const listing = { title: tag.name, up: ways.vocabulary(place), page: paths.tag(place), linkTo }
  return sendSorted(desk, { ...listing, scope: { kind: 'tag', tagId: tag.id }, order: 'updated' })
}

export async function sendShelf(desk: Desk, member: Member, slug: string): Promise<Response> {
  const { ways, db, c } = desk
  const shelf = await findOwnShelf(db, member, slug)
  const linkTo = (query: ListQuery) => ways.shelf({ shelf: shelf.slug }, query)
  const listing = {
    title: shelfName(c.get('t'), shelf),
    up: ways.shelves({}),
    page: paths.myShelf({ shelf: shelf.slug }),
    linkTo,
  }
  return send(desk, listing, await listShelvedWorks(db, member, shelf.id, pagingOf(c)))
}

const LONGEST_SEARCH = 200

export async function sendSearch(desk: Desk): Promise<Response> {
  const { ways, c } = desk
  const asked = (c.req.query('query') ?? '').replace(/\0/g, '').toWellFormed().slice(0, LONGEST_SEARCH).trim()
  const choices = parseChoices(c)
  const linkTo = (query: ListQuery) => ways.search({}, { query: asked, ...query })
  const listing = {
    title: c.get('t')('opds.found', { words: asked }),
    up: ways.root({}),
    page: paths.search({}, { q: asked }),
    linkTo: (query: ListQuery) => linkTo({ ...queryOf(choices), ...query }),
  }
  const found = await searchCatalogue(desk, asked, choices)
  return send(desk, listing, found, await facetsOf(desk, found, { choices, order: 'best', linkTo }))
}
