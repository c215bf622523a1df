import { type Db, inTransaction } from '../store/database.ts'
import { addWaiting, takeWaiting, type WaitingPlace } from './waiting-places.ts'
import { writePlaces } from './write-places.ts'

/** Small, and each its own transaction: others wait while one is written. */
const BATCH = 50

const underway = new WeakMap<object, Promise<void>>()

/**
 * Writes what waits, of one account or of all, and returns when it is there for all to read. When that fails, nothing
 * is lost: it waits on.
 */
export async function flushPlaces(db: Db, accountId?: number): Promise<void> {
  const before = underway.get(db)
  const taken = takeWaiting(db, accountId)
  if (taken.length === 0) return before
  const writing = (before ?? Promise.resolve()).catch(() => {}).then(() => writeAll(db, taken))
  underway.set(db, writing)
  try {
    await writing
  } finally {
    if (underway.get(db) === writing) underway.delete(db)
  }
}

async function writeAll(db: Db, taken: readonly WaitingPlace[]): Promise<void> {
  for (let start = 0; start < taken.length; start += BATCH) {
    try {
      await inTransaction(db, (db) => writePlaces(db, taken.slice(start, start + BATCH)))
    } catch (error) {
      for (const place of taken.slice(start)) addWaiting(db, place)
      throw error
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Before a page shows a member what they have read: only whoever read something just now waits for it. */
export async function settlePlaces(db: Db, accountId: number): Promise<void> {
  // A page is worth more than its marks; whoever writes every few seconds tells of the trouble.
  if (!db.isTransaction) await flushPlaces(db, accountId).catch(() => {})
}

/** Until the returned function is called; that writes what is left. */
export function flushPlacesEvery(db: Db, ms: number, onError: (error: unknown) => void): () => Promise<void> {
  const timer = setInterval(() => flushPlaces(db).catch(onError), ms)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await flushPlaces(db).catch(onError)
  }
}
