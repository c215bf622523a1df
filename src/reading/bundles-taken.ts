import type { Member, Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'

/** When a member last took this (as `series 7`) along as one; null: never, or nobody knows of guests. */
export async function findTakenAt(db: Db, viewer: Viewer, thing: string): Promise<number | null> {
  if (viewer.kind === 'guest') return null
  const row = await db
    .selectFrom('bundle_taken')
    .where('account_id', '=', viewer.accountId)
    .where('thing', '=', thing)
    .select('taken_at')
    .executeTakeFirst()
  return row?.taken_at ?? null
}

/** `now`: when what was taken was looked up, so that nothing that came while it was sent is missed the next time. */
export async function noteTaken(db: Db, member: Member, thing: string, now: number): Promise<void> {
  await db
    .insertInto('bundle_taken')
    .values({ account_id: member.accountId, thing, taken_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'thing']).doUpdateSet({ taken_at: now }))
    .execute()
}
