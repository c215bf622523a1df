import type { ScoreScale } from '../../../store/tables/reviews.ts'
import type { StorableText } from '../../../store/text-bytes.ts'
import type { Row } from '../read/row.ts'
import { splitResponse } from './split-response.ts'
import { type Rich, changeRich, plain, richPart } from '../text/to-text.ts'
import type { Fields } from '../written.ts'

/** How the site let its readers score: the setting `ratings`. */
export type ScoreMode = 'none' | 'stars' | 'likes'

export interface Scoring {
  mode: ScoreMode
  /** The newest versions can also count likes only; there 0 means nothing. */
  knowsDislikes: boolean
}

export interface ReviewDraft<Text = string> {
  body: Rich<Text>
  response: Rich<Text> | null
  score: number | null
  scoreScale: ScoreScale | null
  uid: number
  reviewer: string
  /** Milliseconds; null for a zero date. */
  postedAt: number | null
  remarks: string[]
}

/** The same draft with its long texts in another form. */
export function changeWords<From, To>(draft: ReviewDraft<From>, change: (text: From) => To): ReviewDraft<To> {
  return {
    ...draft,
    body: changeRich(draft.body, change),
    response: draft.response && changeRich(draft.response, change),
  }
}

/** The columns of a review's words. */
export const REVIEW_TEXTS = ['body_source', 'body_html']

/** What a newer dump may change. */
export function reviewFields({ body, score, response }: ReviewDraft<StorableText>): Fields {
  return { body: `${body.source}`, score, response: `${response?.source ?? ''}` }
}

/** A score without words was stored as this text, in English on sites of every language. */
const NO_REVIEW = 'No Review'

/** Some sites moved the responses of authors into rows of their own, marked by the number of what they answer. */
export function isReply(review: Row): boolean {
  return review.integer('source_review_id') > 0
}

export function toReview(review: Row, scoring: Scoring, zone: string): ReviewDraft {
  const remarks: string[] = []
  const bytes = review.raw('review') ?? Buffer.alloc(0)
  const isAnswered = review.flag('respond') && !isReply(review)
  const parts = isAnswered ? splitResponse(bytes) : null
  if (isAnswered && !parts) remarks.push('is marked as answered, but no answer ends its text; kept whole')
  const text = parts ? review.decoded(parts.text) : review.text('review')
  if (review.isFull('review')) review.remarkCut('review')
  const seconds = review.seconds('date', zone)
  return {
    body: richPart(review, 'review', text.trim() === NO_REVIEW ? '' : text),
    response: parts && richPart(review, 'review', review.decoded(parts.response)),
    ...scoreOf(review.has('rating') ? review.integer('rating') : -1, scoring, remarks),
    uid: review.integer('uid'),
    reviewer: plain(review, 'reviewer'),
    postedAt: seconds === null ? null : seconds * 1000,
    remarks,
  }
}

type Score = Pick<ReviewDraft, 'score' | 'scoreScale'>

/** Sites changed their mode and kept the numbers; above 1 they can only be half-stars. */
function scoreOf(rating: number, { mode, knowsDislikes }: Scoring, remarks: string[]): Score {
  if (rating > 10) remarks.push(`its score ${rating} is on no scale; left out`)
  if (rating < 0 || rating > 10) return { score: null, scoreScale: null }
  if (rating > 1 || (rating === 1 && mode === 'stars')) return { score: rating, scoreScale: 'stars' }
  // 0 was "none" before 3.3 and where likes are only counted; as a dislike it needs the mode that knows dislikes.
  return mode === 'likes' && (rating === 1 || knowsDislikes)
    ? { score: rating, scoreScale: 'likes' }
    : { score: null, scoreScale: null }
}
