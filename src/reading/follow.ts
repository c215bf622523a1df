import { notAllowed, notFound } from '../errors.ts'
import { countAttempt } from '../people/limits.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { findWork } from '../works/find-work.ts'
import { gateBefore } from '../works/gates.ts'

/** A work, or whatever an author posts. */
export type Followed = { kind: 'work'; workId: number } | { kind: 'author'; pseudId: number; accountId: number }

const PER_MEMBER = { max: 600, windowSeconds: 60 * 60 }

/** From now on the member hears of what is new. Twice is harmless. Refuses with not_found and, for one's own, not_allowed. */
export async function follow(db: Db, member: Member, followed: Followed, now: number): Promise<void> {
  await refuseWhatIsNot(db, member, followed)
  await countAttempt(db, `follow account ${member.accountId}`, PER_MEMBER, now)
  const nothing = { work_id: null, series_id: null, pseud_id: null, tag_id: null }
  await inTransaction(db, async (db) => {
    await db
      .insertInto('subscription')
      .values({ ...nothing, ...columnOf(followed), account_id: member.accountId, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    if (followed.kind === 'work') await startPlace(db, member.accountId, followed.workId, now)
  })
}

/** Harmless where nothing was followed; what is hidden meanwhile can be let go of too. */
export async function unfollow(db: Db, member: Member, followed: Followed): Promise<void> {
  const [column, id] =
    followed.kind === 'work' ? (['work_id', followed.workId] as const) : (['pseud_id', followed.pseudId] as const)
  await inTransaction(db, async (db) => {
    await db.deleteFrom('subscription').where('account_id', '=', member.accountId).where(column, '=', id).execute()
    if (followed.kind === 'work') await endPlace(db, member.accountId, id)
  })
}

function columnOf(followed: Followed) {
  return followed.kind === 'work' ? { work_id: followed.workId } : { pseud_id: followed.pseudId }
}

async function refuseWhatIsNot(db: Db, member: Member, followed: Followed): Promise<void> {
  if (followed.kind === 'author') {
    if (followed.accountId === member.accountId) throw notAllowed('You cannot follow yourself.')
    return
  }
  const work = await findWork(db, member, followed.workId)
  if (work.state !== 'posted' || gateBefore(work.gates, member, work.isCreator) !== null) throw notFound('Work')
  if (work.isCreator) throw notAllowed('You cannot follow your own work.')
}

/** Only what comes after is new. */
async function startPlace(db: Db, accountId: number, workId: number, now: number): Promise<void> {
  await db
    .insertInto('reading_place')
    .values({ account_id: accountId, work_id: workId, read_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'work_id']).doNothing())
    .execute()
}

/** Where the member reads is another matter; what was kept for the news alone goes. */
async function endPlace(db: Db, accountId: number, workId: number): Promise<void> {
  await db
    .deleteFrom('reading_place')
    .where('account_id', '=', accountId)
    .where('work_id', '=', workId)
    .where('noted_at', 'is', null)
    .execute()
}
