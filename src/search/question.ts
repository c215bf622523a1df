// What lists of works can be asked, without anybody who asks: the same question goes to the index in memory and to SQL,
// and both must give the same answer. Ids are rows of the database, times milliseconds.
import type { Hidden } from '../reading/hiding/hidden.ts'
import type { Letter } from '../store/letters.ts'

export { type Hidden, NOTHING_HIDDEN } from '../reading/hiding/hidden.ts'

/** Both ends belong to it; null: open. */
export interface Range {
  from: number | null
  to: number | null
}

export const ANY: Range = { from: null, to: null }

/** What the person chose; tags are meant with their synonyms and everything below them. */
export interface Filter {
  /** A work has all of these tags. */
  with: readonly number[]
  /** Of each of these groups it has at least one. A handful of groups: there is one for each vocabulary. */
  anyOf: ReadonlyArray<readonly number[]>
  /** It has none of these. */
  without: readonly number[]
  /** Pseuds; it is by all of them. */
  authors: readonly number[]
  /** It is in one of these; empty: in whichever. As `work.language` has them. */
  languages: readonly string[]
  words: Range
  chapters: Range
  updated: Range
  published: Range
  status: 'complete' | 'in progress' | null
  /** Fandoms that have nothing above them in common. */
  crossover: 'only' | 'none' | null
  /** A relationship tag that is the work's first. */
  mainPairing: number | null
  /** Its title stands under it. */
  letter: Letter | null
  hasOneChapter: boolean
  downloadsOn: boolean
  reviewsOn: boolean
}

export const NO_FILTER: Filter = {
  with: [],
  anyOf: [],
  without: [],
  authors: [],
  languages: [],
  words: ANY,
  chapters: ANY,
  updated: ANY,
  published: ANY,
  status: null,
  crossover: null,
  mainPairing: null,
  letter: null,
  hasOneChapter: false,
  downloadsOn: false,
  reviewsOn: false,
}

/** A search of texts gives many, as numbers in a row, each once. */
export type WorkIds = readonly number[] | Uint32Array

/** Where the list begins. `works`: ids in the list's own order (a series, a shelf, what a search of texts found). */
export type Scope =
  | { kind: 'all' }
  | { kind: 'tag'; tagId: number }
  | { kind: 'author'; pseudId: number }
  | { kind: 'letter'; letter: Letter }
  | { kind: 'works'; ids: WorkIds }

/**
 * `given`: the order of a scope of works; there `relevance` means the same. Elsewhere the order of the ids. `title` and
 * `author` (`sort_title`, and the `sort_name` of the first creator, '' without one) follow the order of code points.
 */
export const SORT_KEYS = [
  'updated',
  'published',
  'title',
  'author',
  'words',
  'reviews',
  'kudos',
  'reads',
  'given',
] as const
export type SortKey = (typeof SORT_KEYS)[number]

/** Works that are equal by the key follow one another by id, in the same direction. */
export interface Sort {
  by: SortKey
  direction: 'up' | 'down'
}

/**
 * A place in a list that stays where works come and go: the sorting value of a work and its id. Null with texts and with
 * `given`: then its row or its place among the given ids is asked. When that is gone, or not for this audience, the list
 * begins at the page that was asked for besides.
 */
export interface Mark {
  value: number | null
  workId: number
}

/** `after` and `before` leave out the marked work itself. `orPage`: where nothing tells any more where that stood; else 1. */
export type From = { page: number } | { after: Mark; orPage?: number } | { before: Mark; orPage?: number }

export interface Question {
  /** As `leastAudience` says for the viewer. */
  audience: number
  scope: Scope
  filter: Filter
  sort: Sort
  from: From
  perPage: number
  /** Works that the viewer has finished or dropped and leaves out. */
  leftOut: readonly number[]
  hidden: Hidden
  /** How many values of each vocabulary are counted; 0: none. */
  facets: number
}

export interface TagCount {
  tagId: number
  count: number
}

/** Counts within the answer: as many works as the list would have with this chosen as well. */
export interface Facets {
  /** The most frequent canonical tags, by count, then id. By vocabulary id; without those that have none here. */
  tags: ReadonlyMap<number, readonly TagCount[]>
  /** By count, then as code points. */
  languages: ReadonlyArray<{ language: string; count: number }>
  complete: number
  inProgress: number
  crossovers: number
}

export interface Answer {
  ids: number[]
  /** Of the whole list, without what is left out or hidden. */
  total: number
  /** From 1: the page asked for; when asked by a mark, the one that the first row is on, or would be. */
  page: number
  /** How many works of the list stand before these. Asked by a mark, that need not be a whole number of pages. */
  start: number
  leftOutCount: number
  /** Those not left out already. */
  hiddenCount: number
  /** Null when none were asked for, or when the index is not ready and the works are too many to be counted without it. */
  facets: Facets | null
  /** For links to the next and the previous page; null: the list is empty. */
  first: Mark | null
  last: Mark | null
}

/** How many of the hidden works each reason hides; one that has several counts for each of them. */
export interface HiddenCounts {
  /** One by one. */
  works: number
  /** In other languages than those that are welcome. */
  languages: number
  pseuds: ReadonlyMap<number, number>
  tags: ReadonlyMap<number, number>
}
