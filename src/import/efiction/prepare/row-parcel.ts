// Rows on their way to another thread: all values in one block of memory, which is handed over and not copied.
import type { Reading } from '../read/reading.ts'
import { Row } from '../read/row.ts'
import type { FileBytes } from './draft-task.ts'

export interface RowParcel {
  columns: readonly string[]
  /** Row by row, of each column; NULL and absent values have marks of their own. */
  lengths: Int32Array<ArrayBuffer>
  bytes: Uint8Array<ArrayBuffer>
  /** Of each row: how many files belong to it. Their bytes follow its values. */
  files: readonly number[]
}

const NULL = -1
const ABSENT = -2

export interface RowWithFiles {
  row: Row
  files: readonly FileBytes[]
}

export function toParcel(rows: readonly RowWithFiles[]): RowParcel {
  const columns = [...new Set(rows.flatMap(({ row }) => row.columns()))]
  const values: Uint8Array[] = []
  const lengths: number[] = []
  for (const { row, files } of rows) {
    for (const column of columns) {
      const value = row.raw(column)
      lengths.push(value?.length ?? (row.has(column) ? NULL : ABSENT))
      if (value) values.push(value)
    }
    for (const { bytes } of files) {
      lengths.push(bytes.length)
      values.push(bytes)
    }
  }
  const bytes = new Uint8Array(values.reduce((sum, value) => sum + value.length, 0))
  let at = 0
  for (const value of values) {
    bytes.set(value, at)
    at += value.length
  }
  return { columns, lengths: Int32Array.from(lengths), bytes, files: rows.map(({ files }) => files.length) }
}

/** `widths` are those of the columns that hold only so many characters. */
export function fromParcel(
  { columns, lengths, bytes, files }: RowParcel,
  reading: Reading,
  widths: ReadonlyMap<string, number> | null,
): RowWithFiles[] {
  let place = 0
  let at = 0
  const take = (): Buffer | null | undefined => {
    const length = lengths[place++]!
    if (length < 0) return length === NULL ? null : undefined
    at += length
    return Buffer.from(bytes.buffer, bytes.byteOffset + at - length, length)
  }
  return files.map((count) => ({
    row: new Row(rowValues(columns, take), reading, widths),
    files: Array.from({ length: count }, () => ({ bytes: take()! })),
  }))
}

function rowValues(columns: readonly string[], take: () => Buffer | null | undefined) {
  const values: Record<string, Buffer | null> = {}
  for (const column of columns) {
    const value = take()
    if (value !== undefined) values[column] = value
  }
  return values
}
