import { SPELT } from '../spelt-letters.ts'

const IGNORED = /[\p{Default_Ignorable_Code_Point}\u200b-\u200f\u0640]/gu
const APOSTROPHES = /['’‘ʼ＇`´׳"״”]/g
/** Of other scripts a mark is a vowel, and part of the word. */
const MARKED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Nd}])\p{M}+/gu
const NO_WORD = /[^\p{L}\p{M}\p{N}]+/gu
const LETTERS: Readonly<Record<string, string>> = {
  ...SPELT,
  ς: 'σ',
  // Arabic and Persian forms of one letter; alef and waw with a hamza come apart by themselves.
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ە: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ک: 'ك',
  ...Object.fromEntries([...'٠١٢٣٤٥٦٧٨٩'].map((digit, value) => [digit, String(value)])),
  ...Object.fromEntries([...'۰۱۲۳۴۵۶۷۸۹'].map((digit, value) => [digit, String(value)])),
}
const FOLDED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')

/** French and Italian words that lean on the next one: in "l'amour", "amour" is a word. */
const LEANING = /^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|all|nell|sull|dall|quell|un)$/

/** What follows of a word does not count. */
export const LONGEST_WORD = 40

/** A word as it is found: case, accents, points and forms of a letter do not count. One, or two where one leans. */
export function foldWord(word: string): string[] {
  const parts = word.split(APOSTROPHES).map(foldPart)
  const [first = '', ...rest] = parts
  const words = rest.length > 0 && LEANING.test(first) ? [first, rest.join('')] : [parts.join('')]
  return words.filter((each) => each !== '').map((each) => shortened(each))
}

function foldPart(part: string): string {
  return part
    .toWellFormed()
    .replace(IGNORED, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(MARKED, '$1')
    .replace(FOLDED, (letter) => LETTERS[letter]!)
    .normalize('NFC')
    .replace(NO_WORD, '')
    .replace(/^\p{M}+/u, '')
}

/** Asked, and what came of it; 0 is not asked yet, and `MORE` that it takes more than to look. */
const foldedUnits = new Uint16Array(0x10000)
const MORE = 0xffff

/**
 * What a letter or digit becomes wherever it stands among others: one UTF-16 unit. 0 where it becomes more or nothing, or is
 * something else: then `foldWord` says it.
 */
export function foldedUnit(code: number): number {
  const known = foldedUnits[code]! || (foldedUnits[code] = foldAlone(code))
  return known === MORE ? 0 : known
}

function foldAlone(code: number): number {
  const letter = String.fromCharCode(code)
  if (!/[\p{L}\p{N}]/u.test(letter) || /[\p{Script=Hangul}'’‘ʼ＇`´׳]/u.test(letter)) return MORE
  const folded = foldPart(letter)
  return folded.length === 1 ? folded.charCodeAt(0) : MORE
}

/** Signs of a script without spaces, each on its own. */
export function foldSigns(signs: string): string[] {
  const folded = signs.toWellFormed().replace(IGNORED, '').normalize('NFKC')
  return [...folded.toLowerCase()].filter((sign) => /[\p{L}\p{M}\p{N}]/u.test(sign))
}

function shortened(word: string): string {
  if (word.length <= LONGEST_WORD) return word
  return [...word].slice(0, LONGEST_WORD).join('')
}
