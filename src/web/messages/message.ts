// One text, compiled once. Most texts are words with names in them and need no formatter; for the rest what a single
// number was turned into is kept, because a list says "3 chapters" over and over.
import { IntlMessageFormat } from 'intl-messageformat'
import { type Content, html, type Html } from '../ui/html.ts'
import { sayElements, type Values } from './say-elements.ts'

export type RichValues = Record<string, Html | string | number>

export interface Message {
  say: (values?: Values) => string
  rich: (values: RichValues) => Html
}

/** As many words, reads and kudos as the works that lists show have between them. */
const TEXTS_KEPT = 10_000
const NAMES_ONLY = /^(?:[^{}'<]|\{[a-zA-Z]+\})*$/

export function compileMessage(text: string, locale: string): Message {
  if (!text.includes('{')) return { say: () => text, rich: () => html`${text}` }
  return NAMES_ONLY.test(text)
    ? named(text, locale)
    : formatted(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }), locale)
}

/** `text` split at its names: words at even places, names at odd ones. */
function named(text: string, locale: string): Message {
  const parts = text.split(/\{([a-zA-Z]+)\}/)
  const numbers = new Intl.NumberFormat(locale)
  const valueOf = <Value>(values: Record<string, Value>, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`No value for {${name}} in "${text}"`)
    return typeof value === 'number' ? numbers.format(value) : value
  }
  return {
    say: (values = {}) => parts.map((part, index) => (index % 2 === 0 ? part : valueOf(values, part))).join(''),
    rich: (values) => html`${parts.map((part, index): Content => (index % 2 === 0 ? part : valueOf(values, part)))}`,
  }
}

function formatted(format: IntlMessageFormat, locale: string): Message {
  const sayAny = sayElements(format.getAst(), locale) ?? ((values: Values) => String(format.format(values)))
  const kept = new Map<string | number, string>()
  const say = (values?: Values): string => {
    const all = Object.values(values ?? {})
    if (all.length !== 1) return sayAny(values ?? {})
    const [value] = all as [string | number]
    let said = kept.get(value)
    if (said === undefined) {
      if (kept.size >= TEXTS_KEPT) kept.clear()
      kept.set(value, (said = sayAny(values!)))
    }
    return said
  }
  return { say, rich: (values) => html`${format.formatToParts<Html>(values).map((part) => part.value as Content)}` }
}
