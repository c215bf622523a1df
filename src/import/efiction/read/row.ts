import { secondsOfDate } from './dates.ts'
import { PLAIN_READING, type Reading } from './reading.ts'

/** The spool's own column; no table of the old program has one of this name. */
export const ROW_NUMBER = 'row number in the dump'

/** MySQL's TEXT ends here, without a word to whoever stored more; up to three bytes sooner, before a character. */
const LARGEST_TEXT = 65_535
const SLACK = 35

export type RowValues = Readonly<Record<string, Uint8Array | null | undefined>>

/** One row of an old table, with its values read as what they mean. A column that is absent reads as empty. */
export class Row {
  /** How many bytes of the values read so far had no meaning in any charset. */
  oddBytes = 0
  readonly reading: Reading
  readonly #values: RowValues
  readonly #widths: ReadonlyMap<string, number> | null
  readonly #remarks = new Set<string>()
  readonly #cut = new Map<string, number>()
  #texts: Map<string, string> | null = null

  /** `widths` are those of the columns that hold only so many characters. */
  constructor(values: RowValues, reading = PLAIN_READING, widths: ReadonlyMap<string, number> | null = null) {
    this.#values = values
    this.reading = reading
    this.#widths = widths
  }

  has(column: string): boolean {
    return this.#values[column] !== undefined
  }

  /** Neither NULL nor empty. */
  isFilled(column: string): boolean {
    return (this.#values[column]?.length ?? 0) > 0
  }

  raw(column: string): Buffer | null {
    const value = this.#values[column]
    if (!value) return null
    return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  }

  /** Names of all columns that the row has, NULL or not. */
  columns(): string[] {
    return Object.keys(this.#values).filter((column) => column !== ROW_NUMBER)
  }

  /** Every value, in the order of the columns' names, for telling two rows apart. */
  values(): (Uint8Array | null)[] {
    return this.columns()
      .sort()
      .map((column) => this.#values[column] ?? null)
  }

  bytes(): number {
    return this.values().reduce((sum, value) => sum + (value?.length ?? 0), 0)
  }

  /** '' for NULL. */
  text(column: string): string {
    const value = this.raw(column)
    if (value === null || value.length === 0) return ''
    this.#texts ??= new Map()
    const known = this.#texts.get(column)
    if (known !== undefined) return known
    const text = this.decoded(value)
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
    const bytes = this.raw(column)?.length ?? 0
    if (bytes >= LARGEST_TEXT - SLACK && bytes <= LARGEST_TEXT) return true
    const width = this.#widths?.get(column) ?? Infinity
    if (bytes < Math.min(width, LARGEST_TEXT)) return false
    const length = this.text(column).length
    return bytes === width || length === width || length === LARGEST_TEXT
  }

  /** Takes note that a value was probably cut off by the old database. */
  remarkCut(column: string): void {
    this.#cut.set(column, this.raw(column)?.length ?? 0)
  }

  /** How many bytes there are of the values that were probably cut, by column. */
  cuts(): ReadonlyMap<string, number> {
    return this.#cut
  }

  /** Takes a doubt about one of its values down for the report; the same one twice counts once. */
  remark(message: string): void {
    this.#remarks.add(message)
  }

  remarks(): readonly string[] {
    const odd = `${this.oddBytes} bytes have a meaning in no character set; they stand as \ufffd`
    return this.oddBytes > 0 ? [odd, ...this.#remarks] : [...this.#remarks]
  }

  /** 0 for NULL, '' and words. */
  integer(column: string): number {
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
