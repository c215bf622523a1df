// Where in a text phrases may stand, seen without cutting all of it into words.
import type { Phrase } from '../../store/word-index.ts'

export interface Stretch {
  start: number
  end: number
}

/** Of such a text it is plain what folding makes of it. */
const PLAIN_TEXT = /^[\n\t -~‘’“”–—…]*$/
const PLAIN_WORD = /^[a-z0-9]+$/
const IN_WORD = /[a-z0-9'’‘`]/i
/** A longer one is the beginning of what stands in the text. */
const LONGEST_WORD = 39
const MOST = 1000

/** In order and apart, of whole words: outside them no phrase stands. Null: it cannot be seen. */
export function likelyStretches(text: string, phrases: readonly Phrase[]): Iterable<Stretch> | null {
  const isPlain = phrases.every(({ words }) => words.every(isPlainWord)) && PLAIN_TEXT.test(text)
  if (!isPlain) return null
  const [only] = phrases
  if (only && phrases.length === 1) return apart(stretchesOf(text, only))
  const all = phrases.flatMap((phrase) => [...stretchesOf(text, phrase).take(MOST)])
  return apart(all.sort((one, other) => one.start - other.start))
}

function isPlainWord(word: string): boolean {
  return word.length <= LONGEST_WORD && PLAIN_WORD.test(word)
}

function* stretchesOf(text: string, phrase: Phrase): Generator<Stretch, void> {
  const pattern = patternOf(phrase)
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    let [start, end] = [match.index, pattern.lastIndex]
    while (start > 0 && IN_WORD.test(text[start - 1]!)) start -= 1
    while (end < text.length && IN_WORD.test(text[end]!)) end += 1
    yield { start, end }
    // The next may begin inside this one.
    pattern.lastIndex = match.index + 1
  }
}

/** An apostrophe stands wherever it likes, and parts words that lean. */
function patternOf({ words, isPrefix }: Phrase): RegExp {
  const sought = words.map((word) => [...word].join("['’‘`]?"))
  return new RegExp(`(?<![a-z0-9])${sought.join('[^a-z0-9]+')}${isPrefix ? '' : '(?![a-z0-9])'}`, 'gi')
}

function* apart(stretches: Iterable<Stretch>): Generator<Stretch, void> {
  let open: Stretch | null = null
  for (const { start, end } of stretches) {
    if (open && start <= open.end) open.end = Math.max(open.end, end)
    else {
      if (open) yield open
      open = { start, end }
    }
  }
  if (open) yield open
}
