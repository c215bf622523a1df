import { type Db, inTransaction } from '../../store/database.ts'
import type { Move, OldRow } from './moving.ts'
import { packRows } from './read/packed-rows.ts'
import { secretColumns } from './report/columns.ts'

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
  await inTransaction(db, (db) => storeAside(move, db, table, rows))
  for (const { id, row, why } of rows) move.ledger.settle(table, row, 'kept aside', id, why)
}

async function storeAside(move: Move, db: Db, table: string, rows: readonly OldRow[]): Promise<void> {
  const secret = secretColumns(table)
  for (const [id, old] of new Map(rows.map((old) => [old.id, old]))) {
    const packed = packRows([old], secret)
    await db
      .insertInto('legacy_row')
      .values({ source: move.legacy.source, table_name: table, old_id: id, aside: 1, packed })
      .onConflict((conflict) => conflict.columns(['source', 'table_name', 'old_id']).doUpdateSet({ packed, aside: 1 }))
      .execute()
  }
}

const NUMBERS_ONLY = /^[\d\s,.:-]*$/

/** Keeps the bytes of rows that came over, where there is more to them than numbers. */
export async function keepBytes(move: Move, db: Db, table: string, rows: readonly OldRow[]): Promise<void> {
  const secret = secretColumns(table)
  const telling = rows.filter(({ row }) =>
    row.columns().some((column) => !secret.has(column) && !isNumbers(row.raw(column))),
  )
  if (telling.length === 0) return
  const packed = packRows(telling, secret)
  await db.insertInto('legacy_block').values({ source: move.legacy.source, table_name: table, packed }).execute()
}

function isNumbers(value: Buffer | null): boolean {
  return value === null || (value.length < 100 && NUMBERS_ONLY.test(value.toString('latin1')))
}
