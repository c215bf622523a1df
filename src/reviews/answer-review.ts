import { notAllowed, type Refusal } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { recordEvent } from '../store/events.ts'
import { checkWords, maskedWords } from './check-review.ts'
import { choosePseud } from './choose-pseud.ts'
import { findReview, wholeOf } from './find-review.ts'
import { findReviewedToWrite, isWithoutReviews } from './find-reviewed.ts'
import { type Circumstances, countReview } from './leave-review.ts'
import { canReply, type Openness } from './permissions.ts'
import { saveOnce } from './save-once.ts'

export interface AnswerInput {
  body: string
  /** Null: the member's usual pen name. */
  pseudId: number | null
}

/** Why there is no answering. */
export function repliesClosed({ isWithoutReviews }: Openness): Refusal {
  return notAllowed(
    isWithoutReviews ? 'The authors of this work take no reviews.' : 'Answers are closed on this archive.',
  )
}

/** Returns the answer's id. Threads are one level deep: an answer to an answer stands beside it. */
export async function answerReview(
  db: Db,
  member: Member,
  reviewId: number,
  { input, settings, address, now }: Circumstances & { input: AnswerInput },
): Promise<number> {
  const { review } = await findReview(db, member, reviewId)
  const reviewed = await findReviewedToWrite(db, member, wholeOf(review))
  const open = { ...settings, isWithoutReviews: isWithoutReviews(reviewed) }
  if (!canReply(member, reviewed.isCreator, open)) throw repliesClosed(open)
  const words = await maskedWords(db, checkWords(input.body, false))
  const pseudId = await choosePseud(db, member, input.pseudId)
  await countReview(db, member, address, now)

  const parentId = review.parentId ?? review.id
  return inTransaction(db, async (db) => {
    const { id, isNew } = await saveOnce(
      db,
      {
        work_id: review.workId,
        chapter_id: review.chapterId,
        series_id: review.seriesId,
        parent_id: parentId,
        pseud_id: pseudId,
        guest_name: null,
        body_source: words.source,
        body_html: words.html,
        score: null,
        score_scale: null,
      },
      now,
    )
    const happening = { subjectId: id, accountId: member.accountId, payload: { parentId }, at: now }
    if (isNew) await recordEvent(db, 'review_answered', happening)
    return id
  })
}
