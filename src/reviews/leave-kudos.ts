import { notAllowed, notFound } from '../errors.ts'
import { addressKey, countAttempt } from '../people/limits.ts'
import type { Member, Viewer } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { recordEvent } from '../store/events.ts'
import { findWork } from '../works/find-work.ts'
import { gateBefore } from '../works/gates.ts'
import { refreshNumbers } from '../works/refresh-numbers.ts'
import { guestKeyOf } from './guest-key.ts'
import { canLeaveKudos } from './permissions.ts'

export interface Browser {
  address: string
  userAgent: string
}

const PER_ADDRESS = { max: 120, windowSeconds: 60 * 60 }

/** One each: a second one is harmless and counts nothing. Refuses with not_allowed on one's own work. */
export async function leaveKudos(
  db: Db,
  viewer: Viewer,
  workId: number,
  { browser, now }: { browser: Browser; now: number },
) {
  const work = await findWork(db, viewer, workId)
  if (gateBefore(work.gates, viewer, work.isCreator) !== null || work.state !== 'posted') throw notFound('Work')
  if (!canLeaveKudos(viewer, work.isCreator)) throw notAllowed('You cannot leave kudos on your own work.')
  if (viewer.kind === 'guest') await countAttempt(db, `kudos address ${addressKey(browser.address)}`, PER_ADDRESS, now)
  const accountId = viewer.kind === 'guest' ? null : viewer.accountId
  const guestKey = viewer.kind === 'guest' ? await guestKeyOf(db, browser, now) : null

  await inTransaction(db, async (db) => {
    const left = await db
      .insertInto('kudos')
      .values({ work_id: workId, account_id: accountId, guest_key: guestKey, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!left) return
    await refreshNumbers(db, [workId])
    await recordEvent(db, 'kudos_left', { subjectId: workId, accountId, payload: {}, at: now })
  })
}

/** Harmless where there are none. */
export async function takeKudosBack(db: Db, member: Member, workId: number): Promise<void> {
  await findWork(db, member, workId)
  await inTransaction(db, async (db) => {
    await db.deleteFrom('kudos').where('work_id', '=', workId).where('account_id', '=', member.accountId).execute()
    await refreshNumbers(db, [workId])
  })
}
