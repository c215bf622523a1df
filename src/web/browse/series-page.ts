import type { Reader } from '../../reading/find-reader.ts'
import type { ReviewSection } from '../../reviews/review-section.ts'
import type { FoundSeries, SeriesPart } from '../../works/find-series.ts'
import type { listSeriesTags } from '../../works/list-series-tags.ts'
import { addressesOf, alternates } from '../feeds/feed-links.ts'
import { bundleLink } from '../bundles/bundle-link.ts'
import { feeds, paths } from '../paths.ts'
import { keepButtons } from '../reading/keep-buttons.ts'
import { reviewSection } from '../reviews/section.ts'
import { banner } from '../ui/banner.ts'
import { tagLink, warningLine } from '../ui/blurb.ts'
import { byline } from '../ui/byline.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { type Finding, findingRoom, foundWork } from '../find/finding.ts'
import { booksOf } from '../find/list-address.ts'
import { linesOf } from './series-lines.ts'

export interface SeriesProps {
  series: FoundSeries
  tags: Awaited<ReturnType<typeof listSeriesTags>>
  /** All that it consists of. */
  parts: readonly SeriesPart[]
  finding: Finding
  section: ReviewSection
  /** Null for guests. */
  reader: Reader | null
}

export function seriesPage(chrome: Chrome, props: SeriesProps): Html {
  const { t } = chrome
  const { series, parts, finding } = props
  const ways = addressesOf(feeds.series, { series: series.id })
  const lines = linesOf(parts, finding.list)
  const books = booksOf(finding.list, paths.seriesBooks({ series: series.id }))
  return layout(
    chrome,
    {
      title: series.title,
      shape: 'wide',
      unlisted: series.isHidden || finding.list.isFiltered,
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
      ${findingRoom(chrome, finding, {
        empty: t('series.empty'),
        entries:
          lines && html`<div class="works series-parts">${lines.map((part) => entry(chrome, part, finding))}</div>`,
        foot: finding.list.total > 0 && bundleLink(chrome, books),
        ...(series.isHidden ? {} : { feed: ways }),
      })}
      ${!series.isHidden && reviewSection(chrome, props.section)}`,
  )
}

function tagLines({ t }: Chrome, { tags }: SeriesProps): Html {
  const warnings = tags.filter((tag) => tag.role === 'warning')
  const others = tags.filter((tag) => tag.role !== 'warning')
  return html`${warnings.length > 0 && warningLine(t, warnings)}
    ${others.length > 0 && html`<ul class="tags">${others.map((tag) => html`<li>${tagLink(tag)}</li>`)}</ul>`}`
}

function entry(chrome: Chrome, part: SeriesPart, finding: Finding): Html | false {
  const depth = `part depth-${part.depth}`
  if (part.kind === 'series') {
    return html`<h2 class="${depth}"><a href="${paths.series({ series: part.id })}" dir="auto">${part.title}</a></h2>`
  }
  const work = finding.works.find(({ id }) => id === part.workId)
  return work !== undefined && html`<div class="${depth}">${foundWork(chrome, finding, work)}</div>`
}
