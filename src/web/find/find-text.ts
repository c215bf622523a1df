// The words in a list's address: what they ask of the list's filter, and the works that they are found in, which become
// what the list begins with.
import type { Viewer } from '../../people/viewer.ts'
import type { Chosen } from '../../search/chosen.ts'
import type { Clock } from '../../search/day-range.ts'
import { type Filter, NO_FILTER, type Scope, type Sort, type WorkIds } from '../../search/question.ts'
import type { Mistake } from '../../search/texts/mistakes.ts'
import type { QuerySort } from '../../search/texts/parsed-query.ts'
import type { WordNode } from '../../search/texts/query.ts'
import { narrowed, resolveQuery } from '../../search/texts/resolve-query.ts'
import type { Parts } from '../parts.ts'

export interface FoundText {
  scope: Scope
  filter: Filter
  /** Null: the words say nothing of it. */
  sort: Sort | null
  /** Null: none are looked for. */
  words: WordNode | null
  mistakes: readonly Mistake[]
  /** Nothing in it can be looked for, or it took too long: the list is empty. */
  isImpossible: boolean
  isCutOff: boolean
  waiting: number
}

interface Asked {
  chosen: Chosen
  scope: Scope
  filter: Filter
  clock: Clock
  /** The first work that words are looked for in; absent: all are. */
  from?: number
}

/** No query where no words are typed. */
export async function findText(
  { db, textSearch }: Pick<Parts, 'db' | 'textSearch'>,
  viewer: Viewer,
  { chosen, scope, filter, clock, from }: Asked,
): Promise<FoundText> {
  const plain = {
    scope,
    filter,
    sort: null,
    words: null,
    mistakes: [],
    isImpossible: false,
    isCutOff: false,
    waiting: 0,
  }
  if (chosen.text === '') return plain
  const query = await resolveQuery(db, chosen.text, clock)
  const { words, mistakes } = query
  const sort = query.sort && sortOf(query.sort)
  const both = narrowed(filter, query.filter)
  if (words === null)
    return { ...plain, filter: both, sort, mistakes, isImpossible: query.filter === NO_FILTER && sort === null }
  const { ids, isCutOff, waiting } = await textSearch.search(viewer, words, chosen.textIn, from)
  const ranked = { kind: 'works', ids: within(scope, ids) } as const
  return {
    scope: ranked,
    filter: narrowed(both, scopeAsFilter(scope)),
    sort: sort ?? { by: 'given', direction: 'up' },
    words,
    mistakes,
    isImpossible: isCutOff,
    isCutOff,
    waiting,
  }
}

/** What is found is given the best first, so that downwards means the other way round there. */
function sortOf({ by, direction }: QuerySort): Sort {
  if (by !== 'relevance') return { by, direction }
  return { by: 'given', direction: direction === 'down' ? 'up' : 'down' }
}

function within(scope: Scope, ids: Uint32Array): WorkIds {
  if (scope.kind !== 'works') return ids
  const own = new Set(scope.ids)
  return ids.filter((id) => own.has(id))
}

function scopeAsFilter(scope: Scope): Filter {
  if (scope.kind === 'tag') return { ...NO_FILTER, with: [scope.tagId] }
  if (scope.kind === 'letter') return { ...NO_FILTER, letter: scope.letter }
  return scope.kind === 'author' ? { ...NO_FILTER, authors: [scope.pseudId] } : NO_FILTER
}
