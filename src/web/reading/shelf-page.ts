import { isEmptyShelf } from '../../reading/list-bookmarks.ts'
import type { BookmarkKind } from '../../reading/shelf.ts'
import { formatShelfView, isFiltered, type ShelfView } from '../../reading/shelf-view.ts'
import { pastTheEnd } from '../browse/work-list.ts'
import { total } from '../browse/lists.ts'
import { bundleLink } from '../bundles/bundle-link.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { shelfName } from '../ui/shelf-control.ts'
import type { ShelfContent } from './find-shelf-content.ts'
import { coverGrid, shelfEntries } from './shelf-entries.ts'
import { filterChips, shelfFilters } from './shelf-filters.ts'
import { shelfTabs } from './shelf-tabs.ts'

export interface ShelfProps extends ShelfContent {
  author: { name: string; slug: string }
  isOwn: boolean
}

/** A shelf as others see it, with what its owner wrote to each thing. */
export function shelfPage(chrome: Chrome, props: ShelfProps): Html {
  const { t } = chrome
  const { author, shelf, bookmarks, isOwn } = props
  const place = { slug: author.slug, shelf: shelf.slug }
  const linkTo = addressesOf((query) => paths.shelf(place, query))
  const name = html`<a href="${paths.author({ slug: author.slug })}" dir="auto">${author.name}</a>`
  const title = shelfName(t, shelf)
  return layout(
    chrome,
    { title: t('shelves.of', { shelf: title, name: author.name }), unlisted: true, shape: 'wide' },
    html`<h1>${t.rich('shelves.of', { shelf: html`<span dir="auto">${title}</span>`, name })}</h1>
      ${isOwn && html`<p><a href="${paths.myShelf({ shelf: shelf.slug })}">${t('shelves.edit')}</a></p>`}
      ${shelfBody(chrome, props, {
        linkTo,
        empty: t(`shelves.empty.${props.kind}`),
        entries: (props.view.asCovers && props.kind === 'works' ? coverGrid : shelfEntries)(chrome, {
          ...props,
          bookmarks: bookmarks.rows,
        }),
      })}
      ${props.counts.works > 0 && bundleLink(chrome, paths.shelfBooks(place, formatShelfView(props.view)))}
      ${!isEmptyShelf(props.counts) && exportLinks(chrome, paths.shelfCsv(place), paths.shelfJson(place))}`,
  )
}

export function exportLinks({ t }: Chrome, csv: string, json: string): Html {
  return html`<p class="quiet">
    ${t('shelves.export')} <a href="${csv}" rel="nofollow">${t('shelves.csv')}</a> ·
    <a href="${json}" rel="nofollow">${t('shelves.json')}</a>
  </p>`
}

type LinkTo = (kind: BookmarkKind, view: ShelfView, page?: number) => string
type Query = Record<string, string | number | null>

/** The addresses of one shelf, its kinds, views and pages. */
export function addressesOf(path: (query: Query) => string): LinkTo {
  return (kind, view, page = 1) =>
    path({ of: kind === 'works' ? null : kind, ...formatShelfView(view), page: page === 1 ? null : page })
}

export interface BodyOptions {
  linkTo: LinkTo
  /** What to say, and do next, where nothing stands on it. */
  empty: Html | string
  entries: Html
}

/** Kinds, filters, chips, entries and pages; the owner's page has the same with other entries. */
export function shelfBody(chrome: Chrome, content: ShelfContent, { linkTo, empty, entries }: BodyOptions): Html {
  const { t } = chrome
  const { shelf, kind, view, counts, bookmarks, filters } = content
  const { page, pageCount, rows } = bookmarks
  const pageLink = (page: number) => linkTo(kind, view, page)
  const plain = { ...view, completion: null, unread: false, tags: [], search: '' }
  const props = filters && { view, ...filters, linkTo: (view: ShelfView) => linkTo(kind, view) }
  const hasFilters = props !== null && (counts.works > 1 || isFiltered(view))
  return html`${shelf.kind === 'favourites' && shelfTabs(t, { kind, counts, linkTo: (kind) => linkTo(kind, plain) })}
    <div class="${hasFilters ? 'shelf-room' : ''}">
      ${hasFilters && shelfFilters(chrome, props)}
      <div>
        ${hasFilters && filterChips(chrome, props)} ${kind === 'works' && total(chrome, bookmarks.total)}
        ${kind === 'works' && bookmarks.total > 0 && html`<p><a href="${linkTo(kind, { ...view, asCovers: !view.asCovers })}" rel="nofollow">${t(view.asCovers ? 'shelves.asList' : 'shelves.asCovers')}</a></p>`}
        ${bookmarks.total === 0 && html`<p class="empty">${counts[kind] === 0 ? empty : noneLeft(chrome, linkTo(kind, plain))}</p>`}
        ${bookmarks.total > 0 && rows.length === 0 && pastTheEnd(t, pageLink)} ${entries}
        ${pager({ t, page, pageCount, linkTo: pageLink })}
      </div>
    </div>`
}

function noneLeft({ t }: Chrome, whole: string): Html {
  return t.rich('shelves.noneLeft', { all: html`<a href="${whole}">${t('shelves.showAll')}</a>` })
}
