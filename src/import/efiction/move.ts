import { createHash } from 'node:crypto'
import { type Db, inTransaction } from '../../store/database.ts'
import type { ImportPhase, ImportProgress } from './progress.ts'
import type { LegacyIds, LegacyKind } from './legacy.ts'
import type { OldSite } from './read/find-site.ts'
import type { Row } from './read/row.ts'
import type { Spool } from './read/spool.ts'
import type { Ledger } from './report/report.ts'

/** One site on its way in: where its rows lie, and what is written down about them. */
export interface Move {
  db: Db
  spool: Spool
  site: OldSite
  legacy: LegacyIds
  ledger: Ledger
  zone: string
  /** BCP 47, of the texts and for sorting. */
  language: string
  now: number
  tell: (progress: ImportProgress) => void
  /** Between two transactions: lets signals, timers and finished threads in, and throws when asked to stop. */
  goOn: () => Promise<void>
}

export interface OldRow {
  /** The old number, as it is kept in legacy_id. */
  id: string
  row: Row
}

/** Values of one row as the archive keeps them, by field: sources only, never what is derived from them. */
export type Fields = Readonly<Record<string, string | number | null>>

export interface Amendment {
  /** The new number. */
  id: number
  old: OldRow
  /** The fields that differ, with their new values. */
  fields: Fields
}

/** What a newer dump of the same site may change in rows that came over before. */
export interface Amend {
  /** What a row of this dump would be written as; must equal what `write` stores. `prepare` has seen the row. */
  drafted: (old: OldRow) => Fields
  /** What the archive has now, by new id; one that is missing was deleted here since. */
  present: (db: Db, ids: readonly number[]) => Promise<ReadonlyMap<number, Fields>>
  /** Writes the changes and what derives from them. Sees only fields that nobody has edited here since. */
  change: (db: Db, amendments: readonly Amendment[]) => Promise<void>
}

export interface Moving {
  /** The table's name without prefix. */
  table: string
  legacy: LegacyKind
  phase: ImportPhase
  /** Columns that the rows are ordered by. */
  order: readonly string[]
  /** Columns that make the old number, as `1/2`; the first of `order` when absent. */
  key?: readonly string[]
  /** Sees every row in order, also those that an earlier run brought over. */
  each?: (row: Row) => void
  batch?: number
  /** Slow work, such as cleaning texts, that must not happen inside a transaction. */
  prepare?: (rows: readonly OldRow[]) => Promise<void>
  /**
   * Writes rows that are not there yet, in a transaction; returns the new id of each that was brought over. A row
   * that is missing from the answer has been excepted in the ledger.
   */
  write: (db: Db, rows: readonly OldRow[]) => Promise<ReadonlyMap<string, number>>
  amend?: Amend
}

const MAX_BATCH_BYTES = 256 * 1024

/** Brings over one table in batches, each in its own transaction together with its old numbers. */
export async function moveRows(move: Move, moving: Moving): Promise<void> {
  const name = move.site.table(moving.table)
  const key = moving.key ?? moving.order.slice(0, 1)
  const total = move.spool.tables.get(name)?.rows ?? 0
  readTable(move, moving.table)
  move.spool.sortBy(name, moving.order)
  const repeated = move.spool.repeated(name, key)
  const seen = new Set<string>()

  let done = 0
  let batch: OldRow[] = []
  let bytes = 0
  const flush = async () => {
    if (batch.length > 0) await moveBatch(move, moving, batch)
    batch = []
    bytes = 0
    await move.goOn()
    move.tell({ phase: moving.phase, done, total })
  }
  for (const row of move.spool.rows(name, moving.order)) {
    done++
    const id = key.map((column) => row.integer(column)).join('/')
    if (seen.has(id)) {
      move.ledger.except(moving.table, id, 'dropped', 'the number occurs twice; the first row was taken')
      continue
    }
    if (!repeated || repeated.has(id)) seen.add(id)
    moving.each?.(row)
    batch.push({ id, row })
    bytes += row.bytes()
    if (batch.length >= (moving.batch ?? 400) || bytes > MAX_BATCH_BYTES) await flush()
  }
  await flush()
}

/** Counts the rows of a table as read, and those that have no columns to be read by as kept aside. */
export function readTable(move: Move, table: string): void {
  const spooled = move.spool.tables.get(move.site.table(table))
  move.ledger.read(table, spooled?.rows ?? 0)
  for (const [values, rows] of spooled?.misfits ?? []) {
    move.ledger.count(table, 'kept aside', rows)
    const message = `${rows} rows have ${values} values; no known version has so many, and the dump names no columns`
    move.ledger.remark(table, '', message, 'kept aside')
  }
}

async function moveBatch(move: Move, moving: Moving, batch: readonly OldRow[]): Promise<void> {
  const { ledger, legacy } = move
  const ids = batch.map(({ id }) => id)
  const known = await legacy.fingerprints(move.db, moving.legacy, ids)
  const fingerprints = new Map(batch.map(({ id, row }) => [id, fingerprintOf(row)]))
  const fresh = batch.filter(({ id }) => !known.has(id))
  for (const { id } of batch) if (known.has(id)) countKnown(move, moving, id, known.get(id) === fingerprints.get(id))
  if (fresh.length === 0) return

  await moving.prepare?.(fresh)
  const moved = await inTransaction(move.db, async (db) => {
    const moved = await moving.write(db, fresh)
    const numbers = [...moved].map(([oldId, newId]) => ({ oldId, newId, fingerprint: fingerprints.get(oldId) ?? null }))
    await legacy.record(db, moving.legacy, numbers)
    return moved
  })
  ledger.count(moving.table, 'imported', moved.size)
  for (const { id, row } of fresh) remarkOddBytes(move, moving.table, id, row)
}

function countKnown(move: Move, moving: Moving, id: string, same: boolean): void {
  if (same) move.ledger.count(moving.table, 'unchanged')
  else {
    const message = 'differs from the row that came before; what the archive has was left alone'
    move.ledger.except(moving.table, id, 'unchanged', message)
  }
}

function remarkOddBytes(move: Move, table: string, id: string, row: Row): void {
  if (row.oddBytes === 0) return
  move.ledger.remark(table, id, `${row.oddBytes} bytes have a meaning in no character set; they stand as \ufffd`)
}

function fingerprintOf(row: Row): string {
  const hash = createHash('sha256')
  for (const value of row.values()) {
    // The old program's own backup writes NULL as an empty string; that is no change.
    hash.update(`${value?.length ?? 0}:`)
    if (value !== null) hash.update(value)
  }
  return hash.digest('base64').slice(0, 22)
}
