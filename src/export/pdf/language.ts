import { directionOf } from '../../text/direction.ts'
import { type Code, textOrNone } from './typst-code.ts'

export interface Tongue {
  /** ISO 639, two or three letters; null: none that Typst takes. */
  lang: string | null
  /** ISO 3166, two letters. */
  region: string | null
  dir: 'ltr' | 'rtl' | null
}

export function tongueOf(language: string): Tongue {
  const [name = '', ...rest] = language.split('-')
  if (!/^[a-z]{2,3}$/i.test(name) || /^(?:und|mul|zxx|mis)$/i.test(name)) return { lang: null, region: null, dir: null }
  const region = rest.find((part) => /^[a-z]{2}$/i.test(part))?.toUpperCase() ?? regionOfScript(rest)
  return { lang: name.toLowerCase(), region, dir: directionOf(language) }
}

/** Typst tells the two ways of writing Chinese apart by region. */
function regionOfScript(subtags: readonly string[]): string | null {
  return subtags.some((subtag) => subtag.toLowerCase() === 'hant') ? 'TW' : null
}

export function isWide(language: string): boolean {
  return /^(?:ja|zh|ko|yue|wuu|nan|hak|lzh)\b/i.test(language)
}

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const STRONG = /[\p{L}]/u

/** What `dir="auto"` comes to: the way of the first letter. */
export function directionOfWords(text: string): 'ltr' | 'rtl' {
  const first = STRONG.exec(text)?.[0]
  return first !== undefined && RTL.test(first) ? 'rtl' : 'ltr'
}

export function tongueArguments({ lang, region, dir }: Tongue): Code[] {
  return [textOrNone(lang), textOrNone(region), dir ?? 'none']
}
