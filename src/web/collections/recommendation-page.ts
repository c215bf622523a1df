import type { Recommendation } from '../../collections/find-recommendation.ts'
import type { StrayReview } from '../../collections/list-stray-reviews.ts'
import { isModerator } from '../../people/viewer.ts'
import type { Paged } from '../../store/paging.ts'
import { paths } from '../paths.ts'
import { tagLink } from '../ui/blurb.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { day } from '../ui/time.ts'
import { tagLine } from './challenge-page.ts'
import { strayReviewList } from './stray-review-list.ts'

export interface RecommendationProps {
  recommendation: Recommendation
  reviews: Paged<StrayReview>
}

export function recommendationPage(chrome: Chrome, { recommendation, reviews }: RecommendationProps): Html {
  const { t, viewer } = chrome
  const { id, title, gates, isHeld } = recommendation
  const linkTo = (page: number) => paths.recommendation({ recommendation: id }, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title, unlisted: isHeld || gates.ageConsent },
    html`<header class="work-head">
        <h1 dir="auto">${title}</h1>
        ${authorLine(chrome, recommendation)}
        ${isHeld && html`<p class="notice">${t('recommendations.held')}</p>`}
      </header>
      ${isHeld && isModerator(viewer) && approveForm(chrome, id)}
      ${words(chrome, recommendation)} ${facts(chrome, recommendation)} ${tagLine(recommendation)}
      ${recommendation.mayEdit && tools(chrome, id)}
      ${
        reviews.total > 0 &&
        html`<h2 id="reviews">${t('recommendations.reviews')}</h2>
          ${strayReviewList(chrome, reviews.rows)}
          ${pager({ t, page: reviews.page, pageCount: reviews.pageCount, linkTo })}`
      }`,
  )
}

export function authorLine({ t }: Chrome, { authorName }: Recommendation): Html | false {
  return (
    authorName !== '' &&
    html`<p class="byline">${t.rich('recommendations.by', { name: html`<span dir="auto">${authorName}</span>` })}</p>`
  )
}

/** Outside links leave without a word on where they came from, and lend no weight to where they lead. */
export function outsideLink({ t }: Chrome, { url, summaryHtml }: Recommendation): Html | false {
  if (summaryHtml === null) return false
  const host = URL.parse(url)?.host
  if (!host || !/^https?:/i.test(url)) return html`<p class="quiet">${t('recommendations.noAddress')}</p>`
  return html`<p><a class="button" href="${url}" rel="nofollow noopener ugc">${t('recommendations.read', { host })}</a></p>`
}

function words(chrome: Chrome, recommendation: Recommendation): Html {
  const { t } = chrome
  const { summaryHtml, notesHtml } = recommendation
  if (summaryHtml === null || notesHtml === null)
    return html`<p class="quiet">${t('recommendations.behindConsent')}</p>`
  return html`${summaryHtml !== '' && trusted(`<div class="prose summary" dir="auto">${summaryHtml}</div>`)}
    ${outsideLink(chrome, recommendation)}
    ${
      notesHtml !== '' &&
      html`<h2>${t('recommendations.why')}</h2>
        ${trusted(`<div class="prose" dir="auto">${notesHtml}</div>`)}`
    }`
}

function facts(chrome: Chrome, recommendation: Recommendation): Html {
  return html`<p class="quiet">${factLine(chrome, recommendation)}</p>`
}

/** Who recommends it, its rating, whether it is complete, when it was recommended. */
export function factLine({ t }: Chrome, recommendation: Recommendation): Html {
  const { author, guestName, rating, isComplete, isFeatured, isHeld, postedAt } = recommendation
  const name = author
    ? html`<a href="${paths.author({ slug: author.slug })}" dir="auto">${author.name}</a>`
    : html`<span dir="auto">${guestName || t('challenges.anonymous')}</span>`
  const parts = [
    isHeld && html`<strong>${t('recommendations.heldMark')}</strong>`,
    isFeatured && html`${t('recommendations.featured')}`,
    t.rich('recommendations.recommendedBy', { name }),
    rating && tagLink(rating),
    html`${t(isComplete ? 'reading.complete' : 'reading.inProgress')}`,
    postedAt !== null && day(t, postedAt),
  ].filter((part) => part !== false && part !== null)
  return html`${parts.map((part, index) => html`${index > 0 && ' · '}<span>${part}</span>`)}`
}

function tools({ t }: Chrome, recommendation: number): Html {
  return html`<p class="tools">
    <a href="${paths.editRecommendation({ recommendation })}">${t('recommendations.edit')}</a>
    <a class="danger" href="${paths.deleteRecommendation({ recommendation })}">${t('recommendations.delete')}</a>
  </p>`
}

function approveForm({ t }: Chrome, recommendation: number): Html {
  return html`<form method="post" action="${paths.recommendationApproval({ recommendation })}">
    <p class="buttons"><button type="submit">${t('recommendations.approve')}</button></p>
  </form>`
}
