import { countAttempt } from '../people/limits.ts'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'

/** Enough for whoever brings a shelf of stories over by hand; not for a program that fills the archive. */
const PER_MEMBER = { max: 200, windowSeconds: 60 * 60 }

/** Counts one new work or chapter, drafts too; refuses with too_many. */
export async function countPosting(db: Db, member: Member, now: number): Promise<void> {
  await countAttempt(db, `posting account ${member.accountId}`, PER_MEMBER, now)
}
