import type { FieldErrors } from '../../errors.ts'
import type { ScoreScale } from '../../store/tables/reviews.ts'
import { paths } from '../paths.ts'
import { mistakes } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { bodyField, pseudField } from './review-form.ts'
import { body } from './review-list.ts'
import { scoreField } from './score.ts'

export interface EditProps {
  reviewId: number
  draft: { body: string; score: string }
  /** Null: no score is asked for, or it was given in another scale and stays. */
  scale: ScoreScale | null
  errors?: FieldErrors
}

export function editPage(chrome: Chrome, { reviewId, draft, scale, errors = {} }: EditProps): Html {
  const { t } = chrome
  const title = t('reviews.editTitle')
  return layout(
    chrome,
    { title, unlisted: true },
    html`<h1>${title}</h1>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.editReview({ review: reviewId })}">
        ${scale !== null && scoreField(t, { scale, value: draft.score, error: errors.score })}
        ${bodyField(t, { label: t('reviews.words'), draft, errors })} ${buttons(chrome, reviewId, t('reviews.save'))}
      </form>`,
  )
}

export interface ReplyProps {
  review: { id: number; name: string; bodyHtml: string }
  /** A creator of the work answers. */
  isResponse: boolean
  pseuds: ReadonlyArray<{ id: number; name: string }>
  draft: { body: string; pseud: string }
  errors?: FieldErrors
}

export function replyPage(chrome: Chrome, { review, isResponse, pseuds, draft, errors = {} }: ReplyProps): Html {
  const { t } = chrome
  const title = t('reviews.replyTitle', { name: review.name })
  const label = t(isResponse ? 'reviews.respondWords' : 'reviews.replyWords')
  return layout(
    chrome,
    { title, unlisted: true },
    html`<h1>${title}</h1>
      <blockquote class="review">${body(review)}</blockquote>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.replyToReview({ review: review.id })}">
        ${pseudField(t, { pseuds, draft, errors })} ${bodyField(t, { label, draft, errors })}
        ${buttons(chrome, review.id, t('reviews.replySubmit'))}
      </form>`,
  )
}

export function deletePage(chrome: Chrome, review: { id: number; bodyHtml: string }): Html {
  const { t } = chrome
  const title = t('reviews.deleteTitle')
  return layout(
    chrome,
    { title, unlisted: true },
    html`<h1>${title}</h1>
      <blockquote class="review">${body(review)}</blockquote>
      <p>${t('reviews.deleteWarning')}</p>
      <form method="post" action="${paths.deleteReview({ review: review.id })}">
        ${buttons(chrome, review.id, t('reviews.deleteConfirm'))}
      </form>`,
  )
}

function buttons({ t }: Chrome, reviewId: number, words: string): Html {
  return html`<p class="buttons">
    <button type="submit">${words}</button>
    <a href="${paths.review({ review: reviewId })}">${t('reviews.cancel')}</a>
  </p>`
}
