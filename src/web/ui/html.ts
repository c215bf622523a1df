// The tagged template that every page is written in. Values are escaped unless they are Html already.

export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

/** False, null and undefined show nothing, so that `condition && html...` reads well. */
export type Content = Html | string | number | false | null | undefined | readonly Content[]

export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  let text = strings[0]!
  for (let index = 0; index < values.length; index++) text += render(values[index]) + strings[index + 1]!
  return new Html(text)
}

/** HTML that the sanitiser made, or a constant. Never anything a person typed. */
export function trusted(text: string): Html {
  return new Html(text)
}

/**
 * For what is kept and shown again: JavaScript puts texts together as trees, and goes through all of a tree's branches
 * each time that it is sent as a part of a larger one.
 */
export function flat(html: Html): Html {
  // By way of its bytes. To ask for one of its signs would do, were V8 not to leave out what nobody uses the answer of.
  return new Html(Buffer.from(html.text).toString())
}

export const NOTHING = new Html('')

function render(value: Content): string {
  if (value instanceof Html) return value.text
  if (typeof value === 'string') return escape(value)
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? renderAll(value) : ''
}

function renderAll(values: readonly Content[]): string {
  let text = ''
  for (const value of values) text += render(value)
  return text
}

// Attributes stand in double quotes everywhere, so an apostrophe stays what it is: "Author's" in the source too.
const SPECIAL = /[&<>"]/
const EVERY_SPECIAL = /[&<>"]/g
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escape(text: string): string {
  return SPECIAL.test(text) ? text.replace(EVERY_SPECIAL, (sign) => ENTITIES[sign]!) : text
}
