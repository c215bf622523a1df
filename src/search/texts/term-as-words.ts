import type { VocabularyRole } from '../../store/tables/tags.ts'
import type { Mistake } from './mistakes.ts'
import type { AuthorTerm, FilterTerm, TagTerm } from './parsed-query.ts'
import { bitOf, TAG_BITS } from './parts-of-work.ts'
import type { WordNode } from './query.ts'
import { readPhrase } from './read-phrase.ts'

const BITS: Partial<Record<VocabularyRole | 'tag', number>> = {
  fandom: bitOf('fandom'),
  character: bitOf('character'),
  relationship: bitOf('relationship'),
  tag: TAG_BITS,
}

const FIELDS = { languages: 'language', status: 'status', crossover: 'crossover' } as const

export function fieldOf(term: FilterTerm): string {
  if (term.kind === 'tags' || term.kind === 'authors') return term.field
  return term.kind === 'range' ? term.of : FIELDS[term.kind]
}

/** The same as words to be looked for in a work's heading; null where only a list can filter by it. */
export function termAsWords(term: FilterTerm, mistakes: Mistake[]): WordNode | null {
  return term.kind === 'tags' || term.kind === 'authors' ? namesAsWords(term, mistakes) : null
}

/** Any of the names; null where a rating is meant, whose names are no words of a heading. */
export function namesAsWords(term: TagTerm | AuthorTerm, mistakes: Mistake[]): WordNode | null {
  const role = term.kind === 'tags' ? ('role' in term.where ? term.where.role : 'facet') : null
  if (role === 'rating') return null
  const places = role === null ? bitOf('author') : (BITS[role] ?? bitOf('tag'))
  const leaves = term.names.flatMap((name): WordNode[] => {
    const phrase = readPhrase(name, mistakes, true)
    return phrase ? [{ kind: 'words', phrase, places }] : []
  })
  if (leaves.length === 0) return null
  const node: WordNode = leaves.length === 1 ? leaves[0]! : { kind: 'any', of: leaves }
  return term.isExcluded ? { kind: 'not', of: node } : node
}
