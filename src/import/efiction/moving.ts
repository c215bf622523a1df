import type { Db } from '../../store/database.ts'
import type { LegacyIds, LegacyKind } from './legacy.ts'
import type { DraftThreads } from './prepare/draft-threads.ts'
import type { ImportPhase, ImportProgress } from './progress.ts'
import type { OldSite } from './read/find-site.ts'
import type { Reading } from './read/reading.ts'
import type { Row } from './read/row.ts'
import type { Spool } from './read/spool.ts'
import type { Ledger } from './report/ledger.ts'
import type { Fields } from './written.ts'

/** One site on its way in: where its rows lie, and what is written down about them. */
export interface Move {
  db: Db
  spool: Spool
  site: OldSite
  legacy: LegacyIds
  /** How values are read as texts, and what was met on the way. */
  reading: Reading
  ledger: Ledger
  zone: string
  /** BCP 47, of the texts and for sorting. */
  language: string
  now: number
  dryRun: boolean
  /** Nobody else uses the archive meanwhile. */
  alone: boolean
  /** The rows are those that the archive has kept, and every one is looked at again: the rules may be better now. */
  readsAgain: boolean
  /** False where the dump was cut off: then a row that is missing says nothing. */
  isWhole: boolean
  /** They clean texts beside this one; null where they would not be worth their start. */
  threads: DraftThreads | null
  /** Tables that `moveRows` has brought over, and kept the bytes of. */
  moved: Set<string>
  tell: (progress: ImportProgress) => void
  /** Between two transactions: lets signals, timers and finished threads in, and throws when asked to stop. */
  goOn: () => Promise<void>
}

export interface OldRow {
  /** The old number, as it is kept in legacy_id. */
  id: string
  row: Row
}

export interface Amendment {
  /** The new number. */
  id: number
  old: OldRow
  /** The fields that differ, with their new values. */
  fields: Fields
}

/** What a newer dump of the same site may change in rows that came over before. */
export interface Amend<Prepared = void> {
  /** What a row of this dump would be written as; must equal what `write` stores. `prepare` has seen the row. */
  drafted: (old: OldRow, prepared: Prepared) => Fields
  /** What the archive has now, by new id; one that is missing was deleted here since. */
  present: (db: Db, ids: readonly number[]) => Promise<ReadonlyMap<number, Fields>>
  /** Writes the changes and what derives from them. Sees only fields that nobody has edited here since. */
  change: (db: Db, amendments: readonly Amendment[], prepared: Prepared) => Promise<void>
}

/** What was made of rows before they are written. */
export interface Ready<Prepared> {
  prepared: Prepared
  /** From `fingerprintOf`, by old number. */
  fingerprints: ReadonlyMap<string, string>
  /** Of the fields that `drafted` gives of a new row, from `writtenOf`, by old number; null where nothing was made. */
  written: ReadonlyMap<string, string> | null
  /** All the rows, from `packRows`; null where nothing was made. */
  packed: Uint8Array | null
  /** Called when all is written, and nothing of it is read any more. */
  release?: () => void
}

export interface Moving<Prepared = void> {
  /** The table's name without prefix. */
  table: string
  legacy: LegacyKind
  phase: ImportPhase
  /** Columns that the rows are ordered by. */
  order: readonly string[]
  /** Columns that make the old number, as `1/2`; the first of `order` when absent. */
  key?: readonly string[]
  /** Makes the old number in place of `key`, for tables whose rows have none: a different one for each row. */
  idOf?: (row: Row) => string
  /** Sees every row in order, also those that an earlier run brought over. */
  each?: (row: Row) => void
  /** Rows of other tables that become part of the same thing, so that a change of theirs is one of this row. */
  beside?: (row: Row) => readonly Row[]
  /** Other tables make numbers of the same kind, so that one that is missing here says nothing. */
  sharesNumbers?: boolean
  batch?: number
  /** How many batches may be prepared ahead of the one being written; only where `prepare` returns what it made. */
  ahead?: number
  /** Slow work, such as cleaning texts, that must not happen inside a transaction. */
  prepare?: (rows: readonly OldRow[]) => Promise<Prepared>
  /** The same for rows that are not there yet, with all that can be made of them elsewhere. */
  ready?: (rows: readonly OldRow[]) => Promise<Ready<Prepared>>
  /**
   * Writes rows that are not there yet, in a transaction; returns the new id of each that was brought over. A row
   * that is missing from the answer has been excepted in the ledger.
   */
  write: (db: Db, rows: readonly OldRow[], prepared: Prepared) => Promise<ReadonlyMap<string, number>>
  amend?: Amend<Prepared>
  /** Called in the same transaction after rows were written or compared, when their old numbers are known. */
  arrange?: (db: Db, rows: readonly OldRow[]) => Promise<void>
}
