import { notFound } from '../errors.ts'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import type { ScoreScale } from '../store/tables/reviews.ts'
import { findReviewed, type Reviewed } from './find-reviewed.ts'
import type { ReviewTarget } from './review.ts'

export interface FoundReview {
  id: number
  parentId: number | null
  workId: number | null
  chapterId: number | null
  seriesId: number | null
  accountId: number | null
  authorName: string | null
  guestName: string
  bodySource: string
  bodyHtml: string
  score: number | null
  scoreScale: ScoreScale | null
  createdAt: number
}

/** One review or answer with what it is about; refuses with not_found through the door of that. */
export async function findReview(
  db: Db,
  viewer: Viewer,
  reviewId: number,
): Promise<{ review: FoundReview; reviewed: Reviewed }> {
  const row = await db
    .selectFrom('review')
    .leftJoin('pseud', 'pseud.id', 'review.pseud_id')
    .where('review.id', '=', reviewId)
    .where('review.deleted_at', 'is', null)
    .where('review.hidden_at', 'is', null)
    .select([
      'review.id',
      'review.parent_id as parentId',
      'review.work_id as workId',
      'review.chapter_id as chapterId',
      'review.series_id as seriesId',
      'pseud.account_id as accountId',
      'pseud.name as authorName',
      'review.guest_name as guestName',
      'review.body_source as bodySource',
      'review.body_html as bodyHtml',
      'review.score',
      'review.score_scale as scoreScale',
      'review.created_at as createdAt',
    ])
    .executeTakeFirst()
  if (!row) throw notFound('Review')
  const review = { ...row, guestName: row.guestName ?? '' }
  return { review, reviewed: await findReviewed(db, viewer, wholeOf(review)) }
}

/** The work or the series; whether a chapter is still there does not matter to what was said about it. */
export function wholeOf(review: Pick<FoundReview, 'workId' | 'seriesId'>): ReviewTarget {
  if (review.workId !== null) return { kind: 'work', workId: review.workId }
  return { kind: 'series', seriesId: review.seriesId! }
}
