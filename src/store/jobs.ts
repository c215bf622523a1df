import { sql } from 'kysely'
import { type Db, inTransaction } from './database.ts'
import { dialectOf } from './dialect.ts'

const LEASE_MS = 60_000
const RETRY_MS = [10_000, 60_000, 10 * 60_000, 60 * 60_000, 6 * 60 * 60_000]

export interface Job {
  id: number
  kind: string
  payload: string
  attempts: number
}

/** `payload` is turned into JSON. Every job must be safe to run twice. */
export async function enqueueJob(db: Db, kind: string, payload: unknown, now: number): Promise<void> {
  await db
    .insertInto('job')
    .values({
      kind,
      payload: JSON.stringify(payload),
      run_at: now,
      leased_until: null,
      last_error: null,
      created_at: now,
    })
    .execute()
}

/** Takes the oldest due job for a minute; whoever crashes meanwhile loses it to the next taker. */
export async function takeJob(db: Db, kinds: readonly string[], now: number): Promise<Job | null> {
  if (kinds.length === 0) return null
  return inTransaction(db, async (db) => {
    let due = db
      .selectFrom('job')
      .select(['id', 'kind', 'payload', 'attempts'])
      .where('kind', 'in', [...kinds])
      .where('run_at', '<=', now)
      .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<', now)]))
      .orderBy('run_at')
      .orderBy('id')
      .limit(1)
    if (dialectOf(db).name === 'postgres') due = due.modifyEnd(sql`for update skip locked`)
    const job = await due.executeTakeFirst()
    if (!job) return null
    const attempts = job.attempts + 1
    await db
      .updateTable('job')
      .set({ leased_until: now + LEASE_MS, attempts })
      .where('id', '=', job.id)
      .execute()
    return { ...job, attempts }
  })
}

export async function finishJob(db: Db, job: Job): Promise<void> {
  await db.deleteFrom('job').where('id', '=', job.id).execute()
}

/** Puts it back for later, ever later; it stays in the table for the owners to see. */
export async function failJob(db: Db, job: Job, error: string, now: number): Promise<void> {
  const wait = RETRY_MS[Math.min(job.attempts, RETRY_MS.length) - 1] ?? RETRY_MS.at(-1)!
  await db
    .updateTable('job')
    .set({ leased_until: null, last_error: error.slice(0, 1000), run_at: now + wait })
    .where('id', '=', job.id)
    .execute()
}
