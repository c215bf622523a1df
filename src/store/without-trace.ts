import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { type Db, openDatabase } from './database.ts'
import { dialectOf } from './dialect.ts'
import { PassingFolder } from './passing-folder.ts'
import { findRoom } from './room.ts'

/**
 * Runs `work` on the archive as it is now and leaves no trace of it: on SQLite in a copy that is thrown away, so that
 * other writers need not wait; on PostgreSQL in a transaction that is rolled back. `isCopy`: nobody else sees what it does.
 */
export async function withoutTrace<Result>(
  db: Db,
  work: (db: Db, isCopy: boolean) => Promise<Result>,
): Promise<Result> {
  return dialectOf(db).name === 'sqlite' ? inACopy(db, (db) => work(db, true)) : rolledBack(db, (db) => work(db, false))
}

async function inACopy<Result>(db: Db, work: (db: Db) => Promise<Result>): Promise<Result> {
  const trial = new PassingFolder('trial')
  try {
    await copyTo(db, join(trial.path, DATABASE_FILE))
    const copy = openDatabase({ url: null, dataDir: trial.path, durable: false })
    return await work(copy).finally(() => copy.destroy())
  } finally {
    trial.remove()
  }
}

const DATABASE_FILE = 'fanfold.sqlite'

/** Copied beside the event loop; with five times as many, pages have waited 0.1 s for it. */
const PAGES_AT_ONCE = 100

/** By a connection of its own that stays at one state of the archive, whatever is written meanwhile. */
async function copyTo(db: Db, target: string): Promise<void> {
  const { folder } = (await findRoom(db))!
  const source = new DatabaseSync(join(folder, DATABASE_FILE))
  try {
    source.exec('pragma query_only = on; begin')
    source.prepare('select count(*) from sqlite_schema').get()
    await backup(source, target, { rate: PAGES_AT_ONCE })
  } finally {
    source.close()
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
