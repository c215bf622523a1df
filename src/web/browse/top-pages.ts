// Lists of the most: ten lines each, those with the same number at the same place.
import type { RankingName } from '../../search/ways/ranking-queries.ts'
import type { Placed } from '../../search/ways/rankings.ts'
import type { MessageKey } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import type { BlurbProps } from '../ui/blurb.ts'
import { byline } from '../ui/byline.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { languageOf } from '../ui/prose.ts'

/** Those that are the beginning of the list of all works in another order. */
export const SORTED = {
  'shortest-works': { by: 'words', direction: 'up', valueOf: (work: BlurbProps) => work.wordCount },
  'longest-works': { by: 'words', direction: 'down', valueOf: (work: BlurbProps) => work.wordCount },
  'read-works': { by: 'reads', direction: 'down', valueOf: (work: BlurbProps) => work.readCount },
  'reviewed-works': { by: 'reviews', direction: 'down', valueOf: (work: BlurbProps) => work.reviewCount },
  'praised-works': { by: 'kudos', direction: 'down', valueOf: (work: BlurbProps) => work.kudosCount },
} as const

export type TopListName = keyof typeof SORTED | RankingName

const GROUPS: ReadonlyArray<readonly [MessageKey, readonly TopListName[]]> = [
  [
    'top.works',
    ['shortest-works', 'longest-works', 'read-works', 'reviewed-works', 'praised-works', 'bookmarked-works'],
  ],
  ['top.series', ['large-series', 'small-series', 'reviewed-series', 'favourite-series']],
  ['top.people', ['prolific-authors', 'favourite-authors', 'prolific-reviewers']],
]

const NUMBERS: Readonly<Record<TopListName, MessageKey>> = {
  'shortest-works': 'top.words',
  'longest-works': 'top.words',
  'read-works': 'top.reads',
  'reviewed-works': 'top.reviews',
  'praised-works': 'top.kudos',
  'bookmarked-works': 'top.readers',
  'large-series': 'top.worksIn',
  'small-series': 'top.worksIn',
  'reviewed-series': 'top.reviews',
  'favourite-series': 'top.readers',
  'prolific-authors': 'top.worksIn',
  'favourite-authors': 'top.readers',
  'prolific-reviewers': 'top.reviews',
}

/** One of the three is there. */
export interface TopLine extends Placed {
  work?: BlurbProps
  series?: { id: number; title: string; name: string | null; slug: string | null }
  pseud?: { name: string; slug: string }
}

export interface TopList {
  name: TopListName
  lines: readonly TopLine[]
  /** How many more have the number of the last line; null: some. */
  tied: number | null
  /** Where the list goes on. */
  more: string | null
}

export function topListsPage(chrome: Chrome): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('top.title') },
    html`<h1>${t('top.title')}</h1>
      ${GROUPS.map(
        ([heading, names]) =>
          html`<h2>${t(heading)}</h2>
            <ul class="entries">
              ${names.map((name) => html`<li><a href="${paths.topList({ list: name })}">${t(`top.${name}`)}</a></li>`)}
            </ul>`,
      )}`,
  )
}

export function topListPage(chrome: Chrome, { name, lines, tied, more }: TopList): Html {
  const { t } = chrome
  const isOfShelves = NUMBERS[name] === 'top.readers'
  return layout(
    chrome,
    { title: t(`top.${name}`) },
    html`<p class="crumbs"><a href="${paths.topLists({})}">${t('top.title')}</a></p>
      <h1>${t(`top.${name}`)}</h1>
      ${isOfShelves && html`<p class="quiet">${t('top.openShelves')}</p>`}
      ${lines.length === 0 && html`<p class="empty">${t('top.empty')}</p>`}
      <ol class="top">
        ${lines.map(
          (line) =>
            html`<li value="${line.place}">
              ${nameOf(chrome, line)} <span class="quiet small">${t(NUMBERS[name], { count: line.count })}</span>
            </li>`,
        )}
      </ol>
      ${tied !== 0 && html`<p class="quiet">${tied === null ? t('top.tiedSome') : t('top.tied', { count: tied })}</p>`}
      ${more !== null && html`<p><a href="${more}" rel="nofollow">${more.includes('first=') ? t('top.first', { count: 100 }) : t('top.more')}</a></p>`}`,
  )
}

function nameOf({ t }: Chrome, { work, series, pseud }: TopLine): Html | false {
  if (work)
    return html`<a href="${paths.work({ work: work.id })}" ${languageOf(work.language)}>${work.title}</a>
      ${byline(t, work.creators)}`
  if (series) {
    const author = series.name !== null && series.slug !== null && { name: series.name, slug: series.slug }
    return html`<a href="${paths.series({ series: series.id })}" dir="auto">${series.title}</a>
      ${author && byline(t, [author])}`
  }
  return pseud !== undefined && html`<a href="${paths.author({ slug: pseud.slug })}" dir="auto">${pseud.name}</a>`
}
