import { sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'
import { WRITER_CACHE_KIB } from './sqlite.ts'

/**
 * A large table's indexes get their rows all over the place: what finds no room in the cache is written and read again
 * with every batch.
 */
const ROOMY_KIB = 16_000

/** Gives SQLite's writer more memory while `work` brings very many rows in. */
export async function withRoomyCache<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
  if (dialectOf(db).name !== 'sqlite') return work()
  await setCache(db, ROOMY_KIB)
  try {
    return await work()
  } finally {
    await setCache(db, WRITER_CACHE_KIB)
  }
}

async function setCache(db: Db, kib: number): Promise<void> {
  await sql`pragma cache_size = -${sql.raw(String(kib))}`.execute(db)
}
