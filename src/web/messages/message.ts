// One text, compiled once. Most texts are words with names in them and need no formatter; what one has to say in few of
// them is kept by the single value in it, because a list says the same over and over.
import { IntlMessageFormat } from 'intl-messageformat'
import { type Content, html, type Html } from '../ui/html.ts'
import { type Say, sayElements, type Values } from './say-elements.ts'
import { numberFormat } from './whole-numbers.ts'

export type RichValues = Record<string, Html | string | number>

export interface Message {
  say: (values?: Values) => string
  rich: (values: RichValues) => Html
}

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
  const inDigits = numberFormat(locale)
  const valueOf = <Value>(values: Record<string, Value>, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`No value for {${name}} in "${text}"`)
    return typeof value === 'number' ? inDigits(value) : value
  }
  return {
    say: (values = {}) => {
      let said = parts[0]!
      for (let at = 1; at < parts.length; at += 2) said += valueOf(values, parts[at]!) + parts[at + 1]!
      return said
    },
    rich: (values) => html`${parts.map((part, index): Content => (index % 2 === 0 ? part : valueOf(values, part)))}`,
  }
}

function formatted(format: IntlMessageFormat, locale: string): Message {
  const say = sayElements(format.getAst(), locale) ?? keepingSaid((values) => String(format.format(values)))
  return {
    say: (values = {}) => say(values),
    rich: (values) => html`${format.formatToParts<Html>(values).map((part) => part.value as Content)}`,
  }
}

function keepingSaid(sayAny: Say): Say {
  const kept = new Map<string | number, string>()
  return (values) => {
    const all = Object.values(values)
    if (all.length !== 1) return sayAny(values)
    const [value] = all as [string | number]
    let said = kept.get(value)
    if (said === undefined) {
      if (kept.size >= TEXTS_KEPT) kept.clear()
      kept.set(value, (said = sayAny(values)))
    }
    return said
  }
}
