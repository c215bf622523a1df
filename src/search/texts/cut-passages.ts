import { MOST_PLACES } from '../../store/word-index.ts'

/** A phrase of so many words is found wherever it stands: neighbours have that many in common, less one. */
export const LONGEST_PHRASE = 32
const LONGEST = 4000

/** Stands between a title, notes and a text: no phrase reaches across. No word is like it. */
export const BREAK = '¶'

/** Passages that an index has room for, in order. */
export function cutPassages(words: readonly string[]): string[][] {
  const passages: string[][] = []
  let start = 0
  while (start < words.length) {
    const end = endOfPassage(words, start)
    passages.push(words.slice(start, end))
    if (end === words.length) break
    start = end - (LONGEST_PHRASE - 1)
  }
  return passages
}

function endOfPassage(words: readonly string[], start: number): number {
  const seen = new Map<string, number>()
  const last = Math.min(words.length, start + LONGEST)
  for (let at = start; at < last; at += 1) {
    const times = (seen.get(words[at]!) ?? 0) + 1
    if (times > MOST_PLACES) return at
    seen.set(words[at]!, times)
  }
  return last
}
