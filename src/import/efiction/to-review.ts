import type { ScoreScale } from '../../store/tables/reviews.ts'
import type { Row } from './read/row.ts'
import { splitResponse } from './split-response.ts'
import { type Rich, plain, richOf } from './to-text.ts'

/** How the site let its readers score: the setting `ratings`. */
export type ScoreMode = 'none' | 'stars' | 'likes'

export interface ReviewDraft {
  body: Rich
  response: Rich | null
  score: number | null
  scoreScale: ScoreScale | null
  uid: number
  reviewer: string
  /** Milliseconds; null for a zero date. */
  postedAt: number | null
  remarks: string[]
}

/** A score without words was stored as this text, in English on sites of every language. */
const NO_REVIEW = 'No Review'

export function toReview(review: Row, mode: ScoreMode, zone: string): ReviewDraft {
  const remarks: string[] = []
  const bytes = review.raw('review') ?? Buffer.alloc(0)
  const parts = review.flag('respond') ? splitResponse(bytes) : null
  if (review.flag('respond') && !parts) remarks.push('is marked as answered, but no answer ends its text; kept whole')
  const text = review.decoded(parts?.text ?? bytes)
  const seconds = review.seconds('date', zone)
  return {
    body: richOf(text.trim() === NO_REVIEW ? '' : text),
    response: parts && richOf(review.decoded(parts.response)),
    ...scoreOf(review.integer('rating'), mode, remarks),
    uid: review.integer('uid'),
    reviewer: plain(review, 'reviewer'),
    postedAt: seconds === null ? null : seconds * 1000,
    remarks,
  }
}

/** Sites changed their mode and kept the numbers; above 1 they can only be half-stars. */
function scoreOf(rating: number, mode: ScoreMode, remarks: string[]): Pick<ReviewDraft, 'score' | 'scoreScale'> {
  if (rating > 10) remarks.push(`its score ${rating} is on no scale; left out`)
  if (rating < 0 || rating > 10) return { score: null, scoreScale: null }
  if (rating > 1 || (rating === 1 && mode === 'stars')) return { score: rating, scoreScale: 'stars' }
  // 0 was "none" before 3.3 and where likes are only counted; as a dislike it needs the mode that knows dislikes.
  return mode === 'likes' ? { score: rating, scoreScale: 'likes' } : { score: null, scoreScale: null }
}
