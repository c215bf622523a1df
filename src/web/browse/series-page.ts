import type { Reader } from '../../reading/find-reader.ts'
import type { ReviewSection } from '../../reviews/review-section.ts'
import type { FoundSeries, SeriesPart } from '../../works/find-series.ts'
import type { listSeriesTags } from '../../works/list-series-tags.ts'
import { addressesOf, alternates, feedLine } from '../feeds/feed-links.ts'
import { bundleLink } from '../bundles/bundle-link.ts'
import { feeds, paths } from '../paths.ts'
import { keepButtons } from '../reading/keep-buttons.ts'
import { reviewSection } from '../reviews/section.ts'
import { banner } from '../ui/banner.ts'
import { blurb, type BlurbProps, tagLink, warningLine } from '../ui/blurb.ts'
import { byline } from '../ui/byline.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { total } from './lists.ts'
import { pastTheEnd } from './work-list.ts'

export interface SeriesProps {
  series: FoundSeries
  tags: Awaited<ReturnType<typeof listSeriesTags>>
  /** The lines of this page of it. */
  parts: readonly SeriesPart[]
  works: ReadonlyMap<number, BlurbProps>
  workCount: number
  page: number
  pageCount: number
  section: ReviewSection
  /** Null for guests. */
  reader: Reader | null
}

export function seriesPage(chrome: Chrome, props: SeriesProps): Html {
  const { t } = chrome
  const { series, parts, page, pageCount } = props
  const ways = addressesOf(feeds.series, { series: series.id })
  const linkTo = (page: number) => paths.series({ series: series.id }, { page: page === 1 ? null : page })
  return layout(
    chrome,
    {
      title: series.title,
      unlisted: series.isHidden,
      alternates: series.isHidden ? [] : alternates(series.title, ways),
    },
    html`<header class="work-head">
        <h1 dir="auto">${series.title}</h1>
        ${series.author && html`<p>${byline(t, [series.author])}</p>`}
        ${series.isHidden && html`<p class="notice">${t('series.hidden')}</p>`}
      </header>
      ${banner(t, series.bannerUrl)} ${series.summaryHtml !== '' && html`<div class="prose summary" dir="auto">${trusted(series.summaryHtml)}</div>`}
      ${props.reader && !series.isHidden && keepButtons(chrome, { reader: props.reader, bookmarkPath: paths.seriesBookmark({ series: series.id }), followPath: null })}
      ${tagLines(chrome, props)}
      <p class="quiet">${t(`series.openness.${series.openness}`)}</p>
      ${total(chrome, props.workCount)}
      ${pageCount === 1 && parts.length === 0 && html`<p class="empty">${t('series.empty')}</p>`}
      ${pageCount > 1 && parts.length === 0 && pastTheEnd(t, linkTo)}
      <div class="works series-parts">${parts.map((part) => entry(chrome, part, props.works))}</div>
      ${pager({ t, page, pageCount, linkTo })} ${props.workCount > 0 && bundleLink(chrome, paths.seriesBooks({ series: series.id }))}
      ${!series.isHidden && feedLine(chrome, ways)}
      ${!series.isHidden && reviewSection(chrome, props.section)}`,
  )
}

function tagLines({ t }: Chrome, { tags }: SeriesProps): Html {
  const warnings = tags.filter((tag) => tag.role === 'warning')
  const others = tags.filter((tag) => tag.role !== 'warning')
  return html`${warnings.length > 0 && warningLine(t, warnings)}
    ${others.length > 0 && html`<ul class="tags">${others.map((tag) => html`<li>${tagLink(tag)}</li>`)}</ul>`}`
}

function entry({ t }: Chrome, part: SeriesPart, works: ReadonlyMap<number, BlurbProps>): Html | false {
  const depth = `part depth-${part.depth}`
  if (part.kind === 'series') {
    return html`<h2 class="${depth}"><a href="${paths.series({ series: part.id })}" dir="auto">${part.title}</a></h2>`
  }
  const work = works.get(part.workId)
  return work !== undefined && html`<div class="${depth}">${blurb(t, work)}</div>`
}
