import type { Phrase } from '../../store/word-index.ts'
import { eachToken } from '../../text/search-words/tokens.ts'
import { likelyStretches, type Stretch } from './likely-stretches.ts'

export interface ExcerptPart {
  text: string
  isMarked: boolean
}

export interface CutExcerpt {
  parts: ExcerptPart[]
  /** Whether there is more before it and behind it. */
  isCutBefore: boolean
  isCutBehind: boolean
}

interface Hit {
  phrase: number
  start: number
  end: number
}

interface Token {
  word: string
  start: number
  end: number
}

const PIECE = 8000
const LONGEST = 240
const BEFORE = 70
/** So far behind the first place a better one is looked for. */
const READ_ON = 60_000
/** Where words stand as often as that, a good place is among the first. */
const ENOUGH = 1000

/** The stretch of a text that shows most of the phrases, the first of its like; null: none stands in it. */
export function cutExcerpt(text: string, phrases: readonly Phrase[]): CutExcerpt | null {
  const hits = findHits(text, phrases)
  if (hits.length === 0) return null
  const first = bestStart(hits)
  const from = wordStart(text, Math.max(0, hits[first]!.start - BEFORE), hits[first]!.start)
  const to = wordEnd(text, Math.min(text.length, Math.max(hits[first]!.end, from + LONGEST)))
  return {
    parts: markedParts(
      text,
      hits.filter((hit) => hit.start >= from && hit.end <= to),
      { from, to },
    ),
    isCutBefore: text.slice(0, from).trim() !== '',
    isCutBehind: text.slice(to).trim() !== '',
  }
}

function findHits(text: string, phrases: readonly Phrase[]): Hit[] {
  const hits: Hit[] = []
  const sought = new Sought(phrases)
  // No place is better than the first of a single phrase.
  const far = phrases.length === 1 ? LONGEST : READ_ON
  for (const { start: offset, end } of likelyStretches(text, phrases) ?? piecesOf(text)) {
    if (hits.length >= ENOUGH || (hits[0] && offset > hits[0].start + far)) break
    const tokens: Token[] = []
    eachToken(text.slice(offset, end), (word, start, end) => {
      tokens.push({ word, start: start + offset, end: end + offset })
    })
    for (let index = 0; index < tokens.length && hits.length < ENOUGH; index += 1) sought.addHitsAt(hits, tokens, index)
  }
  return hits
}

function* piecesOf(text: string): Generator<Stretch, void> {
  for (let start = 0; start < text.length;) {
    const end = endOfPiece(text, start)
    yield { start, end }
    start = end
  }
}

/** At the end of a line, or else of a word; some texts have neither. */
function endOfPiece(text: string, at: number): number {
  const longest = at + 2 * PIECE
  if (longest >= text.length) return text.length
  for (const sign of ['\n', ' ']) {
    const end = text.lastIndexOf(sign, longest)
    if (end > at + PIECE) return end
  }
  return isSecondHalf(text, longest) ? longest + 1 : longest
}

/** Phrases by their first word, so that most words of a text are looked at once and not for each phrase. */
class Sought {
  readonly #exact = new Map<string, number[]>()
  readonly #begun: number[] = []
  readonly #phrases: readonly Phrase[]

  constructor(phrases: readonly Phrase[]) {
    this.#phrases = phrases
    for (const [number, { words, isPrefix }] of phrases.entries()) {
      const first = words[0]!
      if (isPrefix && words.length === 1) this.#begun.push(number)
      else this.#exact.set(first, [...(this.#exact.get(first) ?? []), number])
    }
  }

  addHitsAt(hits: Hit[], tokens: readonly Token[], index: number): void {
    for (const number of this.#exact.get(tokens[index]!.word) ?? NONE) this.#addIfThere(hits, tokens, { index, number })
    for (const number of this.#begun) this.#addIfThere(hits, tokens, { index, number })
  }

  #addIfThere(hits: Hit[], tokens: readonly Token[], { index, number }: { index: number; number: number }): void {
    const phrase = this.#phrases[number]!
    const last = tokens[index + phrase.words.length - 1]
    if (!last || !standsAt(tokens, index, phrase)) return
    const sought = phrase.words.at(-1)!
    // Of a pair of signs that begins with the one that was sought, only that one.
    const isPair = phrase.isPrefix && [...sought].length === 1 && [...last.word].length === 2
    hits.push({ phrase: number, start: tokens[index]!.start, end: isPair ? last.start + sought.length : last.end })
  }
}

const NONE: readonly number[] = []

function standsAt(tokens: readonly Token[], index: number, { words, isPrefix }: Phrase): boolean {
  for (let at = 0; at < words.length; at += 1) {
    if (!agrees(tokens[index + at]!.word, words[at]!, isPrefix && at === words.length - 1)) return false
  }
  return true
}

function agrees(found: string, sought: string, isPrefix: boolean): boolean {
  return isPrefix ? found.startsWith(sought) : found === sought
}

/** The hit behind which, within an excerpt's length, the most different phrases stand. */
function bestStart(hits: readonly Hit[]): number {
  let [best, most] = [0, 0]
  for (let index = 0; index < hits.length; index += 1) {
    const end = hits[index]!.start + LONGEST - BEFORE
    const seen = new Set<number>()
    for (let next = index; next < hits.length && hits[next]!.end <= end; next += 1) seen.add(hits[next]!.phrase)
    if (seen.size > most) [best, most] = [index, seen.size]
  }
  return best
}

const NEAR = 24

function wordStart(text: string, at: number, latest: number): number {
  if (at === 0) return 0
  const space = text.slice(at, Math.min(at + NEAR, latest)).search(/\s/)
  if (space >= 0) return at + space + 1
  return isSecondHalf(text, at) ? at + 1 : at
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.slice(at, at + NEAR).search(/\s/)
  if (space >= 0) return at + space
  return isSecondHalf(text, at) ? at + 1 : at
}

function isSecondHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}

function markedParts(text: string, hits: readonly Hit[], { from, to }: { from: number; to: number }): ExcerptPart[] {
  const parts: ExcerptPart[] = []
  let at = from
  const add = (end: number, isMarked: boolean) => {
    const piece = text.slice(at, end).replaceAll('\n', ' ')
    if (piece !== '') parts.push({ text: piece, isMarked })
    at = end
  }
  for (const { start, end } of hits.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    if (end <= at) continue
    if (start > at) add(start, false)
    add(end, true)
  }
  add(to, false)
  return parts
}
