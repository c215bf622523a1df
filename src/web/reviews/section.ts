import type { ReviewSection } from '../../reviews/review-section.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'
import { reviewForm, reviewsPath, type Sent } from './review-form.ts'
import { reviewList } from './review-list.ts'

/** The reviews under a chapter, a work or a series: the newest few, the way to all, and the form or why there is none. */
export function reviewSection(chrome: Chrome, section: ReviewSection): Html {
  const { t } = chrome
  return html`<section class="review-section" id="reviews" aria-labelledby="reviews-heading">
    <h2 id="reviews-heading">${t('reviews.title')}</h2>
    ${section.reviews.length === 0 ? noReviews(chrome, section) : newestFew(chrome, section)}
    ${invitation(chrome, section)}
  </section>`
}

function newestFew({ t }: Chrome, { reviews, target, mayReply, total, placeCount }: ReviewSection): Html {
  const link = html`<p><a href="${reviewsPath(target)}">${t('reviews.all', { count: total })}</a></p>`
  return html`${reviewList(t, reviews, { mayReply, namesChapters: target.kind === 'work' })}
  ${placeCount > reviews.length && link}`
}

export function noReviews({ t }: Chrome, { mayReview }: ReviewSection): Html | false {
  if (mayReview === 'off') return false
  return html`<p class="empty">
    ${t('reviews.count', { count: 0 })}${mayReview === 'yes' && html`. ${t('reviews.emptyYours')}`}
  </p>`
}

/** The form, or one sentence that says why there is none. Words that came without a log-in stay to be sent again. */
export function invitation(chrome: Chrome, section: ReviewSection, sent?: Sent): Html {
  const { t } = chrome
  if (section.mayReview === 'yes') return reviewForm(chrome, section, sent)
  if (section.mayReview === 'login')
    return html`<p class="notice">${loginSentence(chrome)}</p>
      ${sent && reviewForm(chrome, section, sent)}`
  if (section.mayReview === 'closed') return html`<p class="quiet">${t('reviews.closed')}</p>`
  if (section.mayReview === 'off')
    return html`<p class="${sent ? 'notice' : 'quiet'}">${t('reviews.off')}</p>
      ${sent && reviewForm(chrome, section, sent)}`
  return html`<p class="quiet">${t(section.target.kind === 'series' ? 'reviews.ownSeries' : 'reviews.own')}</p>`
}

/** Both words lead there and back to this page. */
function loginSentence({ t, here, waysIn }: Chrome): Html {
  const words = (own: string, usual: string) => own.toLowerCase() || usual
  return t.rich('reviews.loginToReview', {
    login: html`<a href="${paths.login({}, { to: here })}" rel="nofollow">${words(waysIn.logIn, t('reviews.login'))}</a>`,
    register: html`<a href="${paths.register({}, { to: here })}" rel="nofollow">${words(waysIn.register, t('reviews.register'))}</a>`,
  })
}
