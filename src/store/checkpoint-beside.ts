import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { placeOf } from './sqlite.ts'

const THREAD = new URL('./checkpoint-thread.ts', import.meta.url)

export interface LogLimits {
  /** A log that is never quite empty goes on growing, and reads take longer: from here on it is begun anew. */
  mostPages: number
  /** For that every writer waits, until whoever reads has done, or so long. Then it is tried again. */
  patienceMs: number
}

const BESIDE_PAGES: LogLimits = { mostPages: 20_000, patienceMs: 50 }
/** Whoever takes texts in meanwhile reads for longer at a time, and the log would grow as large as the archive. */
const ALONE: LogLimits = { mostPages: 60_000, patienceMs: 3000 }

interface Ways {
  limits?: LogLimits
  /** Told when the thread is lost: saves hold pages up again, as with SQLite alone. */
  onTrouble?: (error: unknown) => void
}

/**
 * What was written into SQLite's log comes into its file now and then, which takes hundredths of a second, or half of one
 * after a large transaction. SQLite does it as part of somebody's commit; from now on a thread of its own does. Returns what
 * ends that.
 */
export async function checkpointBeside(
  db: Db,
  { limits = BESIDE_PAGES, onTrouble = () => {} }: Ways = {},
): Promise<() => Promise<void>> {
  const place = placeOf(db)
  if (place === null) return async () => {}
  await setPages(db, 0)
  const thread = new Worker(THREAD, { execArgv: [], workerData: { path: place.path, ...limits } })
  thread.unref()
  const ended = once(thread, 'exit').catch(() => {})
  // An archive that has lost its thread goes on as SQLite does by itself.
  thread.once('error', (error) => {
    onTrouble(error)
    void setPages(db, SQLITES_OWN).catch(() => {})
  })
  return async () => {
    thread.ref()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    thread.postMessage('end')
    await ended
  }
}

/** The same for as long as `work` takes; then SQLite does it by itself again. */
export async function checkpointedBeside<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
  const stop = await checkpointBeside(db, { limits: ALONE })
  try {
    return await work()
  } finally {
    await stop()
    if (placeOf(db) !== null) await setPages(db, SQLITES_OWN)
  }
}

const SQLITES_OWN = 1000

async function setPages(db: Db, pages: number): Promise<void> {
  await sql`pragma wal_autocheckpoint = ${sql.raw(String(pages))}`.execute(db)
}
