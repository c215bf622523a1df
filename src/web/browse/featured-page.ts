import type { Paged } from '../../store/paging.ts'
import { paths } from '../paths.ts'
import { blurb, type BlurbProps } from '../ui/blurb.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { workList } from './work-list.ts'

export interface FeaturedProps {
  now: readonly BlurbProps[]
  past: Paged<BlurbProps>
}

export function featuredPage(chrome: Chrome, { now, past }: FeaturedProps): Html {
  const { t } = chrome
  const linkTo = (page: number) => paths.browseFeatured({}, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: t('featured.title') },
    html`<h1>${t('featured.title')}</h1>
      ${
        past.page === 1 &&
        html`<h2>${t('featured.now')}</h2>
          ${now.length === 0 && html`<p class="empty">${t('featured.empty')}</p>`}
          <div class="works">${now.map((work) => blurb(t, work))}</div>`
      }
      ${
        past.total > 0 &&
        html`<h2>${t('featured.past')}</h2>
          ${workList(t, past, linkTo)}`
      }`,
  )
}
