import type { Insertable } from 'kysely'
import { type Db, inTransaction } from '../../store/database.ts'
import { padded } from '../../store/in-list.ts'
import type { LegacyRowTable } from '../../store/tables/site.ts'
import type { Move, OldRow } from './moving.ts'
import { WHOLE_TABLE } from './read/kept-rows.ts'
import { packRows } from './read/packed-rows.ts'
import { secretColumns } from './report/columns.ts'
import { fingerprintOf } from './written.ts'

/**
 * Stores rows as inert text, where the archive has no place for them. `why` is null where the ledger has been told
 * already. Counts them. Safe to repeat; inside a transaction it joins that one.
 */
export async function keepAside(
  move: Move,
  table: string,
  rows: readonly (OldRow & { why: string | null })[],
  db: Db = move.db,
): Promise<void> {
  // Rows that are read again lie there already.
  if (!move.readsAgain) await inTransaction(db, (db) => storeAside(move, db, table, rows))
  for (const { id, row, why } of rows) move.ledger.settle(table, row, 'kept aside', id, why)
}

async function storeAside(move: Move, db: Db, table: string, rows: readonly OldRow[]): Promise<void> {
  const secret = secretColumns(table)
  for (const old of new Map(rows.map((old) => [old.id, old])).values()) {
    await writeSingle(db, {
      source: move.legacy.source,
      table_name: table,
      old_id: old.id,
      aside: 1,
      packed: packRows([old], secret),
    })
  }
}

/** Keeps one row's bytes under a key of its own; the same key again replaces them. */
export async function keepSingle(move: Move, table: string, old: OldRow, db: Db = move.db): Promise<void> {
  const { source } = move.legacy
  await writeSingle(db, {
    source,
    table_name: table,
    old_id: old.id,
    aside: 0,
    packed: packRows([old], secretColumns(table)),
  })
}

async function writeSingle(db: Db, row: Insertable<LegacyRowTable> & { aside: number }): Promise<void> {
  const { packed, aside } = row
  await db
    .insertInto('legacy_row')
    .values(row)
    .onConflict((conflict) => conflict.columns(['source', 'table_name', 'old_id']).doUpdateSet({ packed, aside }))
    .execute()
}

/**
 * Keeps the bytes of rows that came over; what was kept aside of them before is no longer. `ready` are those bytes,
 * where they have been packed already.
 */
export async function keepBytes(
  move: Move,
  db: Db,
  table: string,
  rows: readonly OldRow[],
  ready: Uint8Array | null = null,
): Promise<void> {
  if (rows.length === 0) return
  const packed = ready
    ? Buffer.from(ready.buffer, ready.byteOffset, ready.byteLength)
    : packRows(rows, secretColumns(table))
  const { source } = move.legacy
  await db.insertInto('legacy_block').values({ source, table_name: table, packed }).execute()
  await db
    .deleteFrom('legacy_row')
    .where('source', '=', source)
    .where('table_name', '=', table)
    .where('old_id', 'in', padded(rows.map(({ id }) => id)))
    .execute()
}

/** Keeps the bytes of a whole table in place of those that an earlier run has kept. For small tables. */
export async function keepTableBytes(move: Move, table: string): Promise<void> {
  const rows = [...move.spool.rows(move.site.table(table), [])].map((row) => ({
    id: WHOLE_TABLE + fingerprintOf(row),
    row,
  }))
  const blocks: Buffer[] = []
  for (let from = 0; from < rows.length; from += ROWS_IN_A_BLOCK) {
    blocks.push(packRows(rows.slice(from, from + ROWS_IN_A_BLOCK), secretColumns(table)))
  }
  await inTransaction(move.db, (db) => replaceBlocks(db, move.legacy.source, table, blocks))
}

const ROWS_IN_A_BLOCK = 400

async function replaceBlocks(db: Db, source: string, table: string, blocks: readonly Buffer[]): Promise<void> {
  const kept = db.selectFrom('legacy_block').where('source', '=', source).where('table_name', '=', table)
  const before = await kept.select('packed').orderBy('id').execute()
  if (before.length === blocks.length && blocks.every((block, at) => block.equals(before[at]!.packed))) return
  await db.deleteFrom('legacy_block').where('source', '=', source).where('table_name', '=', table).execute()
  for (const packed of blocks) {
    await db.insertInto('legacy_block').values({ source, table_name: table, packed }).execute()
  }
}
