// What a page of the catalogue tells, in either version. Every address is absolute. The writers take this and know
// nothing of works or databases.

/** The language of the catalogue: OPDS 1.2 (Atom) or OPDS 2.0 (JSON). */
export type OpdsVersion = 1 | 2

export type CatalogueKind = 'navigation' | 'acquisition'

export interface Catalogue {
  kind: CatalogueKind
  /** `urn:uuid:…`. */
  id: string
  title: string
  language: string
  updatedAt: number
  self: string
  start: string
  /** The page above; null at the start. */
  up: string | null
  /** `template` has `{query}` where the words go. */
  search: { description: string; template: string }
  shelf: string
  authentication: string
  /** Where a browser shows the same. */
  page: string
  publisher: { name: string; page: string }
  paging: CataloguePaging | null
  facets: readonly FacetGroup[]
  navigation: readonly NavigationEntry[]
  publications: readonly Publication[]
}

export interface CataloguePaging {
  total: number
  /** From 1. */
  page: number
  perPage: number
  first: string
  last: string
  previous: string | null
  next: string | null
}

export interface NavigationEntry {
  id: string
  title: string
  hint: string
  updatedAt: number
  href: string
  kind: CatalogueKind
  rel: string
  /** How many entries there are; null: not counted. */
  count: number | null
  /** Whoever follows it is asked who they are. */
  asksWho: boolean
}

export interface FacetGroup {
  title: string
  links: ReadonlyArray<{ title: string; href: string; count: number; isActive: boolean }>
}

export interface Publication {
  /** That of the book inside. */
  id: string
  title: string
  language: string
  /** `works`: the catalogue's list of what they wrote. */
  creators: ReadonlyArray<{ name: string; page: string; works: string }>
  publishedAt: number
  /** When it was updated last. */
  updatedAt: number
  /** Plain text. */
  summary: string
  /** As "12,345 words". */
  extent: string
  /** Rating, state and length in a line. */
  facts: string
  /** Clean HTML: the facts in a line, then the summary. */
  contentHtml: string
  subjects: ReadonlyArray<{ name: string; term: string; scheme: string; works: string }>
  series: ReadonlyArray<{ title: string; position: number; page: string; works: string }>
  /** The work's own page. */
  page: string
  /** What it can be had as; at least one. */
  acquisitions: ReadonlyArray<{ href: string; type: string; isBook: boolean }>
  images: ReadonlyArray<{ href: string; type: string }>
}
