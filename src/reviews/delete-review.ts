import { recordAct } from '../people/audit.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { refreshNumbers } from '../works/refresh-numbers.ts'
import { findReviewToDelete } from './edit-review.ts'
import type { FoundReview } from './find-review.ts'

/** Takes it away with everything that was said in it. Where others answered, its place is left for their answers. */
export async function deleteReview(db: Db, member: Member, reviewId: number, now: number): Promise<void> {
  const { review } = await findReviewToDelete(db, member, reviewId)
  await inTransaction(db, async (db) => {
    if (await hasAnswers(db, review.id)) await emptyPlace(db, review.id, now)
    else await db.deleteFrom('review').where('id', '=', review.id).execute()
    if (review.parentId !== null) await sweepPlace(db, review.parentId)
    else if (review.workId !== null) await refreshNumbers(db, [review.workId])
    if (review.accountId !== member.accountId) await tellOwners(db, member, review, now)
  })
}

async function hasAnswers(db: Db, reviewId: number): Promise<boolean> {
  const answer = await db.selectFrom('review').where('parent_id', '=', reviewId).select('id').executeTakeFirst()
  return answer !== undefined
}

async function emptyPlace(db: Db, reviewId: number, now: number): Promise<void> {
  const nothing = { body_source: '', body_html: '', score: null, score_scale: null, pseud_id: null, guest_name: null }
  await db
    .updateTable('review')
    .set({ ...nothing, deleted_at: now })
    .where('id', '=', reviewId)
    .execute()
}

/** The last answer to a deleted review takes its place along. */
async function sweepPlace(db: Db, parentId: number): Promise<void> {
  if (await hasAnswers(db, parentId)) return
  await db.deleteFrom('review').where('id', '=', parentId).where('deleted_at', 'is not', null).execute()
}

async function tellOwners(db: Db, moderator: Member, review: FoundReview, now: number): Promise<void> {
  const { workId, seriesId } = review
  await recordAct(
    db,
    {
      accountId: moderator.accountId,
      action: 'review deleted',
      subject: { kind: 'review', id: review.id },
      detail: { workId, seriesId, by: review.authorName ?? review.guestName, words: review.bodySource },
    },
    now,
  )
}
