import { Refusal } from '../errors.ts'
import { cleanText } from '../text/well-formed.ts'
import type { C } from './respond.ts'

/** Something that cannot be read at all, as against a field that was filled in wrongly. */
export class UnreadableRequest extends Error {}

/** The fields of a form: the last value of each name, or all values by `all`. Texts are clean, but not trimmed. */
export class Form {
  readonly #fields: ReadonlyMap<string, readonly string[]>

  constructor(fields: ReadonlyMap<string, readonly string[]>) {
    this.#fields = fields
  }

  text(name: string): string {
    return this.#fields.get(name)?.at(-1) ?? ''
  }

  all(name: string): readonly string[] {
    return this.#fields.get(name) ?? []
  }

  has(name: string): boolean {
    return this.#fields.has(name)
  }

  names(): string[] {
    return [...this.#fields.keys()]
  }

  /** A positive whole number, or null for anything else. */
  id(name: string): number | null {
    return parseId(this.text(name))
  }

  ids(name: string): number[] {
    return this.all(name)
      .map(parseId)
      .filter((id) => id !== null)
  }
}

const MAX_FIELDS = 2000

/** Refuses broken percent signs, broken UTF-8 and what is no form at all with UnreadableRequest. */
export async function readForm(c: C): Promise<Form> {
  const type = c.req.header('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) return readMultipart(c)
  if (type !== '' && !type.startsWith('application/x-www-form-urlencoded')) throw new UnreadableRequest('not a form')
  const fields = new Map<string, string[]>()
  const pairs = (await c.req.text()).split('&').filter((pair) => pair !== '')
  if (pairs.length > MAX_FIELDS) throw new UnreadableRequest('too many fields')
  for (const pair of pairs) {
    const cut = pair.indexOf('=')
    const [name, value] = cut < 0 ? [pair, ''] : [pair.slice(0, cut), pair.slice(cut + 1)]
    add(fields, decode(name), decode(value))
  }
  return new Form(fields)
}

async function readMultipart(c: C): Promise<Form> {
  const fields = new Map<string, string[]>()
  const data = await c.req.formData().catch(() => {
    throw new UnreadableRequest('broken form')
  })
  for (const [name, value] of data) if (typeof value === 'string') add(fields, name, value)
  return new Form(fields)
}

function add(fields: Map<string, string[]>, name: string, value: string): void {
  const values = fields.get(name)
  if (values) values.push(cleanText(value))
  else fields.set(name, [cleanText(value)])
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new UnreadableRequest('broken percent encoding')
  }
}

const LARGEST_ID = 2 ** 53 - 1

export function parseId(text: string | undefined): number | null {
  if (!text || !/^[0-9]{1,16}$/.test(text)) return null
  const id = Number(text)
  return id > 0 && id <= LARGEST_ID ? id : null
}

/** The number in an address; anything else does not exist. */
export function idParam(c: C, name: string): number {
  const id = parseId(c.req.param(name))
  if (id === null) throw new Refusal('not_found', 'No such number.')
  return id
}
