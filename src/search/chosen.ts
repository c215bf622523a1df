// What a person chose of a list, by the names that stand in its address; `Filter` is the same in numbers.
import type { SortKey } from './question.ts'

/** As it stands in an address: `<vocabulary>/<tag slug>`. */
export interface ChosenTag {
  id: number
  name: string
  slug: string
  vocabularyId: number
  vocabularySlug: string
}

export interface ChosenAuthor {
  id: number
  name: string
  slug: string
}

/** Whole numbers; null: open. */
export interface NumberRange {
  from: number | null
  to: number | null
}

/** A day as `2026-01-31`, or a time ago as `30d`; null: open. */
export interface DayRange {
  from: string | null
  to: string | null
}

/** `relevance` is `given` by another name, for what a search of texts found. */
export type ChosenSortKey = SortKey | 'relevance'

export interface ChosenSort {
  /** Null: the order that the list has of itself. */
  by: ChosenSortKey | null
  /** Null: the one that goes with it, see `usualDirection`. */
  direction: 'up' | 'down' | null
}

export interface Chosen {
  with: readonly ChosenTag[]
  /** Those of one vocabulary are one group: a work has at least one of each group. */
  any: readonly ChosenTag[]
  without: readonly ChosenTag[]
  pairing: ChosenTag | null
  authors: readonly ChosenAuthor[]
  languages: readonly string[]
  words: NumberRange
  chapters: NumberRange
  updated: DayRange
  published: DayRange
  status: 'complete' | 'in progress' | null
  crossover: 'only' | 'none' | null
  oneChapter: boolean
  downloadsOn: boolean
  reviewsOn: boolean
  /** Words to find in works, as they were typed. */
  text: string
  /** Where to find them; null: everywhere. */
  textIn: 'headings' | 'texts' | null
  sort: ChosenSort
}

export const OPEN = { from: null, to: null } as const

export const NOTHING_CHOSEN: Chosen = {
  with: [],
  any: [],
  without: [],
  pairing: null,
  authors: [],
  languages: [],
  words: OPEN,
  chapters: OPEN,
  updated: OPEN,
  published: OPEN,
  status: null,
  crossover: null,
  oneChapter: false,
  downloadsOn: false,
  reviewsOn: false,
  text: '',
  textIn: null,
  sort: { by: null, direction: null },
}

export const RANGES = ['words', 'chapters', 'updated', 'published'] as const
export type RangeName = (typeof RANGES)[number]

/** Words begin with A and numbers with the largest; what is given has its own order. */
export function usualDirection(by: ChosenSortKey): 'up' | 'down' {
  return by === 'title' || by === 'author' || by === 'given' || by === 'relevance' ? 'up' : 'down'
}
