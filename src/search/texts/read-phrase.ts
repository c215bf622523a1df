import type { Phrase } from '../../store/word-index.ts'
import { eachToken } from '../../text/search-words/tokens.ts'
import { LONGEST_PHRASE } from './cut-passages.ts'
import type { Mistake } from './mistakes.ts'

const LEAST_BEFORE_STAR = 3

/**
 * Words as they are found: one after the other. A single sign of a script without spaces is the beginning of a pair.
 * Null: there are none in it.
 */
export function readPhrase(text: string, mistakes: Mistake[], mayGoOn = false): Phrase | null {
  const found: { word: string; end: number; isLastSign: boolean }[] = []
  eachToken(text, (word, _start, end, isLastSign) => found.push({ word, end, isLastSign }))
  const last = found.at(-1)
  if (!last) return null
  const endsPair = last.isLastSign && found.at(-2)?.end === last.end
  const words = (endsPair ? found.slice(0, -1) : found).map(({ word }) => word)
  if (words.length > LONGEST_PHRASE) {
    mistakes.push({ kind: 'long_phrase', most: LONGEST_PHRASE })
    return { words: words.slice(0, LONGEST_PHRASE), isPrefix: false }
  }
  if (last.isLastSign) return { words, isPrefix: !endsPair }
  const wantsMore = mayGoOn && text.endsWith('*')
  const isPrefix = wantsMore && last.word.length >= LEAST_BEFORE_STAR
  if (wantsMore && !isPrefix) mistakes.push({ kind: 'short_prefix', word: text, least: LEAST_BEFORE_STAR })
  return { words, isPrefix }
}
