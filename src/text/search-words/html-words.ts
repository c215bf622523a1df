// The words of clean HTML, out of its UTF-8. What comes out is what `tokensOf(htmlToText(html))` says, without a string of the
// text or of its words: a text is cut where it stands into what is parted by something that no word can have, and only what
// was not met before is looked at as a word.
import { codeAt, endOfTag, lengthOf, findReference, readTag, type TagAt, tagNumbers } from '../html-bytes.ts'
import { APOSTROPHE, IGNORED, kindsOfUnits, LETTER, NOTHING, QUOTE, SIGN } from './kinds.ts'
import { FIRST_HASH, hashOf, KnownSpellings, withByte } from './known-spellings.ts'
import { isPlainSign, pairNumber, pairNumberOf } from './sign-pairs.ts'
import { foldedUnit, LONGEST_WORD } from './fold.ts'
import { eachToken, isAlphanumeric } from './tokens.ts'

/** Of a byte: part of a word, between words, or more must be looked at. */
const [PART, BETWEEN, APOSTROPHE_BYTE, QUOTE_BYTE, TAG, REFERENCE, LONG] = [0, 1, 2, 3, 4, 5, 6]

const [QUOTATION_MARK, APOSTROPHE_MARK] = [0x22, 0x27]

/** Of words so long there are many, and hardly one comes again. */
const LONGEST = 80

/** Numbers words from 0: each of another spelling has its own. Those that sign-pairs.ts has a number for never come here. */
export interface Numbering {
  numberOf: (word: string) => number
}

export class HtmlWords {
  /** The numbers of all words read so far, in order; only the first `count` mean something. */
  words = new Int32Array(2 ** 16)
  count = 0
  readonly #numbering: Numbering
  readonly #known = new KnownSpellings()
  /** What a spelling is that is not one word, or none: by its complement. */
  readonly #several: number[][] = []
  /** What was read of a word that is not in one piece, or not of plain letters. */
  #part = new Uint8Array(256)
  #length = 0
  /** The part has signs of a script without spaces: hardly one comes again. */
  #isRare = false

  constructor(numbering: Numbering) {
    this.#numbering = numbering
  }

  read(html: Uint8Array): void {
    const classes = classesOfBytes()
    const { length } = html
    for (let at = 0; at < length; at += 1) {
      const start = at
      let hash = FIRST_HASH
      let kind = BETWEEN
      for (; at < length; at += 1) {
        const byte = html[at]!
        kind = classes[byte]!
        if (kind !== PART) break
        hash = withByte(hash, byte)
      }
      // Nearly every word is one piece.
      if (kind === BETWEEN && this.#length === 0) {
        if (at > start) this.#takeKnown(html, start, at, hash)
      } else {
        if (at > start) this.#addAll(html, start, at)
        if (at < length) at = this.#readOther(html, at, kind)
      }
    }
    this.#end()
  }

  #readOther(html: Uint8Array, at: number, kind: number): number {
    if (kind === LONG) return this.#readLong(html, at)
    if (kind === TAG) return this.#readTag(html, at)
    if (kind === REFERENCE) return this.#readReference(html, at)
    if (kind === BETWEEN) this.#end()
    else this.#readMark(html[at]!)
    return at
  }

  #add(byte: number): void {
    if (this.#length === this.#part.length) this.#part = grown(this.#part)
    this.#part[this.#length] = byte
    this.#length += 1
  }

  #addAll(html: Uint8Array, start: number, end: number): void {
    for (let at = start; at < end; at += 1) this.#add(html[at]!)
  }

  #end(): void {
    if (this.#length === 0) return
    if (this.#isRare) this.#takeRare()
    else this.#takeKnown(this.#part, 0, this.#length, hashOf(this.#part, 0, this.#length))
    this.#length = 0
    this.#isRare = false
  }

  /** Plain signs, with letters and digits of ASCII between them, as they are; whatever else there may be, as a text. */
  #takeRare(): void {
    const [bytes, length] = [this.#part, this.#length]
    for (let at = 0; at < length; at += bytes[at]! < 0x80 ? 1 : 3) {
      if (bytes[at]! < 0x80 ? !isAlphanumeric(bytes[at]!) : !isPlainSign(codeAt(bytes, at))) {
        this.#eachToken(bytes, 0, length, this.#take)
        return
      }
    }
    for (let at = 0; at < length;) at = bytes[at]! < 0x80 ? this.#takeAscii(at) : this.#takeSigns(at)
  }

  #takeAscii(start: number): number {
    let end = start
    while (end < this.#length && this.#part[end]! < 0x80) end += 1
    this.#takeKnown(this.#part, start, end, hashOf(this.#part, start, end))
    return end
  }

  #takeSigns(start: number): number {
    let before = codeAt(this.#part, start)
    let at = start + 3
    for (; at < this.#length && this.#part[at]! >= 0x80; at += 3) {
      const sign = codeAt(this.#part, at)
      this.take(pairNumber(before, sign))
      before = sign
    }
    this.take(pairNumber(before, 0))
    return at
  }

  #takeKnown(bytes: Uint8Array, start: number, end: number, hash: number): void {
    if (end - start > LONGEST) {
      this.#eachToken(bytes, start, end, this.#take)
      return
    }
    const number = this.#known.get(bytes, start, end, hash, this.#make)
    if (number >= 0) this.take(number)
    else for (const each of this.#several[~number]!) this.take(each)
    if (this.#known.isFull) this.#forget()
  }

  #forget(): void {
    this.#known.clear()
    this.#several.length = 0
  }

  take(number: number): void {
    if (this.count === this.words.length) {
      const larger = new Int32Array(this.count * 2)
      larger.set(this.words)
      this.words = larger
    }
    this.words[this.count] = number
    this.count += 1
  }

  readonly #take = (number: number): void => this.take(number)

  readonly #make = (bytes: Uint8Array, start: number, end: number): number => {
    const word = foldedLetters(bytes, start, end)
    if (word !== null) return this.#numbering.numberOf(word)
    const numbers: number[] = []
    this.#eachToken(bytes, start, end, (number) => numbers.push(number))
    return numbers.length === 1 && numbers[0]! >= 0 ? numbers[0]! : ~(this.#several.push(numbers) - 1)
  }

  #eachToken(bytes: Uint8Array, start: number, end: number, take: (number: number) => void): void {
    const text = utf8Of(bytes, start, end)
    eachToken(text, (token) => take(pairNumberOf(token) ?? this.#numbering.numberOf(token)))
  }

  /** Inside a word only: an apostrophe, and a quotation mark between Hebrew letters, which have two bytes. */
  #readMark(byte: number): void {
    const isInside =
      byte === QUOTATION_MARK ? this.#length > 0 && this.#part[this.#length - 1]! >= 0x80 : this.#length > 0
    if (isInside) this.#add(byte)
    else this.#end()
  }

  /** A character of several bytes; returns where its last one is. */
  #readLong(html: Uint8Array, at: number): number {
    const last = at + lengthOf(html[at]!) - 1
    const code = codeAt(html, at)
    // Of those that take two units of a string hardly one comes again either.
    const kind = code > 0xffff ? SIGN : kindsOfUnits()[code]!
    if (last >= html.length || this.#isBetween(kind)) this.#end()
    else {
      if (kind === SIGN) this.#isRare = true
      for (let each = at; each <= last; each += 1) this.#add(html[each]!)
    }
    return last
  }

  #isBetween(kind: number): boolean {
    if (kind === NOTHING) return true
    if (kind === QUOTE) return this.#length === 0 || this.#part[this.#length - 1]! < 0x80
    return this.#length === 0 && (kind === APOSTROPHE || kind === IGNORED)
  }

  /** Returns where the tag ends. */
  #readTag(html: Uint8Array, at: number): number {
    const end = endOfTag(html, at)
    if (end === -1 || partsWords(readTag(html, at, end))) this.#end()
    return end === -1 ? at : end - 1
  }

  /** Returns where it ends; where it is none, the sign stands for itself. */
  #readReference(html: Uint8Array, at: number): number {
    const found = findReference(html, at)
    if (found?.sign === QUOTATION_MARK || found?.sign === APOSTROPHE_MARK) this.#readMark(found.sign)
    else this.#end()
    return found ? at + found.name.length : at
  }
}

function grown(from: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const to = new Uint8Array(from.length * 2)
  to.set(from)
  return to
}

function utf8Of(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString()
}

/** In UTF-16, lower byte first. */
const letters = Buffer.alloc(2 * LONGEST_WORD)

/** As `foldWord` has it; null where that takes more than to look at each letter. */
function foldedLetters(bytes: Uint8Array, start: number, end: number): string | null {
  let count = 0
  for (let at = start; at < end; at += lengthOf(bytes[at]!)) {
    const code = codeAt(bytes, at)
    const unit = code > 0xffff || kindsOfUnits()[code] !== LETTER ? 0 : foldedUnit(code)
    if (unit === 0 || count === LONGEST_WORD) return null
    letters[2 * count] = unit & 0xff
    letters[2 * count + 1] = unit >> 8
    count += 1
  }
  return letters.toString('utf16le', 0, 2 * count)
}

let classes: Uint8Array | null = null

function classesOfBytes(): Uint8Array {
  if (classes) return classes
  const kinds = kindsOfUnits()
  classes = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? classOf(kinds[byte]!) : LONG))
  classes[0x3c] = TAG
  classes[0x26] = REFERENCE
  return classes
}

function classOf(kind: number): number {
  if (kind === APOSTROPHE) return APOSTROPHE_BYTE
  if (kind === QUOTE) return QUOTE_BYTE
  return kind === NOTHING ? BETWEEN : PART
}

/** Whether words on its two sides are two, as `htmlToText` has it. */
function partsWords({ name, isEnd, hasAttributes }: TagAt): boolean {
  return PARTING.has(name) || (!hasAttributes && (isEnd ? CELLS : BREAKS).has(name))
}

const PARTING = tagNumbers(
  'p div blockquote h3 h4 h5 h6 ul ol li dl dt dd pre table caption tr figure figcaption details summary',
)
const CELLS = tagNumbers('td th')
const BREAKS = tagNumbers('br hr')
