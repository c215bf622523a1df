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

const LONGEST = 40

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

/** Signs of a script without spaces, each on its own. */
export function foldSigns(signs: string): string[] {
  const folded = signs.toWellFormed().replace(IGNORED, '').normalize('NFKC')
  return [...folded.toLowerCase()].filter((sign) => /[\p{L}\p{M}\p{N}]/u.test(sign))
}

function shortened(word: string): string {
  if (word.length <= LONGEST) return word
  return [...word].slice(0, LONGEST).join('')
}
