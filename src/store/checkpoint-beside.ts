import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'

/** SQLite's own default. */
const PAGES = 1000
/** What the page's thread may bring into the file itself without anybody noticing. */
const SMALL_BYTES = 8_000_000

/**
 * For a transaction that writes very much: SQLite would bring all of it from its log into its file as part of the commit,
 * and pages wait for half a second. A thread of its own does that instead, after `work`.
 */
export async function withCheckpointBeside<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
  if (dialectOf(db).name !== 'sqlite' || db.isTransaction) return work()
  await setPages(db, 0)
  try {
    return await work()
  } finally {
    const path = await fileOf(db)
    const size = await stat(`${path}-wal`).then(
      (file) => file.size,
      () => 0,
    )
    if (size < SMALL_BYTES) await setPages(db, PAGES)
    // Not awaited: the change is done. An archive that is closed meanwhile brings it in when it is closed.
    else void checkpoint(path).then(() => setPages(db, PAGES).catch(() => {}))
  }
}

async function setPages(db: Db, pages: number): Promise<void> {
  await sql`pragma wal_autocheckpoint = ${sql.raw(String(pages))}`.execute(db)
}

async function fileOf(db: Db): Promise<string> {
  const main = sql<{ file: string }>`select file from pragma_database_list where name = 'main'`
  return (await main.execute(db)).rows[0]!.file
}

async function checkpoint(path: string): Promise<void> {
  const thread = new Worker(new URL('./checkpoint-thread.ts', import.meta.url), { workerData: path })
  thread.unref()
  // What it could not do is done with a later commit.
  await once(thread, 'exit').catch(() => {})
}
