import { textOfAddress } from '../read/file-names.ts'

/** What stands behind a number in links that people typed: the end of their sentence. */
const NUMBER = /^[\s+]*0*([0-9]{1,10})[\s.,;:!?)\]}>'"’”/\\]*$/

/** Followed `&amp` without a semicolon in links that the old program and its skins made. */
const GLUED =
  /^amp(?=(?:sid|chapid|chapter|uid|action|type|item|seriesid|reviewid|textsize|catid|charid|let|list|offset|next|index)$)/

const MOST_PAIRS = 200

/** Some wrote a semicolon or another question mark in place of it, and some programs that copy links escape it as if it belonged to a number. */
const BETWEEN =
  /&|;(?=[a-z_]+(?:\[[^\]&]*\])?=)|(?<==\d{1,10})\?(?=[a-z_]+=)|(?<==\d{1,10})%26(?:amp;|amp%3B)?(?=[a-z_]+=)/i

/**
 * The parameters of an old address, read as PHP read them: by name, the last of a name counts, `name[]` is a list,
 * and what cannot be decoded stays as it is. `amp;name`, left over from links that were escaped twice, is `name`.
 */
export class OldQuery {
  readonly #values = new Map<string, string[]>()

  constructor(search: string) {
    for (const pair of search.replace(/^[?;&]+/, '').split(BETWEEN, MOST_PAIRS)) {
      if (pair !== '') this.#add(pair)
    }
  }

  #add(pair: string): void {
    const cut = pair.indexOf('=')
    const written = decoded(cut < 0 ? pair : pair.slice(0, cut))
    const name = written.replace(/^\s+/, '').replace(/^(?:amp;)+/i, '')
    const plain = name.replace(/\[.*$/s, '').toLowerCase().replace(GLUED, '')
    const values = this.#values.get(plain) ?? []
    values.push(cut < 0 ? '' : decoded(pair.slice(cut + 1)))
    this.#values.set(plain, values)
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  names(): string[] {
    return [...this.#values.keys()]
  }

  text(name: string): string {
    return this.#values.get(name)?.at(-1)?.trim() ?? ''
  }

  /** A word that the old program compared with its own, in lower case. */
  word(name: string): string {
    return this.text(name).toLowerCase()
  }

  /** An old number as it is kept; null for anything else, 0 and negative ones included. */
  number(...names: string[]): string | null {
    const name = names.find((name) => this.has(name))
    return name === undefined ? null : oldNumber(this.text(name))
  }

  /** All numbers under these names: of comma lists, arrays and repeated names. */
  numbers(...names: string[]): string[] {
    const values = names.flatMap((name) => this.#values.get(name) ?? [])
    return [...new Set(values.flatMap((value) => value.split(',')).map(oldNumber))].filter((id) => id !== null)
  }
}

export function oldNumber(text: string): string | null {
  const digits = NUMBER.exec(text)?.[1]
  return digits === undefined || digits === '0' ? null : digits
}

/** The forms of an old site sent what people typed in the letters of its pages. */
function decoded(text: string): string {
  return textOfAddress(text.replaceAll('+', ' '))
}
