// Does one act on tags and ends, see large-acts.ts.
import { parentPort, workerData } from 'node:worker_threads'
import { type Kysely, sql } from 'kysely'
import { Refusal, type RefusalCode, type FieldErrors } from '../../errors.ts'
import type { Member } from '../../people/viewer.ts'
import { openDatabase } from '../../store/database.ts'
import type { Tables } from '../../store/tables.ts'
import { type DoneAct, writeAct } from './carry-out.ts'
import { type Deed, planOf } from './deeds.ts'
import { writeUndo } from './undo.ts'

export interface ActOrder {
  place: { dataDir: string; durable: boolean }
  act: { moderator: Member; now: number } & ({ deed: Deed } | { undo: number })
}

export type ActAnswer =
  /** Null: an act was undone. */
  | { done: DoneAct | null }
  | { refused: { code: RefusalCode; message: string; fields: FieldErrors; retryAfterSeconds: number | null } }

/** What is not written out before the commit need not be written twice. */
const CACHE_KIB = 64_000

const { place, act } = workerData as ActOrder
const db = openDatabase({ url: null, ...place })
try {
  // The commit has an end before its log is brought into the file: others do that.
  await sql`pragma wal_autocheckpoint = 0`.execute(db)
  await sql`pragma cache_size = -${sql.raw(String(CACHE_KIB))}`.execute(db)
  answer({ done: await perform(db) })
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  const { code, message, fields, retryAfterSeconds } = error
  answer({ refused: { code, message, fields, retryAfterSeconds } })
} finally {
  await db.destroy()
}

async function perform(db: Kysely<Tables>): Promise<DoneAct | null> {
  const { moderator, now } = act
  if ('deed' in act) return writeAct(db, moderator, (db) => planOf(db, act.deed, now), now)
  await writeUndo(db, moderator, act.undo, now)
  return null
}

function answer(message: ActAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(message)
}
