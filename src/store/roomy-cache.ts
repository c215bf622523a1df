import { sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'
import { READER_CACHE_KIB, WRITER_CACHE_KIB, readerOf } from './sqlite.ts'

/**
 * A large table's indexes get their rows all over the place: what finds no room in the cache is written and read again
 * with every batch.
 */
const ROOMY_KIB = 16_000
/** For whoever looks at each row once. */
const NARROW_KIB = 4000

/**
 * Gives SQLite's writer more memory while `work` brings very many rows in; where nobody reads pages meanwhile, which
 * `alone` says, at the cost of the reader.
 */
export async function withRoomyCache<Result>(
  db: Db,
  { alone = false }: { alone?: boolean },
  work: () => Promise<Result>,
): Promise<Result> {
  if (dialectOf(db).name !== 'sqlite') return work()
  await setCache(db, ROOMY_KIB)
  if (alone) setReadersCache(db, NARROW_KIB)
  try {
    return await work()
  } finally {
    await setCache(db, WRITER_CACHE_KIB)
    if (alone) setReadersCache(db, READER_CACHE_KIB)
  }
}

async function setCache(db: Db, kib: number): Promise<void> {
  await sql.raw(pragma(kib)).execute(db)
}

function setReadersCache(db: Db, kib: number): void {
  readerOf(db)?.file.exec(pragma(kib))
}

function pragma(kib: number): string {
  return `pragma cache_size = -${kib}`
}
