import { foldName, foldWords } from './slug.ts'

const ENGLISH = /^(?:the|an?) /
const ARTICLES: Readonly<Record<string, RegExp>> = {
  en: ENGLISH,
  und: ENGLISH,
  fr: /^(?:(?:le|la|les|une?|des) |l['’])/,
  de: /^(?:der|die|das|eine?) /,
  es: /^(?:el|l[ao]s?|un[ao]?s?) /,
  it: /^(?:(?:il|lo|la|i|gli|le|un[oa]?) |(?:l|un|gl)['’])/,
}

/** What a title is sorted by: folded, without the article it begins with in its language (a BCP 47 tag). */
export function sortKey(title: string, language: string): string {
  const name = foldName(title).replace(/^[^\p{L}\p{N}]+/u, '')
  const article = ARTICLES[language.toLowerCase().split('-')[0]!]
  const rest = article ? foldWords(name.replace(article, '')) : foldWords(name)
  return rest === '' ? foldWords(title) : rest
}
