import { spelt } from './spelt-letters.ts'

const MAX_SLUG = 60
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

/** For addresses: lower case, Latin without accents, other scripts as they are, dashes between words, never empty. */
export function slugOf(name: string, fallback: string): string {
  const words = spelt(withoutAccents(foldName(name)))
    .replace(/['’ʼ]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '')
  const slug = shortened(words)
  return slug === '' ? fallback : slug
}

/** Two names that fold alike are one name: case, width, spacing and invisible characters do not count, accents do. */
export function foldName(name: string): string {
  const plain = name.toWellFormed().normalize('NFKC').toLowerCase().normalize('NFKC')
  return plain
    .replace(INVISIBLE, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** Like `foldName`, and accents and most punctuation do not count. `/`, `&`, `+` and `#` do. The order stays. */
export function foldWords(name: string): string {
  const folded = foldName(name)
  const words = withoutAccents(folded)
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}\p{S}/&#@*%+]+/gu, ' ')
    .replace(/ *([/&]) */g, '$1')
    .trim()
  return words === '' ? folded : words
}

/** As `foldWords`; around `/` and `&` the order does not count either: A/B is B/A, and is not A & B. */
export function foldTag(name: string): string {
  const known = folded.get(name)
  if (known !== undefined) return known
  const tag = inAnyOrder(foldWords(name), '/', (side) => inAnyOrder(side, '&', (one) => one))
  if (folded.size >= MOST_KEPT) folded.clear()
  folded.set(name, tag)
  return tag
}

/** One form's names are folded again and again while they are checked and written. */
const MOST_KEPT = 1000
const folded = new Map<string, string>()

/** What has an empty side, as `w/`, stays as it is. */
function inAnyOrder(text: string, sign: string, fold: (side: string) => string): string {
  const sides = text.split(sign)
  if (sides.includes('')) return text
  return sides.map(fold).sort().join(sign)
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFC')
}

function shortened(words: string): string {
  const letters = [...words]
  if (letters.length <= MAX_SLUG) return words
  const cut = letters.slice(0, MAX_SLUG).join('')
  const end = cut.lastIndexOf('-')
  return (end > MAX_SLUG / 2 ? cut.slice(0, end) : cut).replace(/-+$/, '')
}
