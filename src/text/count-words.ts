// The rule, as docs/reading.md tells it: a word is a run of letters and digits, with apostrophes and hyphens inside it, and
// with points, commas and colons between digits; every Han and kana character is a word; Thai, Lao, Khmer and Burmese,
// which have no spaces, are parted by the platform's dictionaries. Soft hyphens, word joiners, marks upon letters and tags
// inside a line neither make nor part words. Ruby readings are not counted.

const OTHER = 0
const LETTER = 1
const CHARACTER = 2
const INSIDE = 3
const INVISIBLE = 4
const UNSPACED = 5

const [COMMA, POINT, ZERO, NINE, COLON] = [0x2c, 0x2e, 0x30, 0x39, 0x3a]

const RUBY = /<(r[tp])(?: [^>]*)?>[^<]*(?:<(?!\/\1>)[^<]*)*<\/\1>/g
const IN_LINE = /<\/?(?:em|i|strong|b|u|s|sub|sup|small|del|ins|code|q|cite|abbr|a|span|ruby|rb)(?: [^>]*)?>/g
/** The quotation mark between Hebrew letters is a gershayim. */
const APOSTROPHE = /&#39;|&quot;(?=[\u05d0-\u05ea])(?<=[\u05d0-\u05ea]&quot;)/g
const SPACE_LIKE = /<[^>]*>|&(?:amp|lt|gt|quot);/g

let kinds: Uint8Array | null = null
let segmenter: Intl.Segmenter | null = null

/** Words of clean HTML, or of escaped text. */
export function countWords(html: string): number {
  const text = wordsOf(html)
  const kindOf = (kinds ??= tableOfKinds())
  let count = 0
  let isInside = false
  let joiners = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    let kind = kindOf[code]!
    if (code >= 0xd800 && code <= 0xdbff) kind = kindOfPair(text.codePointAt(at++)!)
    if (kind === LETTER) {
      if (!isInside) count += 1
      isInside = true
      joiners = 0
    } else if (kind === INSIDE) {
      joiners += 1
      if (joiners > 1) isInside = false
    } else if (kind !== INVISIBLE && !isBetweenDigits(text, at)) {
      isInside = false
      joiners = 0
      if (kind === CHARACTER) count += 1
      if (kind === UNSPACED) {
        const end = endOfUnspaced(text, at, kindOf)
        count += countUnspaced(text.slice(at, end))
        at = end - 1
      }
    }
  }
  return count
}

/** As in 3.14, 1,000 and 12:30. */
function isBetweenDigits(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (code === POINT || code === COMMA || code === COLON) && isDigit(text, at - 1) && isDigit(text, at + 1)
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= ZERO && code <= NINE
}

function wordsOf(html: string): string {
  const text = html.includes('<r') ? html.replace(RUBY, '') : html
  return text.replace(IN_LINE, '').replace(APOSTROPHE, "'").replace(SPACE_LIKE, ' ')
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

function endOfUnspaced(text: string, start: number, kindOf: Uint8Array): number {
  let end = start
  while (end < text.length && (kindOf[text.charCodeAt(end)] === UNSPACED || kindOf[text.charCodeAt(end)] === INVISIBLE))
    end += 1
  return end
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
