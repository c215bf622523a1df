import type { StrayReview } from '../../collections/list-stray-reviews.ts'
import { isModerator } from '../../people/viewer.ts'
import { paths } from '../paths.ts'
import { signature } from '../reviews/review-list.ts'
import { scoreMark } from '../reviews/score.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

export interface StrayListOptions {
  /** Says what each was about: where the page does not. */
  tellsAbout?: boolean
}

export function strayReviewList(chrome: Chrome, reviews: readonly StrayReview[], options: StrayListOptions = {}): Html {
  return html`<ol class="reviews">
    ${reviews.map((review) => html`<li>${item(chrome, review, options)}</li>`)}
  </ol>`
}

function item(chrome: Chrome, review: StrayReview, { tellsAbout = false }: StrayListOptions): Html {
  const { t, viewer } = chrome
  return html`<article class="review" id="stray-${review.id}">
    <header>
      ${words(chrome, review)} ${review.score && scoreMark(t, review.score)}
      ${tellsAbout && html`<span class="about">${about(chrome, review)}</span>`}
    </header>
    ${body(review)}
    ${isModerator(viewer) && deleteForm(chrome, review)}
    ${
      review.replies.length > 0 &&
      html`<div class="replies">
        ${review.replies.map(
          (reply) =>
            html`<article class="review reply response">
              <header>${words(chrome, reply)}</header>
              ${body(reply)}
            </article>`,
        )}
      </div>`
    }
  </article>`
}

type Words = StrayReview['replies'][number]

function words({ t }: Chrome, { author, guestName, postedAt }: Words): Html {
  const by = author
    ? html`<a class="signed" dir="auto" href="${paths.author({ slug: author.slug })}">${author.name}</a>`
    : html`<span class="signed" dir="auto">${signature(t, { author: null, guestName })}</span>`
  return html`${by} ${postedAt !== null && html`<span class="moment">${t.dateTime(postedAt)}</span>`}`
}

function body({ bodyHtml }: Words): Html | false {
  return bodyHtml !== '' && trusted(`<div class="review-body" dir="auto">${bodyHtml}</div>`)
}

function about({ t }: Chrome, { about, aboutNumber }: StrayReview): string {
  const number = String(aboutNumber)
  if (about === 'work' || about === 'series' || about === 'recommendation')
    return t(`strays.about.${about}`, { number })
  return t('strays.about.other', { about, number })
}

function deleteForm({ t }: Chrome, review: StrayReview): Html {
  const name = signature(t, review)
  return html`<form method="post" action="${paths.strayReview({ review: review.id })}">
    <button class="link" type="submit" aria-label="${t('strays.deleteFull', { name })}">${t('strays.delete')}</button>
  </form>`
}
