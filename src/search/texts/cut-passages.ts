import { MOST_PLACES } from '../../store/word-index.ts'
import { LETTER } from '../../text/search-words/kinds.ts'
import { KnownWords } from '../../text/search-words/known-words.ts'
import { eachRun, eachToken, tokensOf } from '../../text/search-words/tokens.ts'

/** A phrase of so many words is found wherever it stands: neighbours have that many in common, less one. */
export const LONGEST_PHRASE = 32
const LONGEST = 4000

/** Stands between a title, notes and a text: no phrase reaches across. No word is like it. */
export const BREAK = '¶'

/** More are forgotten before the next texts. */
const MOST_NUMBERS = 100_000

let cutter: PassageCutter | null = null

/** Passages that an index has room for, in order: each as its words in UTF-8, parted by spaces. */
export function cutPassages(texts: readonly string[]): Uint8Array<ArrayBuffer>[] {
  cutter ??= new PassageCutter()
  return cutter.cut(texts)
}

/** Words are numbers meanwhile: strings of them would have to be made, counted and put together again. */
class PassageCutter {
  #known = new KnownWords<readonly number[]>()
  #spellings = new Spellings()
  #words = new Int32Array(2 ** 16)
  #count = 0
  /** How often a word stands in the passage; all 0 between two. */
  #times = new Uint8Array(2 ** 16)

  cut(texts: readonly string[]): Uint8Array<ArrayBuffer>[] {
    if (this.#spellings.count > MOST_NUMBERS) this.#forget()
    this.#count = 0
    for (const text of texts) this.#read(text)
    if (this.#times.length < this.#spellings.count) this.#times = new Uint8Array(this.#spellings.count * 2)
    const passages: Uint8Array<ArrayBuffer>[] = []
    for (let start = 0; start < this.#count;) {
      const end = this.#endOfPassage(start)
      passages.push(this.#spellings.spell(this.#words.subarray(start, end)))
      if (end === this.#count) break
      start = end - (LONGEST_PHRASE - 1)
    }
    return passages
  }

  #forget(): void {
    this.#known = new KnownWords()
    this.#spellings = new Spellings()
  }

  #read(text: string): void {
    const before = this.#count
    if (before > 0) this.#take(this.#spellings.numberOf(BREAK))
    const start = this.#count
    eachRun(text, (kind, start, end) => {
      if (kind !== LETTER) eachToken(text.slice(start, end), (token) => this.#take(this.#spellings.numberOf(token)))
      else for (const number of this.#known.get(text, start, end, this.#numbersOf)) this.#take(number)
    })
    if (this.#count === start) this.#count = before
  }

  readonly #numbersOf = (word: string): number[] => tokensOf(word).map((token) => this.#spellings.numberOf(token))

  #take(number: number): void {
    if (this.#count === this.#words.length) this.#words = grown(this.#words, new Int32Array(this.#count * 2))
    this.#words[this.#count] = number
    this.#count += 1
  }

  #endOfPassage(start: number): number {
    const last = Math.min(this.#count, start + LONGEST)
    let end = start
    for (; end < last; end += 1) {
      const word = this.#words[end]!
      if (this.#times[word] === MOST_PLACES) break
      this.#times[word]! += 1
    }
    for (let at = start; at < end; at += 1) this.#times[this.#words[at]!] = 0
    return end
  }
}

const encoder = new TextEncoder()

/** Words by number, with a space behind each. */
class Spellings {
  readonly #numbers = new Map<string, number>()
  #bytes = new Uint8Array(2 ** 20)
  #ends = new Int32Array(2 ** 16)
  count = 0

  numberOf(word: string): number {
    return this.#numbers.get(word) ?? this.#add(word)
  }

  #add(word: string): number {
    const spelt = encoder.encode(`${word} `)
    const from = this.count === 0 ? 0 : this.#ends[this.count - 1]!
    while (from + spelt.length > this.#bytes.length) this.#bytes = grown(this.#bytes, new Uint8Array(from * 2))
    if (this.count === this.#ends.length) this.#ends = grown(this.#ends, new Int32Array(this.count * 2))
    this.#bytes.set(spelt, from)
    this.#ends[this.count] = from + spelt.length
    this.#numbers.set(word, this.count)
    this.count += 1
    return this.count - 1
  }

  spell(numbers: Int32Array): Uint8Array<ArrayBuffer> {
    let length = 0
    for (const number of numbers) length += this.#ends[number]! - this.#startOf(number)
    const spelt = new Uint8Array(length)
    let to = 0
    for (const number of numbers) {
      for (let at = this.#startOf(number); at < this.#ends[number]!; at += 1) {
        spelt[to] = this.#bytes[at]!
        to += 1
      }
    }
    return spelt.subarray(0, -1)
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : this.#ends[number - 1]!
  }
}

function grown<Numbers extends Int32Array | Uint8Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}
