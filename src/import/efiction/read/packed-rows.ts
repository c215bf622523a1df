// Rows as one compressed value: a line of JSON that names the columns, then each value with its length before it.
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { Row } from './row.ts'

/** A row to be packed: its old number and its values by column. */
export interface RowToPack {
  id: string
  row: Row
}

const ID = 'id'

/** Every row with its number; columns in `without` are left out, as secrets are. */
export function packRows(rows: readonly RowToPack[], without: ReadonlySet<string> = new Set()): Buffer {
  const columns = [...new Set(rows.flatMap(({ row }) => row.columns()))].filter((column) => !without.has(column))
  const parts: Uint8Array[] = [Buffer.from(`${JSON.stringify([ID, ...columns])}\n`)]
  for (const { id, row } of rows) {
    pushValue(parts, Buffer.from(id))
    for (const column of columns) pushValue(parts, row.raw(column))
  }
  return zstdCompressSync(Buffer.concat(parts))
}

/** An absent value is length 0, an empty one length 1. */
function pushValue(parts: Uint8Array[], value: Uint8Array | null): void {
  const head = Buffer.alloc(4)
  head.writeUInt32LE(value === null ? 0 : value.length + 1)
  parts.push(head)
  if (value !== null && value.length > 0) parts.push(value)
}

/** What `packRows` packed, in the same order. */
export function unpackRows(packed: Uint8Array): RowToPack[] {
  const bytes = zstdDecompressSync(packed)
  const lineEnd = bytes.indexOf(0x0a)
  const [, ...columns] = JSON.parse(bytes.toString('utf8', 0, lineEnd)) as string[]
  const rows: RowToPack[] = []
  let at = lineEnd + 1
  const take = (): Buffer | null => {
    const length = bytes.readUInt32LE(at)
    at += 4
    if (length === 0) return null
    const value = bytes.subarray(at, at + length - 1)
    at += length - 1
    return value
  }
  while (at < bytes.length) {
    const id = take()!.toString('utf8')
    rows.push({ id, row: new Row(Object.fromEntries(columns.map((column) => [column, take()]))) })
  }
  return rows
}
