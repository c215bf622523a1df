import type { FieldErrors } from '../../errors.ts'
import type { ReviewTarget } from '../../reviews/review.ts'
import type { ReviewSection } from '../../reviews/review-section.ts'
import { paths } from '../paths.ts'
import { mistakes, selectField, textArea, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'
import { scoreField } from './score.ts'

/** What stood in the form when it was sent, as it was typed. */
export interface ReviewDraft {
  body: string
  score: string
  pseud: string
  guestName: string
  trap: string
}

export const EMPTY_DRAFT: ReviewDraft = { body: '', score: '', pseud: '', guestName: '', trap: '' }

export interface Sent {
  draft: ReviewDraft
  errors: FieldErrors
}

/** Where the reviews of this stand, and where a new one is sent. */
export function reviewsPath(target: ReviewTarget, page = 1): string {
  const query = page > 1 ? { page } : undefined
  if (target.kind === 'series') return paths.seriesReviews({ series: target.seriesId }, query)
  if (target.kind === 'work') return paths.workReviews({ work: target.workId }, query)
  return paths.chapterReviews({ work: target.workId, chapter: target.chapterId }, query)
}

export function reviewForm({ t, viewer }: Chrome, section: ReviewSection, sent?: Sent): Html {
  const { draft, errors } = sent ?? { draft: EMPTY_DRAFT, errors: {} }
  const { scores, pseuds } = section
  return html`<form class="review-form" id="leave-review" method="post" action="${reviewsPath(section.target)}#leave-review">
    <h3>${t('reviews.leave')}</h3>
    ${mistakes(t, sent?.errors)}
    ${viewer.kind === 'guest' && section.mayReview === 'yes' && guestFields(t, draft, errors)}
    ${pseudField(t, { pseuds, draft, errors })}
    ${scores !== 'none' && scoreField(t, { scale: scores, value: draft.score, error: errors.score })}
    ${bodyField(t, { label: t('reviews.words'), draft, errors })}
    <p class="buttons"><button type="submit">${t('reviews.submit')}</button></p>
  </form>`
}

type T = Chrome['t']

interface BodyField {
  label: string
  draft: Pick<ReviewDraft, 'body'>
  errors: FieldErrors
}

export function bodyField(t: T, { label, draft, errors }: BodyField): Html {
  return textArea({
    name: 'body',
    label,
    hint: t('reviews.wordsHint'),
    value: draft.body,
    error: errors.body,
    rows: 7,
  })
}

interface PseudField {
  pseuds: ReadonlyArray<{ id: number; name: string }>
  draft: Pick<ReviewDraft, 'pseud'>
  errors: FieldErrors
}

/** Only for who has a choice. */
export function pseudField(t: T, { pseuds, draft, errors }: PseudField): Html | false {
  if (pseuds.length < 2) return false
  return selectField({
    name: 'pseud',
    label: t('reviews.signedAs'),
    value: draft.pseud,
    error: errors.pseud,
    choices: pseuds.map(({ id, name }) => ({ value: id, label: name })),
  })
}

/** The second field is not shown to people; robots fill in whatever has a name. */
function guestFields(t: T, draft: ReviewDraft, errors: FieldErrors): Html {
  const trap = textField({ name: 'website', label: t('reviews.trap'), value: draft.trap, error: errors.website })
  return html`${textField({
    name: 'guestName',
    label: t('reviews.yourName'),
    hint: t('reviews.yourNameHint'),
    value: draft.guestName,
    error: errors.guestName,
    autocomplete: 'nickname',
    maxLength: 60,
  })}
    <div ${errors.website ? '' : html`class="review-trap" aria-hidden="true" inert`}>${trap}</div>`
}
