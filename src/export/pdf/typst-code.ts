// Typst code out of values. What people wrote gets into it through `literal` and nowhere else, so none of it can run.

/** A Typst expression. */
export type Code = string

/** Characters that no typeface has and no page needs. */
// oxlint-disable-next-line no-control-regex -- these are what is to be removed
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]/g

/** A string: in Typst's, nothing but the backslash and the quotation mark means anything. */
export function literal(text: string): Code {
  return `"${text.toWellFormed().replace(CONTROLS, '').replace(/[\\"]/g, '\\$&')}"`
}

export function call(name: string, ...args: readonly Code[]): Code {
  return `${name}(${args.join(',')})`
}

/** One thing after another. */
export function block(statements: readonly Code[]): Code {
  return `{${statements.join('\n')}}`
}

export function array(items: readonly Code[]): Code {
  return `(${items.map((item) => `${item},`).join('')})`
}

export function textOrNone(text: string | null): Code {
  return text === null ? 'none' : literal(text)
}

/** Points of a page; a browser's pixel is three quarters of one. */
export function points(value: number): Code {
  return `${Math.round(value * 100) / 100}pt`
}
