import { crc32 } from 'node:zlib'
import type { Row, RowValues } from '../row.ts'
import { type SiteTables, nameKey, value } from './site-tables.ts'

/** Numbers given to names that the old site had no row for: far above its own, and the same in every dump. */
const FIRST_NEW = 1_000_000_000

/** How the table of a kind of name is laid out. */
export interface NameTable {
  kind: string
  id: string
  name: string
  /** The other columns of a row made for a name. */
  more: RowValues
  /** Where a table holds names of several kinds: the column that says which, and this kind's number. */
  kindIn?: { column: string; number: number }
}

/** The names of one table, by number; a name without a row gets one. */
export class OldNames {
  readonly created: string[] = []
  readonly #tables: SiteTables
  readonly #layout: NameTable
  readonly #numbers = new Map<string, number>()
  readonly #taken = new Set<number>()

  constructor(tables: SiteTables, layout: NameTable) {
    this.#tables = tables
    this.#layout = layout
    for (const row of tables.rows(layout.kind)) {
      const key = nameKey(row.text(layout.name))
      const number = row.integer(layout.id)
      this.#taken.add(number)
      const isOfKind = !layout.kindIn || row.integer(layout.kindIn.column) === layout.kindIn.number
      if (isOfKind && key !== '' && !this.#numbers.has(key)) this.#numbers.set(key, number)
    }
  }

  find(name: string): number | undefined {
    return this.#numbers.get(nameKey(name))
  }

  hasNumber(number: number): boolean {
    return this.#taken.has(number)
  }

  /** `name` as the bytes that stand for it; `wanted` is the number it gets if that is free. */
  create(name: Buffer, text: string, wanted?: number): number {
    const { kind, id, name: column, more, kindIn } = this.#layout
    const key = nameKey(text)
    const isFree = wanted !== undefined && !this.#taken.has(wanted)
    let number = isFree ? wanted : FIRST_NEW + (crc32(`${kindIn?.number ?? ''} ${key}`) % FIRST_NEW)
    while (this.#taken.has(number)) number++
    this.#taken.add(number)
    this.#numbers.set(key, number)
    this.#tables.spool.insert(this.#tables.name(kind), [{ [id]: value(number), [column]: name, ...more }])
    if (wanted === undefined) this.created.push(text)
    return number
  }
}

/** How the words of a list are to be taken. */
export interface ListRules {
  /** Numbers may be names, as before 3.0: there no list held anything else. */
  namesFirst: boolean
  create: boolean
  /** The list fills its column, so that its last name may be no name. */
  isCut: boolean
}

/**
 * The numbers that a comma list of names, or of numbers and names, stands for. Names that hold commas themselves are
 * found before shorter ones. `left` are words that were not understood.
 */
export function readNameList(
  row: Row,
  list: Buffer,
  names: OldNames,
  rules: ListRules,
): { ids: number[]; left: string[] } {
  const parts = list.toString('latin1').split(',')
  const ids: number[] = []
  const left: string[] = []
  for (let at = 0; at < parts.length;) {
    const { length, id } = longestKnown(row, parts, at, names, rules)
    if (id !== undefined) {
      ids.push(id)
      at += length
      continue
    }
    const bytes = Buffer.from(parts[at]!.trim(), 'latin1')
    const text = row.decoded(bytes).trim()
    const isLast = ++at === parts.length
    if (text === '' || /^-?\d+$/.test(text) || RUIN.test(text)) continue
    if (rules.create && !(isLast && rules.isCut)) ids.push(names.create(bytes, text))
    else left.push(text)
  }
  return { ids: [...new Set(ids)], left }
}

/** What the old program wrote where it meant a list. */
const RUIN = /^array$/i

function longestKnown(row: Row, parts: readonly string[], at: number, names: OldNames, { namesFirst }: ListRules) {
  for (let length = Math.min(parts.length - at, 6); length > 0; length--) {
    const text = row.decoded(Buffer.from(parts.slice(at, at + length).join(','), 'latin1')).trim()
    const isNumber = /^\d{1,15}$/.test(text)
    if (isNumber && !namesFirst) return { length, id: Number(text) }
    const id = text === '' ? undefined : names.find(text)
    if (id !== undefined) return { length, id }
    if (isNumber && names.hasNumber(Number(text))) return { length, id: Number(text) }
  }
  return { length: 1, id: undefined }
}
