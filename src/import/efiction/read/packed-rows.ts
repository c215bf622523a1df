// Rows as one compressed value: a line of JSON that names the columns, then each value with its length before it.
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { Cells, Columns } from './cells.ts'
import { Row } from './row.ts'

/** A row to be packed: its old number and its values by column. */
export interface RowToPack {
  id: string
  row: Row
}

const ID = 'id'

/** Says of a column whether it is left out. */
export type LeftOut = Pick<ReadonlySet<string>, 'has'>

/** Every row with its number; columns in `without` are left out, as secrets are. */
export function packRows(rows: readonly RowToPack[], without: LeftOut = new Set()): Buffer {
  const columns = [...namesIn(rows)].filter((column) => !without.has(column))
  const heading = `${JSON.stringify([ID, ...columns])}\n`
  const values = rows.length * (columns.length + 1) * LENGTH_BYTES
  const texts = rows.reduce((sum, { id, row }) => sum + Buffer.byteLength(id) + row.bytes(), Buffer.byteLength(heading))
  const target = roomFor(values + texts)
  let end = target.write(heading)
  let shared: Columns | null = null
  let places: (number | undefined)[] = []
  for (const { id, row } of rows) {
    if (row.cells.columns !== shared) {
      shared = row.cells.columns
      places = columns.map((column) => row.cells.columns.places.get(column))
    }
    const idEnd = end + LENGTH_BYTES + target.write(id, end + LENGTH_BYTES)
    target.writeUInt32LE(idEnd - end - LENGTH_BYTES + 1, end)
    end = idEnd
    for (const place of places) end = writeValue(row.cells, place, target, end)
  }
  return compress(target.subarray(0, end))
}

const LENGTH_BYTES = 4

let room = Buffer.alloc(0)
const MOST_KEPT_BYTES = 4 * 1024 * 1024

/** The same memory time and again, for new memory costs more than what is done in it. */
function roomFor(bytes: number): Buffer {
  if (bytes > MOST_KEPT_BYTES) return Buffer.allocUnsafeSlow(bytes)
  if (room.length < bytes) room = Buffer.allocUnsafeSlow(Math.min(MOST_KEPT_BYTES, bytes * 2))
  return room
}

function namesIn(rows: readonly RowToPack[]): Set<string> {
  const shared = new Set(rows.map(({ row }) => row.cells.columns))
  return new Set([...shared].flatMap(({ names }) => names))
}

/** An absent value is length 0, an empty one length 1. */
function writeValue(cells: Cells, place: number | undefined, target: Buffer, offset: number): number {
  const length = place === undefined ? null : cells.lengthAt(place)
  target.writeUInt32LE(length === null ? 0 : length + 1, offset)
  return length === null ? offset + LENGTH_BYTES : cells.copy(place!, target, offset + LENGTH_BYTES)
}

/** In one go: with room for the worst there is nothing to join, and zstd spares itself a copy of what it reads. */
function compress(bytes: Buffer): Buffer {
  const chunkSize = bytes.length + (bytes.length >> 7) + 1024
  return zstdCompressSync(bytes, { chunkSize, params: { [constants.ZSTD_c_compressionLevel]: 1 } })
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
