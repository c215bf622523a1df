import { isEmptyShelf } from '../../reading/list-bookmarks.ts'
import type { BookmarkKind } from '../../reading/shelf.ts'
import { formatShelfView, isNarrowed } from '../../reading/shelf-view.ts'
import { pastTheEnd } from '../browse/work-list.ts'
import { bundleLink } from '../bundles/bundle-link.ts'
import { findingRoom } from '../find/finding.ts'
import { booksOf, listAddress } from '../find/list-address.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { shelfName } from '../ui/shelf-control.ts'
import type { ShelfContent, ShownOthers, ShownWorks } from './find-shelf-content.ts'
import { coverGrid, type EntriesProps, shelfEntries } from './shelf-entries.ts'
import { shelfSearch } from './shelf-search.ts'
import { shelfTabs } from './shelf-tabs.ts'

export interface ShelfProps extends ShelfContent {
  author: { name: string; slug: string }
  isOwn: boolean
}

/** A shelf as others see it, with what its owner wrote to each thing. */
export function shelfPage(chrome: Chrome, props: ShelfProps): Html {
  const { t } = chrome
  const { author, shelf, isOwn, shown } = props
  const place = { slug: author.slug, shelf: shelf.slug }
  const name = html`<a href="${paths.author({ slug: author.slug })}" dir="auto">${author.name}</a>`
  const title = shelfName(t, shelf)
  return layout(
    chrome,
    { title: t('shelves.of', { shelf: title, name: author.name }), unlisted: true, shape: 'wide' },
    html`<h1>${t.rich('shelves.of', { shelf: html`<span dir="auto">${title}</span>`, name })}</h1>
      ${isOwn && html`<p><a href="${paths.myShelf({ shelf: shelf.slug })}">${t('shelves.edit')}</a></p>`}
      ${shelfBody(chrome, props, {
        path: paths.shelf(place),
        empty: t(`shelves.empty.${shown.kind}`),
        entriesOf: (entries) => shelfEntries(chrome, entries),
      })}
      ${shown.kind === 'works' && shown.finding.list.total > 0 && bundleLink(chrome, booksOf(shown.finding.list, paths.shelfBooks(place)))}
      ${!isEmptyShelf(props.counts) && exportLinks(chrome, paths.shelfCsv(place), paths.shelfJson(place))}`,
  )
}

export function exportLinks({ t }: Chrome, csv: string, json: string): Html {
  return html`<p class="quiet">
    ${t('shelves.export')} <a href="${csv}" rel="nofollow">${t('shelves.csv')}</a> ·
    <a href="${json}" rel="nofollow">${t('shelves.json')}</a>
  </p>`
}

export interface BodyOptions {
  /** Of this page. */
  path: string
  /** What to say, and do next, where nothing stands on it. */
  empty: Html | string
  entriesOf: (entries: EntriesProps) => Html
  /** Below the works. */
  foot?: Html | false
}

/** Kinds, filters, entries and pages; the owner's page has the same with other entries. */
export function shelfBody(chrome: Chrome, content: ShelfContent, options: BodyOptions): Html {
  const { shelf, counts, shown } = content
  const linkTo = (kind: BookmarkKind) => (kind === 'works' ? options.path : `${options.path}?of=${kind}`)
  return html`${shelf.kind === 'favourites' && shelfTabs(chrome.t, { kind: shown.kind, counts, linkTo })}
  ${shown.kind === 'works' ? worksPart(chrome, content, shown, options) : othersPart(chrome, shown, options)}`
}

function worksPart(chrome: Chrome, { counts }: ShelfContent, shown: ShownWorks, options: BodyOptions): Html {
  const { t } = chrome
  const { view, finding, bookmarks, goneCount } = shown
  const { list } = finding
  const entries = { kind: 'works', bookmarks, finding } as const
  const whole = listAddress({ path: options.path, kept: { as: formatShelfView(view).as } }, list.chosen)
  const hasGone = goneCount > 0 && !list.isFiltered
  const none = isNarrowed(view)
    ? t.rich('shelves.noneLeft', { all: html`<a href="${whole}">${t('shelves.showAll')}</a>` })
    : options.empty
  return html`${(counts.works > 1 || isNarrowed(view)) && shelfSearch(chrome, shown, whole)}
  ${findingRoom(chrome, finding, {
    empty: hasGone ? false : none,
    entries: html`${hasGone && html`<p class="quiet small">${t('shelves.goneCount', { count: goneCount })}</p>`}
    ${list.total > 0 && asOther(chrome, shown)}
    ${view.asCovers ? coverGrid(chrome, entries) : options.entriesOf(entries)}`,
    foot: options.foot,
  })}`
}

function asOther({ t }: Chrome, { view, finding: { list } }: ShownWorks): Html {
  const kept = { ...list.address.kept, as: view.asCovers ? null : 'covers' }
  const address = listAddress({ ...list.address, kept }, list.chosen)
  return html`<p><a href="${address}" rel="nofollow">${t(view.asCovers ? 'shelves.asList' : 'shelves.asCovers')}</a></p>`
}

function othersPart(chrome: Chrome, shown: ShownOthers, { path, empty, entriesOf }: BodyOptions): Html {
  const { kind, rows, total, page, pageCount } = shown
  const linkTo = (page: number) => `${path}?of=${kind}${page === 1 ? '' : `&page=${page}`}`
  return html`${total === 0 && html`<p class="empty">${empty}</p>`}
  ${total > 0 && rows.length === 0 && pastTheEnd(chrome.t, linkTo)} ${entriesOf({ kind, bookmarks: rows, finding: null })}
  ${pager({ t: chrome.t, page, pageCount, linkTo })}`
}
