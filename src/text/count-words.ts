// The rule, as docs/reading.md tells it: a word is a run of letters and digits, with apostrophes and hyphens inside it, and
// with points, commas and colons between digits; every Han and kana character is a word; Thai, Lao, Khmer and Burmese,
// which have no spaces, are parted by the platform's dictionaries. Soft hyphens, word joiners, marks upon letters and tags
// inside a line neither make nor part words. Ruby readings are not counted.

import { codeAt, endOfTag, lengthOf, findReference, readTag, tagNumbers } from './html-bytes.ts'

const OTHER = 0
const LETTER = 1
const CHARACTER = 2
const INSIDE = 3
const INVISIBLE = 4
const UNSPACED = 5

const [QUOTE, AND, APOSTROPHE, COMMA, POINT, ZERO, NINE, COLON, OPEN] = [
  0x22, 0x26, 0x27, 0x2c, 0x2e, 0x30, 0x39, 0x3a, 0x3c,
]
const SPACE = 0x20

const RUBY = /<(r[tp])(?: [^>]*)?>[^<]*(?:<(?!\/\1>)[^<]*)*<\/\1>/g
/** Neither make nor part words. */
const IN_LINE = tagNumbers('em i strong b u s sub sup small del ins code q cite abbr a span ruby rb')

let kinds: Uint8Array | null = null
let plainBytes: Uint8Array | null = null
let segmenter: Intl.Segmenter | null = null

/** Words of clean HTML, or of escaped text. */
export function countWords(html: string): number {
  return new WordCount(utf8Of(html.includes('<r') ? html.replace(RUBY, '') : html)).read()
}

const USUAL_BYTES = 512 * 1024
const scratch = Buffer.allocUnsafeSlow(USUAL_BYTES)

/** It may be overwritten by the next. (In a string every sign takes several times as long.) */
function utf8Of(text: string): Uint8Array {
  return text.length * 3 > USUAL_BYTES ? Buffer.from(text) : scratch.subarray(0, scratch.write(text))
}

class WordCount {
  readonly #html: Uint8Array
  #count = 0
  #isInside = false
  #joiners = 0
  /** The last character that shows. */
  #last = SPACE

  constructor(html: Uint8Array) {
    this.#html = html
  }

  read(): number {
    const kindOf = (kinds ??= tableOfKinds())
    const plain = (plainBytes ??= tableOfPlain(kindOf))
    for (let at = 0; at < this.#html.length;) {
      at = this.#readPlain(at, plain)
      if (at < this.#html.length) at = this.#readOther(at, kindOf)
    }
    return this.#count
  }

  /** Most of a text: to add is quicker than to ask where words begin and end. Returns where something else stands. */
  #readPlain(start: number, plain: Uint8Array): number {
    const html = this.#html
    let at = start
    let count = 0
    let before = this.#isInside ? 1 : 0
    for (; at < html.length; at += 1) {
      const isLetter = plain[html[at]!]!
      if (isLetter > 1) break
      count += isLetter & (before ^ 1)
      before = isLetter
    }
    if (at === start) return at
    this.#count += count
    this.#isInside = before === 1
    this.#joiners = 0
    this.#last = html[at - 1]!
    return at
  }

  /** What is no plain letter; returns where it ends. */
  #readOther(at: number, kindOf: Uint8Array): number {
    const byte = this.#html[at]!
    if (byte === OPEN) return this.#readTag(at)
    else if (byte === AND) return this.#readReference(at)
    else if (byte >= 0x80) return this.#readLong(at, kindOf)
    else if (kindOf[byte] === INSIDE) this.#join(byte)
    else if (this.#isBetweenDigits(byte, at)) this.#last = byte
    else this.#other(byte)
    return at + 1
  }

  #letter(code: number): void {
    if (!this.#isInside) this.#count += 1
    this.#isInside = true
    this.#joiners = 0
    this.#last = code
  }

  #join(code: number): void {
    this.#joiners += 1
    if (this.#joiners > 1) this.#isInside = false
    this.#last = code
  }

  #other(code: number): void {
    this.#isInside = false
    this.#joiners = 0
    this.#last = code
  }

  /** As in 3.14, 1,000 and 12:30. */
  #isBetweenDigits(byte: number, at: number): boolean {
    if (byte !== POINT && byte !== COMMA && byte !== COLON) return false
    return isDigit(this.#last) && isDigit(codeAt(this.#html, afterTags(this.#html, at + 1)))
  }

  #readTag(at: number): number {
    const end = endOfTag(this.#html, at)
    if (end === -1 || !IN_LINE.has(readTag(this.#html, at, end).name)) this.#other(SPACE)
    return end === -1 ? at + 1 : end
  }

  #readReference(at: number): number {
    const found = findReference(this.#html, at)
    const end = found ? at + 1 + found.name.length : at + 1
    if (found?.sign === APOSTROPHE || (found?.sign === QUOTE && this.#isGershayim(end))) this.#join(APOSTROPHE)
    else this.#other(SPACE)
    return end
  }

  /** The quotation mark between Hebrew letters is one. */
  #isGershayim(end: number): boolean {
    return isHebrew(this.#last) && isHebrew(codeAt(this.#html, afterTags(this.#html, end)))
  }

  #readLong(at: number, kindOf: Uint8Array): number {
    const code = codeAt(this.#html, at)
    const kind = code > 0xffff ? kindOfPair(code) : kindOf[code]!
    if (kind === UNSPACED) return this.#readUnspaced(at, kindOf)
    if (kind === LETTER) this.#letter(code)
    else if (kind === INSIDE) this.#join(code)
    else if (kind === INVISIBLE) this.#last = code
    else this.#other(code)
    if (kind === CHARACTER) this.#count += 1
    return at + lengthOf(this.#html[at]!)
  }

  #readUnspaced(start: number, kindOf: Uint8Array): number {
    this.#other(SPACE)
    let text = ''
    let at = start
    for (; at < this.#html.length; at = afterTags(this.#html, at)) {
      const code = codeAt(this.#html, at)
      if (kindOf[code] !== UNSPACED && kindOf[code] !== INVISIBLE) break
      text += String.fromCharCode(code)
      at += lengthOf(this.#html[at]!)
    }
    this.#count += countUnspaced(text)
    return at
  }
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}

function isHebrew(code: number): boolean {
  return code >= 0x05d0 && code <= 0x05ea
}

/** Past the tags that stand there inside a line. */
function afterTags(html: Uint8Array, start: number): number {
  let at = start
  while (html[at] === OPEN) {
    const end = endOfTag(html, at)
    if (end === -1 || !IN_LINE.has(readTag(html, at, end).name)) break
    at = end
  }
  return at
}

/** Of bytes: 1 for a letter, 0 for what parts words whatever stands beside it, 2 where more must be looked at. */
function tableOfPlain(kindOf: Uint8Array): Uint8Array {
  const isDoubtful = new Set<number>([AND, OPEN, POINT, COMMA, COLON])
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    if (byte >= 0x80 || isDoubtful.has(byte)) return 2
    return kindOf[byte] === LETTER ? 1 : kindOf[byte] === OTHER ? 0 : 2
  })
}

/** One kind for every UTF-16 code unit: sixteen times faster than asking a pattern at each character. */
function tableOfKinds(): Uint8Array {
  const table = new Uint8Array(0x10000)
  for (let code = 0; code < 0x10000; code += 1) table[code] = kindOfCharacter(String.fromCharCode(code))
  return table
}

function kindOfCharacter(character: string): number {
  if (/['’ʼ＇\-‐‑·‧׳״]/.test(character)) return INSIDE
  if (/[\u00ad\u200b-\u200f\u2060\ufeff]/.test(character)) return INVISIBLE
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}〇]/u.test(character)) return CHARACTER
  if (/[ーｰ]/.test(character)) return CHARACTER
  // The voicing marks of half-width kana.
  if (/[ﾞﾟ]/.test(character)) return INVISIBLE
  if (/[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(character)) return UNSPACED
  if (/\p{M}/u.test(character)) return INVISIBLE
  return /[\p{L}\p{N}]/u.test(character) ? LETTER : OTHER
}

function kindOfPair(code: number): number {
  if (code >= 0x20000 && code <= 0x3ffff) return CHARACTER
  return kindOfCharacter(String.fromCodePoint(code))
}

/** The dictionary is asked a piece at a time: its work grows faster than the text. */
function countUnspaced(text: string): number {
  segmenter ??= new Intl.Segmenter('th', { granularity: 'word' })
  let count = 0
  for (let at = 0; at < text.length; at += 2000) {
    for (const { isWordLike } of segmenter.segment(text.slice(at, at + 2000))) if (isWordLike) count += 1
  }
  return count
}
