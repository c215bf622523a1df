import type { Score } from '../../reviews/review.ts'
import type { ScoreScale } from '../../store/tables/reviews.ts'
import type { Messages } from '../messages/messages.ts'
import { selectField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'

/** A score in the scale it was made in. */
export function scoreMark(t: Messages, score: Score): Html {
  if (score.scale === 'likes')
    return html`<span class="score">${t(score.value > 0 ? 'reviews.like' : 'reviews.dislike')}</span>`
  const stars = '★'.repeat(Math.floor(score.value / 2)) + (score.value % 2 ? '½' : '')
  return html`<span class="score" role="img" aria-label="${starsInWords(t, score.value)}">${stars}</span>`
}

/** "3½ of 5 stars"; `halves` may have a fraction where it is an average. */
export function starsInWords(t: Messages, halves: number): string {
  const whole = Math.floor(halves / 2)
  const stars = Number.isInteger(halves) && halves % 2 === 1 ? `${whole || ''}½` : t.number(Math.round(halves * 5) / 10)
  return t('reviews.stars', { stars })
}

export interface ScoreField {
  scale: ScoreScale
  value: string
  error?: string
}

export function scoreField(t: Messages, field: ScoreField): Html {
  const scores = field.scale === 'stars' ? [10, 9, 8, 7, 6, 5, 4, 3, 2, 1] : [1, 0]
  const labelOf = (value: number) =>
    field.scale === 'stars' ? starsInWords(t, value) : t(value === 1 ? 'reviews.iLike' : 'reviews.iDislike')
  return selectField({
    name: 'score',
    label: t('reviews.score'),
    value: field.value,
    error: field.error,
    choices: [{ value: '', label: t('reviews.noScore') }, ...scores.map((value) => ({ value, label: labelOf(value) }))],
  })
}
