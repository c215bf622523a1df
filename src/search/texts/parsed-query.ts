import type { VocabularyRole } from '../../store/tables/tags.ts'
import type { Range, SortKey } from '../question.ts'
import type { Mistake } from './mistakes.ts'
import type { WordNode } from './query.ts'

/** What a search says, before names are looked up. */
export interface ParsedQuery {
  /** Null: it asks for no words. */
  words: WordNode | null
  terms: FilterTerm[]
  sort: QuerySort | null
  mistakes: Mistake[]
}

export interface QuerySort {
  by: SortKey | 'relevance'
  direction: 'up' | 'down'
}

/** What narrows the whole list, whatever else is asked. */
export type FilterTerm =
  | TagTerm
  | AuthorTerm
  | { kind: 'languages'; names: string[] }
  | { kind: 'status'; status: 'complete' | 'in progress' }
  | { kind: 'crossover'; crossover: 'only' | 'none' }
  | { kind: 'range'; of: 'words' | 'chapters' | 'updated' | 'published'; range: Range }

/** Has one of these tags, or none of them. */
export interface TagTerm {
  kind: 'tags'
  /** As it was typed. */
  field: string
  where: TagPlace
  names: string[]
  isExcluded: boolean
}

/** `tag`: whichever vocabulary; or the slug of one. */
export type TagPlace = { role: VocabularyRole | 'tag' } | { vocabulary: string }

export interface AuthorTerm {
  kind: 'authors'
  field: string
  names: string[]
  isExcluded: boolean
}
