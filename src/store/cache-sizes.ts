// Memory of SQLite's for whoever brings very many rows in; PostgreSQL has its own.
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'
import { READER_CACHE_KIB, readerOf } from './sqlite.ts'

/**
 * A large table's indexes get their rows all over the place: what finds no room in the cache is written and read again
 * with every batch.
 */
const ROOMY_KIB = 16_000

/** Gives the writer more while `work` lasts. */
export async function withRoomyWriter<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
  return withWriterCache(db, ROOMY_KIB, work)
}

/** Gives the writer so much while `work` lasts, and then what it had before. */
export async function withWriterCache<Result>(db: Db, kib: number, work: () => Promise<Result>): Promise<Result> {
  if (dialectOf(db).name !== 'sqlite') return work()
  const { rows } = await sql<{ cache_size: number }>`pragma cache_size`.execute(db)
  await sql.raw(cacheOf(kib)).execute(db)
  try {
    return await work()
  } finally {
    await sql.raw(cacheOf(-rows[0]!.cache_size)).execute(db)
  }
}

/** For whoever looks at each row once. */
const NARROW_KIB = 4000

/** Gives the reader less while `work` lasts, where nobody reads pages meanwhile. */
export async function withNarrowReader<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
  if (dialectOf(db).name !== 'sqlite') return work()
  // There is no reader before the first query.
  await sql`select 1`.execute(db)
  const { file } = readerOf(db)!
  file.exec(cacheOf(NARROW_KIB))
  try {
    return await work()
  } finally {
    file.exec(cacheOf(READER_CACHE_KIB))
  }
}

function cacheOf(kib: number): string {
  return `pragma cache_size = -${kib}`
}
