// What the thread that writes and those that draft say to each other.
import { Reading, type ReadingResults, type ReadingStart } from '../read/reading.ts'
import type { Row } from '../read/row.ts'
import type { ReviewDraft } from '../reviews/to-review.ts'
import type { ChapterDraft } from '../works/to-chapter.ts'
import { type DraftTask, draftOf } from './draft-task.ts'
import { type RowParcel, fromParcel } from './row-parcel.ts'

/** What a thread is told once, at its start. */
export interface DraftOrder {
  task: DraftTask
  reading: ReadingStart
  widths: ReadonlyMap<string, number> | null
}

export interface DraftedRow {
  draft: ChapterDraft | ReviewDraft
  oddBytes: number
  doubts: readonly string[]
  /** Columns that were probably cut off. */
  cut: readonly string[]
}

export interface Drafted {
  rows: readonly DraftedRow[]
  results: ReadingResults
}

export function draftAll({ task, reading: start, widths }: DraftOrder, parcel: RowParcel): Drafted {
  const reading = Reading.from(start)
  const rows = fromParcel(parcel, reading, widths).map(({ row, files }) => {
    const draft = draftOf(task, row, files)
    return { draft, oddBytes: row.oddBytes, doubts: doubtsOf(row), cut: [...row.cuts().keys()] }
  })
  return { rows, results: reading.results() }
}

/** The remarks without the one on odd bytes: those are counted, and may become more. */
function doubtsOf(row: Row): string[] {
  return row.remarks().slice(row.oddBytes > 0 ? 1 : 0)
}

/** What a thread found out about a row, as if it had been read here. */
export function takeFindings(row: Row, { oddBytes, doubts, cut }: DraftedRow): void {
  row.oddBytes += oddBytes
  for (const doubt of doubts) row.remark(doubt)
  for (const column of cut) row.remarkCut(column)
}
