import { type Db, inTransaction } from '../../store/database.ts'
import { keepAside, keepBytes, keepSingle } from './keep-rows.ts'
import type { KnownId } from './legacy.ts'
import type { Amend, Amendment, Move, Moving, OldRow, Ready } from './moving.ts'
import { hasLostLettersOf } from './text/lost-letters.ts'
import { type Fields, isAsWritten, readWritten, writtenOf } from './written.ts'

/** A batch, sorted by what an earlier run has left of it. */
export interface Sorted<Prepared> {
  fresh: OldRow[]
  changed: KnownRow[]
  same: OldRow[]
  /** Of `fresh`; null where there are none. */
  ready: Ready<Prepared> | null
}

export interface KnownRow extends OldRow, KnownId {
  /** The fingerprint that the row has now. */
  now: string
}

export async function writeBatch<Prepared>(
  move: Move,
  moving: Moving<Prepared>,
  batch: Sorted<Prepared>,
): Promise<void> {
  for (const { id, row } of batch.same) {
    move.ledger.settle(moving.table, row, 'unchanged', id)
    tellAgain(move, moving.table, id, row)
  }
  if (batch.ready) await writeFresh(move, moving, batch.fresh, batch.ready)
  if (batch.changed.length > 0) await writeChanged(move, moving, batch.changed)
  batch.ready?.release?.()
}

async function writeFresh<Prepared>(
  move: Move,
  moving: Moving<Prepared>,
  fresh: readonly OldRow[],
  ready: Ready<Prepared>,
): Promise<void> {
  const { prepared, fingerprints, written } = ready
  const { ledger, legacy } = move
  await inTransaction(move.db, async (db) => {
    const moved = await moving.write(db, fresh, prepared)
    const came = fresh.filter(({ id }) => moved.has(id))
    const numbers = came.map((old) => ({
      oldId: old.id,
      newId: moved.get(old.id)!,
      fingerprint: fingerprints.get(old.id) ?? null,
      written: moving.amend ? (written?.get(old.id) ?? writtenOf(moving.amend.drafted(old, prepared))) : null,
    }))
    await legacy.record(db, moving.legacy, numbers)
    await moving.arrange?.(db, came)
    await keepBytes(move, db, moving.table, came, came.length === fresh.length ? ready.packed : null)
    for (const { id, row } of came) ledger.settle(moving.table, row, 'imported', id)
    const rest = fresh.filter(({ id }) => !moved.has(id)).map((old) => ({ ...old, why: null }))
    const asides = rest.filter(({ id }) => ledger.verdictOn(moving.table, id) === 'kept aside')
    if (asides.length > 0) await keepAside(move, moving.table, asides, db)
    for (const { id, row } of rest) {
      const outcome = ledger.verdictOn(moving.table, id)
      if (outcome === null || outcome === 'kept aside') continue
      ledger.settle(moving.table, row, outcome, id)
      if (outcome === 'merged' && !move.readsAgain) await keepSingle(move, moving.table, { id, row }, db)
    }
    tellRemarks(move, moving.table, fresh)
  })
}

/** Brings what changed, but never over something that was edited here since. */
async function writeChanged<Prepared>(
  move: Move,
  moving: Moving<Prepared>,
  changed: readonly KnownRow[],
): Promise<void> {
  const { amend } = moving
  if (!amend) {
    const why = 'differs from the row that came before; what the archive has was left alone'
    for (const { id, row } of changed) move.ledger.settle(moving.table, row, 'unchanged', id, why)
    return
  }
  const prepared = (await moving.prepare?.(changed)) as Prepared
  await inTransaction(move.db, async (db) => {
    const present = await amend.present(
      db,
      changed.map(({ newId }) => newId),
    )
    const amended: Compared[] = []
    for (const known of changed) {
      const found = present.get(known.newId)
      if (found) amended.push(compare(known, amend.drafted(known, prepared), found))
      else move.ledger.settle(moving.table, known.row, 'unchanged', known.id, 'was deleted here; it stays deleted')
    }
    await changeAll(db, amend, amended, prepared)
    await move.legacy.renew(
      db,
      moving.legacy,
      amended.map(({ known, spoilt, written }) => ({
        oldId: known.id,
        // Of a row that was kept some columns are missing, so its own fingerprint says nothing.
        fingerprint: move.readsAgain || spoilt.length > 0 ? known.fingerprint : known.now,
        written: JSON.stringify(written),
      })),
    )
    const rows = amended.map(({ known }) => known)
    await moving.arrange?.(db, rows)
    const whole = amended.filter(({ spoilt }) => spoilt.length === 0).map(({ known }) => known)
    if (!move.readsAgain) await keepBytes(move, db, moving.table, whole)
    for (const each of amended) settle(move, moving.table, each)
    tellRemarks(move, moving.table, changed)
  })
}

interface Compared {
  known: KnownRow
  fields: Fields
  /** Fields that the old site and this archive have both changed. */
  edited: string[]
  /** Fields that the dump has with question marks where the archive has letters. */
  spoilt: string[]
  written: Record<string, string>
}

/** Field by field: what the old site changed, unless it was changed here too. */
function compare(known: KnownRow, drafted: Fields, present: Fields): Compared {
  const before = readWritten(known.written)
  const drafts = readWritten(writtenOf(drafted))
  const fields: Record<string, string | number | null> = {}
  const edited: string[] = []
  const spoilt: string[] = []
  const written: Record<string, string> = { ...before }
  for (const [field, value] of Object.entries(drafted)) {
    if (before[field] === drafts[field]) continue
    if (isAsWritten(drafts, field, present[field])) written[field] = drafts[field]!
    else if (!isAsWritten(before, field, present[field])) edited.push(field)
    else if (hasLostLettersOf(String(present[field] ?? ''), String(value ?? ''))) spoilt.push(field)
    else {
      fields[field] = value
      written[field] = drafts[field]!
    }
  }
  return { known, fields, edited, spoilt, written }
}

async function changeAll<Prepared>(
  db: Db,
  amend: Amend<Prepared>,
  compared: readonly Compared[],
  prepared: Prepared,
): Promise<void> {
  const amendments: Amendment[] = compared
    .filter(({ fields }) => Object.keys(fields).length > 0)
    .map(({ known, fields }) => ({ id: known.newId, old: known, fields }))
  if (amendments.length > 0) await amend.change(db, amendments, prepared)
}

function settle({ ledger }: Move, table: string, { known, fields, edited, spoilt }: Compared): void {
  const names = Object.keys(fields)
  ledger.settle(table, known.row, names.length > 0 ? 'updated' : 'unchanged', known.id)
  if (edited.length > 0) {
    const message = `${edited.join(', ')} changed on the old site, but was edited here too; the archive's own was kept`
    ledger.remark(table, known.id, message, 'unchanged')
  }
  if (spoilt.length > 0) {
    const message = `${spoilt.join(', ')} came with question marks in place of letters that the archive has; the archive's own was kept`
    ledger.remark(table, known.id, message, 'unchanged')
  }
}

/**
 * What was mended in texts, and what is doubtful about them. Before their transaction ends: whoever goes on after a
 * crash finds these rows unchanged, and has nothing to say about them.
 */
function tellRemarks({ ledger }: Move, table: string, rows: readonly OldRow[]): void {
  for (const { id, row } of rows) {
    for (const message of row.remarks()) ledger.remark(table, id, message)
    for (const [column, bytes] of row.cuts()) {
      ledger.looksCut(table, id, column, bytes)
      ledger.remark(table, id, cutMessage(column, bytes))
    }
  }
}

/** A second report says of the dump what the first one said, though nothing is read anew. */
function tellAgain(move: Move, table: string, id: string, row: OldRow['row']): void {
  for (const [column, bytes] of row.fullTexts()) {
    move.ledger.looksCut(table, id, column, bytes)
    move.ledger.remark(table, id, cutMessage(column, bytes), 'unchanged')
  }
}

function cutMessage(column: string, bytes: number): string {
  return `${column} fills its column (${bytes} bytes) and was probably cut off there`
}
