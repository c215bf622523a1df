import { foldName, foldWords } from './slug.ts'

const ENGLISH = /^(?:the|an?) /
const ARTICLES: Readonly<Record<string, RegExp>> = {
  en: ENGLISH,
  und: ENGLISH,
  fr: /^(?:(?:le|la|les|une?|des) |l['’])/,
  de: /^(?:der|die|das|eine?) /,
  es: /^(?:el|l[ao]s?|un[ao]?s?) /,
  ca: /^(?:(?:els?|l[ae]s?|un[ae]?s?) |l['’])/,
  pt: /^(?:[oa]s?|um(?:as?)?|uns) /,
  nl: /^(?:de|het|een|['’]t|['’]n) /,
  sv: /^(?:en|ett|den|det|de) /,
  da: /^(?:en|et|den|det|de) /,
  nb: /^(?:en|ei|et|den|det|de) /,
  nn: /^(?:ein|ei|eit|den|det|dei) /,
  hu: /^(?:az?|egy) /,
  el: /^(?:ο|η|το|οι|τα|ένας|μια|μία|ένα) /,
  ar: /^ال(?=\p{L}{2})/u,
  it: /^(?:(?:il|lo|la|i|gli|le|un[oa]?) |(?:l|un|gl)['’])/,
}

/** What a title is sorted by: folded, without the article it begins with in its language (a BCP 47 tag). */
export function sortKey(title: string, language: string): string {
  const name = foldName(title).replace(/^[^\p{L}\p{N}]+/u, '')
  const article = ARTICLES[language.toLowerCase().split('-')[0]!]
  const rest = article ? foldWords(name.replace(article, '')) : foldWords(name)
  return rest === '' ? foldWords(title) : rest
}

/** They stand between `9` and `a`, so that a longer number comes after every shorter one. */
const LENGTHS = ['', '', ':', ';', '<', '=', '>', '?']
const LONGEST = '@'
/** But for those that are marked already. */
const DIGITS = /(?<![\p{Nd}:;<=>?@])\p{Nd}+/gu

/** `sortKey` for lists of titles: numbers in them stand by their size, "Part 2" before "Part 10". */
export function titleKey(title: string, language: string): string {
  return numbersBySize(sortKey(title, language))
}

/** Of a key that was made without it; safe to repeat. */
export function numbersBySize(key: string): string {
  return key.replace(DIGITS, (digits) => {
    const number = [...digits]
      .map(valueOf)
      .join('')
      .replace(/^0+(?=.)/, '')
    return (LENGTHS[number.length] ?? LONGEST) + number
  })
}

/** Of a digit of any script: Unicode has the ten of each side by side. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0)!
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return code - zero
}
