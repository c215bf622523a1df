import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { notFound } from '../errors.ts'
import type { Reviewed } from './find-reviewed.ts'
import { findReview, wholeOf } from './find-review.ts'
import { reviewsOf } from './list-reviews.ts'
import { idOfTarget, type ReviewTarget } from './review.ts'

export const REVIEWS_PER_PAGE = 20

/** On which page of which reviews it stands today; an answer stands where the review does. */
export async function findReviewPlace(
  db: Db,
  viewer: Viewer,
  reviewId: number,
): Promise<{ target: ReviewTarget; page: number; reviewed: Reviewed }> {
  const { review, reviewed } = await findReview(db, viewer, reviewId)
  const target = await narrowestOf(db, review)
  const top = review.parentId === null ? review : await findTop(db, review.parentId)
  const { newer } = await reviewsOf(db, target.kind, idOfTarget(target))
    .where((eb) =>
      eb.or([
        eb('review.created_at', '>', top.createdAt),
        eb.and([eb('review.created_at', '=', top.createdAt), eb('review.id', '>', top.id)]),
      ]),
    )
    .select((eb) => eb.fn.countAll<number>().as('newer'))
    .executeTakeFirstOrThrow()
  return { target, reviewed, page: Math.floor(newer / REVIEWS_PER_PAGE) + 1 }
}

async function narrowestOf(
  db: Db,
  review: { workId: number | null; seriesId: number | null; chapterId: number | null },
) {
  const { workId, chapterId } = review
  if (workId === null || chapterId === null) return wholeOf(review)
  const chapter = await db
    .selectFrom('chapter')
    .where('id', '=', chapterId)
    .where('posted_at', 'is not', null)
    .select('id')
    .executeTakeFirst()
  return chapter ? ({ kind: 'chapter', workId, chapterId } as const) : wholeOf(review)
}

async function findTop(db: Db, reviewId: number): Promise<{ id: number; createdAt: number }> {
  const top = await db
    .selectFrom('review')
    .where('id', '=', reviewId)
    .where('hidden_at', 'is', null)
    .select(['id', 'created_at as createdAt'])
    .executeTakeFirst()
  if (!top) throw notFound('Review')
  return top
}
