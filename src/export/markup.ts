// The tagged template of books' pages: values are escaped unless they are markup already. What it makes is XML as well
// as HTML, as long as its words are.
import { directionOf } from '../text/direction.ts'
import { escapeHtml } from '../text/escape.ts'

export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Content = Markup | string | number | false | null | readonly Content[]

export function markup(strings: TemplateStringsArray, ...values: Content[]): Markup {
  let text = strings[0]!
  for (let index = 0; index < values.length; index++) text += render(values[index]!) + strings[index + 1]!
  return new Markup(text)
}

/** Clean HTML, or what was made of it. Never anything a person typed. */
export function trusted(text: string): Markup {
  return new Markup(text)
}

function render(value: Content): string {
  if (value instanceof Markup) return value.text
  if (typeof value === 'string') return escapeHtml(printable(value))
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? value.map(render).join('') : ''
}

/** Titles and names as XML may hold them: no halves of characters, no controls. */
export function printable(text: string): string {
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g, '').toWellFormed()
}

/** Ready to stand in a tag; `xml:lang` is what readers of books look at, `lang` what browsers do. */
export function languageOf(language: string): Markup {
  return markup` lang="${language}" xml:lang="${language}" dir="${directionOf(language)}"`
}
