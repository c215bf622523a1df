// What every page of the catalogue is made with: who asks, in which version, and where links lead.
import type { Catalogue } from '../../export/opds/catalogue.ts'
import { OPDS1_TYPES, writeOpds1 } from '../../export/opds/write-opds1.ts'
import { OPDS2_TYPE, writeOpds2 } from '../../export/opds/write-opds2.ts'
import { notFound } from '../../errors.ts'
import type { Viewer } from '../../people/viewer.ts'
import { lastingIdentifier, readArchiveId } from '../../site/archive-id.ts'
import type { Paged, Paging } from '../../store/paging.ts'
import { languageTag } from '../../text/language-tag.ts'
import { sendKept } from '../conditional.ts'
import type { Parts } from '../parts.ts'
import { type CataloguePaths, opds, opds2, opdsDocuments, paths } from '../paths.ts'
import type { C } from '../respond.ts'

export interface Version {
  ways: CataloguePaths
  write: (page: Catalogue) => string
  typeOf: (kind: Catalogue['kind']) => string
}

export const VERSIONS: readonly Version[] = [
  { ways: opds, write: writeOpds1, typeOf: (kind) => OPDS1_TYPES[kind] },
  { ways: opds2, write: writeOpds2, typeOf: () => OPDS2_TYPE },
]

export interface Desk extends Pick<Parts, 'db'> {
  c: C
  parts: Parts
  version: Version
  ways: CataloguePaths
  viewer: Viewer
  origin: string
  urn: (thing: string) => string
}

export async function deskFor(c: C, parts: Parts, version: Version): Promise<Desk> {
  const archiveId = await readArchiveId(parts.db, parts.now())
  return {
    c,
    parts,
    db: parts.db,
    version,
    ways: version.ways,
    viewer: c.get('viewer'),
    // A program that came by this address has its password for this address.
    origin: c.get('origin'),
    urn: (thing) => lastingIdentifier(archiveId, thing),
  }
}

/** What differs from page to page. Paths, not addresses, where links are meant. */
export interface PageHead {
  title: string
  self: string
  /** Null at the start. */
  up: string | null
  /** The page for browsers that shows the same. */
  page: string
  updatedAt: number
}

type Filling = Partial<Pick<Catalogue, 'paging' | 'facets' | 'navigation' | 'publications'>>

export function sendCatalogue(desk: Desk, kind: Catalogue['kind'], mark: PageHead, filling: Filling): Response {
  const { c, ways, version, origin, urn, viewer } = desk
  const { archiveName } = c.get('chrome')
  const page: Catalogue = {
    kind,
    id: urn(`catalogue ${mark.self}`),
    title: mark.title,
    language: languageTag(c.get('settings').language),
    updatedAt: mark.updatedAt,
    self: origin + mark.self,
    start: origin + ways.root({}),
    up: mark.up === null ? null : origin + mark.up,
    search: searchOf(desk),
    shelf: origin + ways.shelves({}),
    authentication: origin + opdsDocuments.authentication({}),
    page: origin + mark.page,
    publisher: { name: archiveName, page: origin + paths.home({}) },
    paging: null,
    facets: [],
    navigation: [],
    publications: [],
    ...filling,
  }
  const isShared = viewer.kind === 'guest' && !viewer.ageConsent && viewer.acceptedWarnings.length === 0
  return sendKept(c, version.write(page), {
    type: version.typeOf(kind),
    cacheControl: isShared ? 'public, max-age=60' : 'private, no-cache',
    vary: 'authorization, cookie',
    changedAt: null,
  })
}

export function searchOf({ ways, origin }: Pick<Desk, 'ways' | 'origin'>): Catalogue['search'] {
  return { description: origin + opdsDocuments.search({}), template: `${origin}${ways.search({})}?query={query}` }
}

/** A number in the address that is none is no page. Past the end there is nothing, but it is a page. */
export function pageOf(c: C): number {
  const asked = c.req.query('page')
  if (asked === undefined) return 1
  if (!/^[1-9][0-9]{0,5}$/.test(asked)) throw notFound('Page')
  return Number(asked)
}

export function pagingOf(c: C): Paging {
  return { page: pageOf(c), perPage: c.get('settings').worksPerPage }
}

/** `linkTo` makes the path of a page; the first has no number. */
export function pagesOf(
  { origin }: Desk,
  { total, page, pageCount }: Pick<Paged<unknown>, 'total' | 'page' | 'pageCount'>,
  { perPage, linkTo }: { perPage: number; linkTo: (page: number | null) => string },
): Catalogue['paging'] {
  const at = (page: number) => origin + linkTo(page === 1 ? null : page)
  return {
    total,
    page,
    perPage,
    first: at(1),
    last: at(pageCount),
    previous: page > 1 ? at(Math.min(page - 1, pageCount)) : null,
    next: page < pageCount ? at(page + 1) : null,
  }
}
