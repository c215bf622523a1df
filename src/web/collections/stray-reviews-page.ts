import type { StrayReview } from '../../collections/list-stray-reviews.ts'
import type { Paged } from '../../store/paging.ts'
import { pastTheEnd } from '../browse/work-list.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { strayReviewList } from './stray-review-list.ts'

export function strayReviewsPage(chrome: Chrome, reviews: Paged<StrayReview>): Html {
  const { t } = chrome
  const { page, pageCount, rows, total } = reviews
  const linkTo = (page: number) => paths.strayReviews({}, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: t('strays.title'), unlisted: true },
    html`<h1>${t('strays.title')}</h1>
      <p class="quiet">${t('strays.intro')}</p>
      ${total === 0 && html`<p class="empty">${t('strays.empty')}</p>`}
      ${total > 0 && rows.length === 0 && pastTheEnd(t, linkTo)}
      ${strayReviewList(chrome, rows, { tellsAbout: true })} ${pager({ t, page, pageCount, linkTo })}`,
  )
}
