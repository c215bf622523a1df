// Rows on their way to another thread: all values at the head of one block of memory, which is handed over and not copied.
import { Cells, Columns } from '../read/cells.ts'
import type { RowToPack } from '../read/packed-rows.ts'
import { Row } from '../read/row.ts'
import type { Blocks } from './blocks.ts'
import type { FileBytes } from './draft-task.ts'

export interface RowParcel {
  columns: readonly string[]
  /** The old numbers. */
  ids: readonly string[]
  /** Row by row, of each column. */
  lengths: Int32Array<ArrayBuffer>
  block: ArrayBuffer
  /** Where the rows end in the block; what is behind is free. */
  end: number
  /** Of each row: the lengths of the files that belong to it. Their bytes follow its values. */
  files: readonly (readonly number[])[]
}

const NULL = -1

export interface RowWithFiles extends RowToPack {
  files: readonly FileBytes[]
}

/** Of one loop over the spool, whose rows share their columns. */
export function toParcel(rows: readonly RowWithFiles[], blocks: Blocks): RowParcel {
  const { columns } = rows[0]!.row.cells
  const width = columns.names.length
  const lengths = new Int32Array(rows.length * width)
  const block = blocks.take(rows.reduce((sum, { row, files }) => sum + row.bytes() + sizeOf(files), 0))
  const bytes = new Uint8Array(block)
  let place = 0
  let at = 0
  const put = (piece: Uint8Array) => {
    bytes.set(piece, at)
    at += piece.length
  }
  for (const { row, files } of rows) {
    const { cells } = row
    if (cells.columns !== columns) throw new TypeError('rows with different columns')
    for (let column = 0; column < width; column++) lengths[place++] = cells.lengthAt(column) ?? NULL
    put(cells.bytes)
    for (const file of files) put(file.bytes)
  }
  const fileLengths = rows.map(({ files }) => (files.length === 0 ? NO_FILES : files.map(({ bytes }) => bytes.length)))
  return { columns: columns.names, ids: rows.map(({ id }) => id), lengths, block, end: at, files: fileLengths }
}

const NO_FILES: readonly number[] = []

function sizeOf(files: readonly FileBytes[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes.length, 0)
}

export function fromParcel({ columns: names, ids, lengths, block, files }: RowParcel): RowWithFiles[] {
  const columns = new Columns(names)
  let at = 0
  const take = (length: number): Buffer => {
    at += length
    return Buffer.from(block, at - length, length)
  }
  return ids.map((id, index) => {
    const own: (number | null)[] = []
    let size = 0
    for (let place = index * names.length; place < (index + 1) * names.length; place++) {
      const length = lengths[place]!
      own.push(length === NULL ? null : length)
      if (length > 0) size += length
    }
    const row = new Row(new Cells(columns, take(size), own))
    return { id, row, files: files[index]!.map((length) => ({ bytes: take(length) })) }
  })
}
