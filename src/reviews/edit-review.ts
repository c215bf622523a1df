import { notAllowed } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import { readSettings, type Settings } from '../site/settings.ts'
import type { Db } from '../store/database.ts'
import { checkScore, checkWords, maskedWords } from './check-review.ts'
import { findReview, type FoundReview } from './find-review.ts'
import type { Reviewed } from './find-reviewed.ts'
import { canDeleteReview, canEditReview } from './permissions.ts'

export interface EditInput {
  body: string
  /** As the form's field. */
  score: string
}

/** A score in a scale that the archive no longer asks for stays as it was made. */
export function scoreIsOpen(review: Pick<FoundReview, 'parentId' | 'scoreScale'>, scores: Settings['scores']): boolean {
  return review.parentId === null && scores !== 'none' && (review.scoreScale ?? scores) === scores
}

export async function editReview(
  db: Db,
  member: Member,
  reviewId: number,
  { input, scores, now }: { input: EditInput; scores: Settings['scores']; now: number },
): Promise<void> {
  const { review } = await findReviewToEdit(db, member, reviewId)
  const score = scoreIsOpen(review, scores)
    ? checkScore(input.score, scores)
    : review.score !== null && review.scoreScale !== null && { value: review.score, scale: review.scoreScale }
  const mayBeEmpty = Boolean(score) && (review.bodySource === '' || (await readSettings(db)).scoreAlone === 'allowed')
  const typed = checkWords(input.body, mayBeEmpty)
  const words = typed.source === review.bodySource ? typed : await maskedWords(db, typed)
  const isSame = words.source === review.bodySource && (score ? score.value : null) === review.score
  if (isSame) return
  await db
    .updateTable('review')
    .set({
      body_source: words.source,
      body_html: words.html,
      score: score ? score.value : null,
      score_scale: score ? score.scale : null,
      edited_at: now,
    })
    .where('id', '=', review.id)
    .where('deleted_at', 'is', null)
    .execute()
}

interface Found {
  review: FoundReview
  reviewed: Reviewed
}

/** Refuses with not_allowed everybody but whoever wrote it. */
export async function findReviewToEdit(db: Db, member: Member, reviewId: number): Promise<Found> {
  const found = await findReview(db, member, reviewId)
  if (!canEditReview(member, found.review)) throw notAllowed('Only whoever wrote a review can change it.')
  return found
}

/** Refuses with not_allowed everybody but whoever wrote it and moderators. */
export async function findReviewToDelete(db: Db, member: Member, reviewId: number): Promise<Found> {
  const found = await findReview(db, member, reviewId)
  const { authorsDelete } = await readSettings(db)
  const isCreator = found.reviewed.isCreator && found.review.parentId === null
  if (!canDeleteReview(member, found.review, { isCreator, authorsDelete }))
    throw notAllowed('Only whoever wrote a review, or a moderator, can delete it.')
  return found
}
