// Acts on tags of very many works. A transaction of seconds would hold up pages on SQLite, slice by slice and at last with its
// commit, so a thread does it; those who read see all of it at once when it is done, those who write wait for it.
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Kysely } from 'kysely'
import { Refusal } from '../../errors.ts'
import type { Member } from '../../people/viewer.ts'
import { placeOf } from '../../store/sqlite.ts'
import type { Tables } from '../../store/tables.ts'
import { carryOut, type DoneAct, forgetAfter } from './carry-out.ts'
import type { ActAnswer, ActOrder } from './act-thread.ts'
import { type Deed, planOf } from './deeds.ts'
import { listSubjects, undoAct } from './undo.ts'

const THREAD = new URL('./act-thread.ts', import.meta.url)
/** Fewer are done before a thread has begun. */
const MANY_WORKS = 1000

export interface Doing {
  moderator: Member
  now: number
  /** From so many works on in a thread. */
  manyWorks?: number
}

/** As `carryOut`; not in a transaction. */
export async function doDeed(db: Kysely<Tables>, deed: Deed, doing: Doing): Promise<void> {
  const { moderator, now } = doing
  const tagIds = 'tagIds' in deed ? [...deed.tagIds] : [deed.tagId]
  if (!(await concernsMany(db, tagIds, doing))) {
    await carryOut(db, moderator, (db) => planOf(db, deed, now), now)
    return
  }
  const act = await inThread(db, { deed, moderator, now })
  if (act) forgetAfter(db, act)
}

/** As `undoAct`; not in a transaction. */
export async function undoDeed(db: Kysely<Tables>, actId: number, doing: Doing): Promise<void> {
  const { moderator, now } = doing
  const subjects = await listSubjects(db, actId)
  if (!(await concernsMany(db, subjects, doing))) return undoAct(db, moderator, actId, now)
  await inThread(db, { undo: actId, moderator, now })
  forgetAfter(db, { kind: 'undo', subjects })
}

async function concernsMany(
  db: Kysely<Tables>,
  tagIds: readonly number[],
  { manyWorks = MANY_WORKS }: Doing,
): Promise<boolean> {
  if (placeOf(db) === null || tagIds.length === 0) return false
  const rows = await db
    .selectFrom('work_tag_expansion')
    .where('tag_id', 'in', tagIds)
    .select('work_id')
    .limit(manyWorks)
    .execute()
  return rows.length === manyWorks
}

async function inThread(db: Kysely<Tables>, act: ActOrder['act']): Promise<DoneAct | null> {
  const { path, durable } = placeOf(db)!
  const order: ActOrder = { place: { dataDir: dirname(path), durable }, act }
  const answer = await lastWordOf(new Worker(THREAD, { execArgv: [], workerData: order }))
  if ('done' in answer) return answer.done
  const { code, message, fields, retryAfterSeconds } = answer.refused
  throw new Refusal(code, message, { fields, ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }) })
}

/** Its word and its end may come in one moment, so both are listened for from the beginning. */
function lastWordOf(thread: Worker): Promise<ActAnswer> {
  return new Promise((resolve, reject) => {
    let word: ActAnswer | null = null
    thread.once('message', (answer: ActAnswer) => (word = answer))
    thread.once('error', reject)
    thread.once('exit', () => (word ? resolve(word) : reject(new Error('An act on tags ended without a word.'))))
  })
}
