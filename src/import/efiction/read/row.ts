import { Cells, Columns } from './cells.ts'
import { secondsOfDate } from './dates.ts'
import { PLAIN_READING, type Reading } from './reading.ts'

/** The spool's own column; no table of the old program has one of this name. */
export const ROW_NUMBER = 'row number in the dump'

/** MySQL's TEXT ends here, without a word to whoever stored more; up to three bytes sooner, before a character. */
const LARGEST_TEXT = 65_535
const SLACK = 35
const NONE_CUT: ReadonlyMap<string, number> = new Map()

export type RowValues = Readonly<Record<string, Uint8Array | null | undefined>>

/** One row of an old table, with its values read as what they mean. A column that is absent reads as empty. */
export class Row {
  /** How many bytes of the values read so far had no meaning in any charset. */
  oddBytes = 0
  readonly reading: Reading
  readonly cells: Cells
  readonly #widths: ReadonlyMap<string, number> | null
  #remarks: Set<string> | null = null
  #cut: Map<string, number> | null = null
  #texts: Map<string, string> | null = null

  /** `widths` are those of the columns that hold only so many characters. */
  constructor(values: RowValues | Cells, reading = PLAIN_READING, widths: ReadonlyMap<string, number> | null = null) {
    this.cells = values instanceof Cells ? values : cellsOf(values)
    this.reading = reading
    this.#widths = widths
  }

  has(column: string): boolean {
    return this.cells.columns.places.has(column)
  }

  /** Neither NULL nor empty. */
  isFilled(column: string): boolean {
    return this.#length(column) > 0
  }

  #length(column: string): number {
    const place = this.cells.columns.places.get(column)
    return place === undefined ? 0 : (this.cells.lengthAt(place) ?? 0)
  }

  raw(column: string): Buffer | null {
    const place = this.cells.columns.places.get(column)
    return place === undefined ? null : this.cells.at(place)
  }

  /** Names of all columns that the row has, NULL or not. */
  columns(): readonly string[] {
    return this.cells.columns.names
  }

  bytes(): number {
    return this.cells.size
  }

  /** '' for NULL. */
  text(column: string): string {
    if (!this.isFilled(column)) return ''
    this.#texts ??= new Map()
    const known = this.#texts.get(column)
    if (known !== undefined) return known
    const text = this.decoded(this.raw(column)!)
    this.#texts.set(column, text)
    return text
  }

  /** Decodes a part of a value that was cut out of it, or a file that belongs to the row. */
  decoded(bytes: Buffer): string {
    const { text, oddBytes } = this.reading.decode(bytes)
    this.oddBytes += oddBytes
    return text
  }

  /** Whether the value has exactly as many characters as the old column could hold: the rest was cut off, perhaps. */
  isFull(column: string): boolean {
    const bytes = this.#length(column)
    if (bytes >= LARGEST_TEXT - SLACK && bytes <= LARGEST_TEXT) return true
    const width = this.#widths?.get(column) ?? Infinity
    if (bytes < Math.min(width, LARGEST_TEXT)) return false
    const length = this.text(column).length
    return bytes === width || length === width || length === LARGEST_TEXT
  }

  /** The values that end where the largest text of the old database did, with their bytes. */
  *fullTexts(): Generator<[string, number]> {
    if (this.cells.size < LARGEST_TEXT - SLACK) return
    for (const column of this.columns()) {
      const bytes = this.#length(column)
      if (bytes >= LARGEST_TEXT - SLACK && bytes <= LARGEST_TEXT) yield [column, bytes]
    }
  }

  /** Takes note that a value was probably cut off by the old database. */
  remarkCut(column: string): void {
    this.#cut ??= new Map()
    this.#cut.set(column, this.#length(column))
  }

  /** How many bytes there are of the values that were probably cut, by column. */
  cuts(): ReadonlyMap<string, number> {
    return this.#cut ?? NONE_CUT
  }

  /** Takes a doubt about one of its values down for the report; the same one twice counts once. */
  remark(message: string): void {
    this.#remarks ??= new Set()
    this.#remarks.add(message)
  }

  remarks(): readonly string[] {
    const remarks = [...(this.#remarks ?? [])]
    if (this.oddBytes === 0) return remarks
    return [`${this.oddBytes} bytes have a meaning in no character set; they stand as \ufffd`, ...remarks]
  }

  /** 0 for NULL, '' and words. */
  integer(column: string): number {
    const place = this.cells.columns.places.get(column)
    const digits = place === undefined ? 0 : this.cells.digits(place)
    if (digits !== null) return digits
    const value = Number.parseInt(this.raw(column)?.toString('latin1', 0, 20) ?? '', 10)
    return Number.isSafeInteger(value) ? value : 0
  }

  /** '', NULL, '0' and 0 are all no. */
  flag(column: string): boolean {
    return this.integer(column) > 0
  }

  /** The numbers of a comma list, each once, without 0 and -1. */
  ids(column: string): number[] {
    const numbers = (this.raw(column)?.toString('latin1') ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => /^\d{1,15}$/.test(part))
      .map(Number)
    return [...new Set(numbers)].filter((number) => number > 0)
  }

  /** What stands in a comma list besides numbers: names of older versions, or the ruins of an array. */
  words(column: string): string[] {
    const parts = this.text(column).split(',')
    return parts.map((part) => part.trim()).filter((part) => part !== '' && !/^-?\d+$/.test(part))
  }

  /** Seconds since 1970; null for a zero date. `zone` is the clock that a date without a zone was written in. */
  seconds(column: string, zone: string): number | null {
    return secondsOfDate(this.raw(column)?.toString('latin1', 0, 40) ?? '', zone)
  }
}

/** Columns without a value are none of the row's. */
function cellsOf(values: RowValues): Cells {
  const found = Object.entries(values).filter(([name, value]) => name !== ROW_NUMBER && value !== undefined)
  const pieces = found.map(([, value]) => value ?? null)
  const bytes = Buffer.concat(pieces.filter((piece) => piece !== null))
  return new Cells(new Columns(found.map(([name]) => name)), bytes, lengthsOf(pieces))
}

function lengthsOf(pieces: readonly (Uint8Array | null)[]): (number | null)[] {
  return pieces.map((piece) => piece?.length ?? null)
}
