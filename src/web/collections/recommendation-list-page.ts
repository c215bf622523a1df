import type { Recommendation } from '../../collections/find-recommendation.ts'
import type { Paged } from '../../store/paging.ts'
import { pastTheEnd } from '../browse/work-list.ts'
import { paths } from '../paths.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { tagLine } from './challenge-page.ts'
import { authorLine, factLine } from './recommendation-page.ts'

export function recommendationListPage(
  chrome: Chrome,
  { recommendations, mayRecommend }: { recommendations: Paged<Recommendation>; mayRecommend: boolean },
): Html {
  const { t } = chrome
  const { page, pageCount, rows, total } = recommendations
  const linkTo = (page: number) => paths.recommendations({}, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: t('recommendations.title') },
    html`<h1>${t('recommendations.title')}</h1>
      <p class="quiet">${t('recommendations.intro')}</p>
      ${mayRecommend && html`<p><a class="button" href="${paths.newRecommendation({})}">${t('recommendations.new')}</a></p>`}
      ${total === 0 && html`<p class="empty">${t('recommendations.empty')}</p>`}
      ${total > 0 && rows.length === 0 && pastTheEnd(t, linkTo)}
      <div class="works">${rows.map((each) => line(chrome, each))}</div>
      ${pager({ t, page, pageCount, linkTo })}`,
  )
}

function line(chrome: Chrome, recommendation: Recommendation): Html {
  const { t } = chrome
  const { id, title, summaryHtml, reviewCount } = recommendation
  const address = paths.recommendation({ recommendation: id })
  return html`<article class="blurb">
    <h2 class="blurb-title"><a href="${address}" dir="auto">${title}</a></h2>
    ${authorLine(chrome, recommendation)}
    <p class="facts">${factLine(chrome, recommendation)}</p>
    ${
      summaryHtml === null
        ? html`<p class="summary quiet">${t('recommendations.behindConsent')}</p>`
        : summaryHtml !== '' && trusted(`<div class="summary" dir="auto">${summaryHtml}</div>`)
    }
    ${tagLine(recommendation)}
    ${reviewCount > 0 && html`<p class="counts"><a href="${address}#reviews">${t('recommendations.reviewCount', { count: reviewCount })}</a></p>`}
  </article>`
}
