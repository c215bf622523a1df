import { type Kysely, sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'
import type { Tables } from './tables.ts'

export class TookTooLong extends Error {}

const CANCELLED = '57014'

/**
 * Reads for no longer than so many milliseconds; refuses with `TookTooLong`. PostgreSQL ends a statement by itself;
 * SQLite cannot, so that `work` calls `goOn` between its statements, which must be short ones. (See decision 023.)
 */
export async function withinTime<Result>(
  db: Kysely<Tables>,
  ms: number,
  work: (db: Db, goOn: () => void) => Promise<Result>,
): Promise<Result> {
  const end = performance.now() + ms
  const goOn = () => {
    if (performance.now() > end) throw new TookTooLong()
  }
  if (dialectOf(db).name === 'sqlite') return work(db, goOn)
  try {
    return await db.transaction().execute(async (db) => {
      await sql.raw(`set local statement_timeout = ${Math.max(1, Math.ceil(ms))}`).execute(db)
      return work(db, goOn)
    })
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === CANCELLED ? new TookTooLong() : error
  }
}
