import { sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'

const LOCK = 7_061_990_003

/**
 * Until the end of the transaction: `alone` for whoever changes what tags stand for, `shared` for whoever writes down what
 * a work's tags stand for, so that neither misses what the other is about to commit. On SQLite writers wait anyhow.
 */
export async function holdTags(db: Db, way: 'alone' | 'shared'): Promise<void> {
  if (dialectOf(db).name === 'sqlite') return
  const lock = way === 'alone' ? sql`pg_advisory_xact_lock` : sql`pg_advisory_xact_lock_shared`
  await sql`select ${lock}(${LOCK})`.execute(db)
}
