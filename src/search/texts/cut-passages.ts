import { MOST_PLACES } from '../../store/word-index.ts'
import { HtmlWords } from '../../text/search-words/html-words.ts'
import { lengthOfPair, spellPair } from '../../text/search-words/sign-pairs.ts'
import { PairCounts } from './pair-counts.ts'

/** A phrase of so many words is found wherever it stands: neighbours have that many in common, less one. */
export const LONGEST_PHRASE = 32
const LONGEST = 4000

/** Stands between a title, notes and a text: no phrase reaches across. No word is like it. */
export const BREAK = '¶'

/** More are forgotten before the next texts. */
const MOST_NUMBERS = 160_000

let cutter: PassageCutter | null = null

/** Of clean HTML in UTF-8: passages that an index has room for, in order, each as its words, parted by spaces. */
export function cutPassages(htmls: readonly Uint8Array[]): Uint8Array<ArrayBuffer>[] {
  cutter ??= new PassageCutter()
  return cutter.cut(htmls)
}

/** Words are numbers meanwhile: strings of them would have to be made, counted and put together again. */
class PassageCutter {
  #spellings = new Spellings()
  #read = new HtmlWords(this.#spellings)
  /** How often a word stands in the passage; all 0 between two. */
  #times = new Uint8Array(2 ** 16)
  readonly #pairs = new PairCounts(LONGEST)

  cut(htmls: readonly Uint8Array[]): Uint8Array<ArrayBuffer>[] {
    if (this.#spellings.count > MOST_NUMBERS) this.#forget()
    this.#read.count = 0
    for (const html of htmls) this.#readOne(html)
    if (this.#times.length < this.#spellings.count) this.#times = new Uint8Array(this.#spellings.count * 2)
    const { words, count } = this.#read
    const passages: Uint8Array<ArrayBuffer>[] = []
    for (let start = 0; start < count;) {
      const end = this.#endOfPassage(start)
      passages.push(this.#spellings.spell(words.subarray(start, end)))
      if (end === count) break
      start = end - (LONGEST_PHRASE - 1)
    }
    return passages
  }

  #forget(): void {
    this.#spellings = new Spellings()
    this.#read = new HtmlWords(this.#spellings)
  }

  #readOne(html: Uint8Array): void {
    const before = this.#read.count
    if (before > 0) this.#read.take(this.#spellings.numberOf(BREAK))
    const start = this.#read.count
    this.#read.read(html)
    if (this.#read.count === start) this.#read.count = before
  }

  #endOfPassage(start: number): number {
    const { words, count } = this.#read
    const last = Math.min(count, start + LONGEST)
    let end = start
    for (; end < last; end += 1) {
      const word = words[end]!
      const times = word < 0 ? this.#pairs.add(word) : (this.#times[word]! += 1)
      if (times > MOST_PLACES) break
    }
    // The one that had no room, too.
    for (let at = start; at <= end && at < count; at += 1) if (words[at]! >= 0) this.#times[words[at]!] = 0
    this.#pairs.clear()
    return end
  }
}

const encoder = new TextEncoder()
const SPACE = 0x20

/** Words by number, with a space behind each; those below 0 are pairs of signs. */
class Spellings {
  readonly #numbers = new Map<string, number>()
  #bytes = new Uint8Array(2 ** 20)
  /** Where each begins, and where the last one ends. */
  #places = new Int32Array(2 ** 16)
  count = 0

  numberOf(word: string): number {
    return this.#numbers.get(word) ?? this.#add(word)
  }

  #add(word: string): number {
    const from = this.#places[this.count]!
    const most = from + 3 * word.length + 1
    if (most > this.#bytes.length) this.#bytes = grown(this.#bytes, new Uint8Array(2 * most))
    if (this.count + 1 === this.#places.length) this.#places = grown(this.#places, new Int32Array(this.count * 2))
    const end = from + encoder.encodeInto(word, this.#bytes.subarray(from)).written
    this.#bytes[end] = SPACE
    this.#numbers.set(word, this.count)
    this.count += 1
    this.#places[this.count] = end + 1
    return this.count - 1
  }

  spell(numbers: Int32Array): Uint8Array<ArrayBuffer> {
    const [bytes, places] = [this.#bytes, this.#places]
    let length = 0
    for (let index = 0; index < numbers.length; index += 1) {
      const number = numbers[index]!
      length += number < 0 ? lengthOfPair(number) + 1 : places[number + 1]! - places[number]!
    }
    const spelt = new Uint8Array(length)
    let to = 0
    for (let index = 0; index < numbers.length; index += 1) {
      const number = numbers[index]!
      if (number < 0) {
        to = spellPair(number, spelt, to)
        spelt[to] = SPACE
        to += 1
        continue
      }
      const end = places[number + 1]!
      for (let at = places[number]!; at < end; at += 1, to += 1) spelt[to] = bytes[at]!
    }
    return spelt.subarray(0, -1)
  }
}

function grown<Numbers extends Int32Array | Uint8Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}
