import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Db, openDatabase } from './database.ts'
import { dialectOf } from './dialect.ts'

/**
 * Runs `work` on the archive as it is now and leaves no trace of it: on SQLite in a copy that is thrown away, so that
 * other writers need not wait; on PostgreSQL in a transaction that is rolled back.
 */
export async function withoutTrace<Result>(db: Db, work: (db: Db) => Promise<Result>): Promise<Result> {
  return dialectOf(db).name === 'sqlite' ? inACopy(db, work) : rolledBack(db, work)
}

async function inACopy<Result>(db: Db, work: (db: Db) => Promise<Result>): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fanfold-trial-'))
  try {
    await sql`vacuum into ${join(dataDir, 'fanfold.sqlite')}`.execute(db)
    const copy = openDatabase({ url: null, dataDir, durable: false })
    return await work(copy).finally(() => copy.destroy())
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function rolledBack<Result>(db: Db, work: (db: Db) => Promise<Result>): Promise<Result> {
  const outcome = new Outcome<Result>()
  await db
    .transaction()
    .execute(async (db) => {
      outcome.result = await work(db)
      throw outcome
    })
    .catch((error: unknown) => {
      if (error !== outcome) throw error
    })
  return outcome.result as Result
}

/** Thrown so that the transaction ends without a commit. */
class Outcome<Result> extends Error {
  result?: Result
}
