import { decode } from './decode.ts'
import { secondsOfDate } from './dates.ts'

/** The spool's own column; no table of the old program has one of this name. */
export const ROW_NUMBER = 'row number in the dump'

export type RowValues = Readonly<Record<string, Uint8Array | null | undefined>>

/** One row of an old table, with its values read as what they mean. A column that is absent reads as empty. */
export class Row {
  /** How many bytes of the values read so far had no meaning in any charset. */
  oddBytes = 0
  readonly #values: RowValues

  constructor(values: RowValues) {
    this.#values = values
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
    return value === null ? '' : this.decoded(value)
  }

  /** Decodes a part of a value that was cut out of it. */
  decoded(bytes: Buffer): string {
    const { text, oddBytes } = decode(bytes)
    this.oddBytes += oddBytes
    return text
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
