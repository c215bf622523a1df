// The lists of works, authors and series.
import type { Letter } from '../../store/letters.ts'
import type { Paged } from '../../store/paging.ts'
import type { AuthorLine } from '../../works/list-authors.ts'
import type { Path } from '../path.ts'
import { addressesOf, archiveFeeds } from '../feeds/feed-links.ts'
import { feeds, paths } from '../paths.ts'
import { byline } from '../ui/byline.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { NOTHING_CHOSEN } from '../../search/chosen.ts'
import { listAddress } from '../find/list-address.ts'
import type { CountedSeries } from './count-for-viewer.ts'
import { letters } from './letters.ts'
import { bundleLink } from '../bundles/bundle-link.ts'
import { booksOf } from '../find/list-address.ts'
import { type Finding, findingRoom } from '../find/finding.ts'
import { pastTheEnd } from './work-list.ts'

export function recentPage(chrome: Chrome, finding: Finding): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('browse.recent'), alternates: archiveFeeds(chrome), shape: 'wide', unlisted: finding.list.isFiltered },
    html`<h1>${t('browse.recent')}</h1>
      ${findingRoom(chrome, finding, {
        empty: html`${t('browse.noWorks')} <a href="${paths.newWork({})}">${t('browse.postFirst')}</a>`,
        foot: html`${finding.list.total > 1 && surprise(chrome, finding)}
        ${finding.list.isFiltered && finding.list.total > 0 && bundleLink(chrome, booksOf(finding.list, paths.searchBooks({})))}`,
        feed: addressesOf(feeds.updated, {}),
      })}`,
  )
}

/** Which letters are offered, and which is chosen. */
export interface ByLetter {
  offered: readonly Letter[]
  current: Letter | null
}

export function titlesPage(chrome: Chrome, finding: Finding, byLetter: ByLetter): Html {
  const { t } = chrome
  const all = html`<a href="${paths.browseTitles({})}">${t('browse.allWorks')}</a>`
  return layout(
    chrome,
    { title: t('browse.titles'), shape: 'wide', unlisted: finding.list.isFiltered },
    html`<h1>${t('browse.titles')}</h1>
      ${letters(t, byLetter, (letter) => paths.browseTitles({}, { letter }))}
      ${findingRoom(chrome, finding, {
        empty: byLetter.current === null ? t('browse.noWorks') : t.rich('browse.noWorksUnder', { all }),
      })}`,
  )
}

/** A random work within what is chosen. */
function surprise({ t }: Chrome, { list }: Finding): Html {
  const address = listAddress({ path: paths.randomWork({}), kept: {} }, { ...list.chosen, sort: NOTHING_CHOSEN.sort })
  return html`<p class="small"><a href="${address}" rel="nofollow">${t('ways.surprise')}</a></p>`
}

export function authorsPage(
  chrome: Chrome,
  authors: Paged<AuthorLine>,
  byLetter: ByLetter,
  beta: { title: string } | null,
): Html {
  const { t } = chrome
  const linkTo = pagesOf(paths.browseAuthors, byLetter.current)
  return layout(
    chrome,
    { title: t('browse.authors') },
    html`<h1>${t('browse.authors')}</h1>
      ${beta && html`<p><a href="${paths.betaReaders({})}" dir="auto">${beta.title}</a> <span class="quiet small">${t('fields.betaReadersHint')}</span></p>`}
      ${letters(t, byLetter, (letter) => paths.browseAuthors({}, { letter }))}
      ${authors.total === 0 && html`<p class="empty">${t('browse.noAuthors')}</p>`}
      ${authors.total > 0 && authors.rows.length === 0 && pastTheEnd(t, linkTo)}
      <ul class="entries">
        ${authors.rows.map(
          ({ name, slug, workCount }) =>
            html`<li><a href="${paths.author({ slug })}" dir="auto">${name}</a> ${works(chrome, workCount)}</li>`,
        )}
      </ul>
      ${pager({ t, page: authors.page, pageCount: authors.pageCount, linkTo })}`,
  )
}

export function seriesListPage(chrome: Chrome, series: Paged<CountedSeries>, byLetter: ByLetter): Html {
  const { t } = chrome
  const linkTo = pagesOf(paths.browseSeries, byLetter.current)
  return layout(
    chrome,
    { title: t('browse.series') },
    html`<h1>${t('browse.series')}</h1>
      ${letters(t, byLetter, (letter) => paths.browseSeries({}, { letter }))}
      ${series.total === 0 && html`<p class="empty">${t('browse.noSeries')}</p>`}
      ${series.total > 0 && series.rows.length === 0 && pastTheEnd(t, linkTo)} ${seriesEntries(chrome, series.rows)}
      ${pager({ t, page: series.page, pageCount: series.pageCount, linkTo })}`,
  )
}

export function seriesEntries(chrome: Chrome, series: readonly CountedSeries[]): Html {
  return html`<ul class="entries">
    ${series.map(
      ({ id, title, author, workCount }) =>
        html`<li>
          <a href="${paths.series({ series: id })}" dir="auto">${title}</a>
          ${author && byline(chrome.t, [author])} ${works(chrome, workCount)}
        </li>`,
    )}
  </ul>`
}

/** The heading of a list of works. */
export function total({ t }: Chrome, count: number): Html | false {
  return count > 0 && html`<h2 class="total">${t('browse.worksTotal', { count })}</h2>`
}

function works({ t }: Chrome, count: number): Html {
  return html`<span class="quiet small">${t('reading.workCount', { count })}</span>`
}

function pagesOf(path: Path<never>, letter: Letter | null): (page: number) => string {
  return (page) => path({}, { letter, page: page === 1 ? null : page })
}
