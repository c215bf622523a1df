// What somebody asks of the words of works, as a tree. A work is found when the tree holds for the whole of it: each word
// somewhere in its heading or in any of its chapters.
import type { Phrase } from '../../store/word-index.ts'
import type { Range } from '../question.ts'
import { bitOf, EVERYWHERE, HEADING_BITS } from './parts-of-work.ts'

export type WordNode =
  | { kind: 'all'; of: readonly WordNode[] }
  | { kind: 'any'; of: readonly WordNode[] }
  | { kind: 'not'; of: WordNode }
  | WordLeaf
  | NumberLeaf

export interface WordLeaf {
  kind: 'words'
  phrase: Phrase
  /** Of the places in parts-of-work.ts, where it is looked for; null: wherever the search looks. */
  places: number | null
}

/** A number that lists do not filter by. */
export interface NumberLeaf {
  kind: 'number'
  of: 'kudos' | 'reviews' | 'reads'
  range: Range
}

/** Where words are looked for that name no place of their own. */
export type SearchedPart = 'headings' | 'texts'

/** Where these words are looked for, as bits. */
export function placesOf({ places }: WordLeaf, part: SearchedPart | null): number {
  if (places !== null) return places
  if (part === null) return EVERYWHERE
  return part === 'headings' ? HEADING_BITS : bitOf('text')
}

/** The words and phrases that a work is found by, each once; none of those that it must not have. */
export function soughtPhrases(node: WordNode): WordLeaf[] {
  const found = new Map<string, WordLeaf>()
  const walk = (node: WordNode): void => {
    if (node.kind === 'words') found.set(JSON.stringify(node), node)
    else if (node.kind === 'all' || node.kind === 'any') node.of.forEach(walk)
  }
  walk(node)
  return [...found.values()]
}

/** Whether it depends on numbers of works that change without them. */
export function asksForNumbers(node: WordNode): boolean {
  if (node.kind === 'all' || node.kind === 'any') return node.of.some(asksForNumbers)
  return node.kind === 'not' ? asksForNumbers(node.of) : node.kind === 'number'
}
