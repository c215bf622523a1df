import { sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'
import { readerOf } from './sqlite.ts'

/**
 * The same text as long as nobody has committed anything, on this node or another: what was read since it was first told
 * would be read again. Null: it cannot be told here, as within a transaction.
 */
export async function findStand(db: Db): Promise<string | null> {
  if (dialectOf(db).name === 'sqlite') return readerOf(db)?.stand() ?? null
  if (db.isTransaction) return null
  const { rows } = await sql<{ stand: string }>`select cast(pg_current_snapshot() as text) as stand`.execute(db)
  return rows[0]!.stand
}
