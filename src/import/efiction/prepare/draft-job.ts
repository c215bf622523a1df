// What the thread that writes and those that draft say to each other.
import { packRows } from '../read/packed-rows.ts'
import { Reading, type ReadingResults, type ReadingStart } from '../read/reading.ts'
import { Row } from '../read/row.ts'
import { secretColumns } from '../report/columns.ts'
import type { ReviewDraft } from '../reviews/to-review.ts'
import type { ChapterDraft } from '../works/to-chapter.ts'
import { fingerprintOf, writtenOf } from '../written.ts'
import { type DraftTask, type FileBytes, draftOf, withTexts } from './draft-task.ts'
import { type RowParcel, type RowWithFiles, fromParcel } from './row-parcel.ts'
import { type Bagged, TextBag } from './text-bag.ts'

/** What the parcels that follow are, and how they are read. */
export interface DraftOrder {
  task: DraftTask
  reading: ReadingStart
  widths: ReadonlyMap<string, number> | null
}

export interface DraftedRow {
  draft: ChapterDraft<Bagged> | ReviewDraft<Bagged>
  fingerprint: string
  /** As `writtenOf` has it. */
  written: string
  oddBytes: number
  doubts: readonly string[]
  /** Columns that were probably cut off. */
  cut: readonly string[]
}

export interface Drafted {
  rows: readonly DraftedRow[]
  /** The rows' bytes, as `packRows` has them. */
  packed: Bagged
  /** The parcel's block, or a larger one, with the texts behind the rows. */
  bag: ArrayBuffer
  results: ReadingResults
}

export function draftAll({ task, reading: start, widths }: DraftOrder, parcel: RowParcel): Drafted {
  const reading = Reading.from(start)
  const bag = new TextBag(parcel.block, parcel.end)
  const rows = fromParcel(parcel)
  const drafted = rows.map(({ id, row, files }) => {
    // A row of its own, for it holds on to every text that was read of it.
    return draftOne(task, { id, row: new Row(row.cells, reading, widths), files }, bag)
  })
  const packed = bag.putBytes(packRows(rows, secretColumns(task.kind)))
  return { rows: drafted, packed, bag: bag.close(), results: reading.results() }
}

function draftOne(task: DraftTask, { row, files }: RowWithFiles, bag: TextBag): DraftedRow {
  const { draft, fields } = draftOf(task, row, files)
  return {
    draft: withTexts(task, draft, (text) => bag.put(text)),
    fingerprint: fingerprintOf(row, ...files.map(rowOfFile)),
    written: writtenOf(fields),
    oddBytes: row.oddBytes,
    doubts: doubtsOf(row),
    cut: [...row.cuts().keys()],
  }
}

/** A file counts as a row beside the one that it belongs to. */
export function rowOfFile({ bytes }: FileBytes): Row {
  return new Row({ text: bytes })
}

/** The remarks without the one on odd bytes: those are counted, and may become more. */
function doubtsOf(row: Row): readonly string[] {
  return row.remarks().slice(row.oddBytes > 0 ? 1 : 0)
}

/** What a thread found out about a row, as if it had been read here. */
export function takeFindings(row: Row, { oddBytes, doubts, cut }: DraftedRow): void {
  row.oddBytes += oddBytes
  for (const doubt of doubts) row.remark(doubt)
  for (const column of cut) row.remarkCut(column)
}
