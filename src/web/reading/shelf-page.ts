import type { Bookmark, ShelfCounts } from '../../reading/list-shelf.ts'
import type { BookmarkKind, Shelf } from '../../reading/shelf.ts'
import type { Paged } from '../../store/paging.ts'
import { pastTheEnd } from '../browse/work-list.ts'
import { paths } from '../paths.ts'
import { blurb, type BlurbProps } from '../ui/blurb.ts'
import { byline } from '../ui/byline.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { shelfTabs } from './shelf-tabs.ts'

export interface ShelfProps {
  author: { name: string; slug: string }
  shelf: Shelf
  kind: BookmarkKind
  bookmarks: Paged<Bookmark>
  counts: ShelfCounts
  works: ReadonlyMap<number, BlurbProps>
  isOwn: boolean
}

/** A shelf as others see it, with what its owner wrote to each thing. */
export function shelfPage(chrome: Chrome, props: ShelfProps): Html {
  const { t } = chrome
  const { author, shelf, kind, bookmarks, counts, isOwn } = props
  const { page, pageCount, rows } = bookmarks
  const linkTo = (of: BookmarkKind, page = 1) =>
    paths.shelf(
      { slug: author.slug, shelf: shelf.slug },
      { of: of === 'works' ? null : of, page: page === 1 ? null : page },
    )
  const name = html`<a href="${paths.author({ slug: author.slug })}" dir="auto">${author.name}</a>`
  return layout(
    chrome,
    { title: t('shelves.of', { shelf: shelfName(chrome, shelf), name: author.name }), unlisted: true },
    html`<h1>${t.rich('shelves.of', { shelf: shelfName(chrome, shelf), name })}</h1>
      ${isOwn && html`<p><a href="${paths.myShelf({ shelf: shelf.slug })}">${t('shelves.edit')}</a></p>`}
      ${shelfTabs(t, { kind, counts, linkTo })}
      ${bookmarks.total === 0 && html`<p class="empty">${t(`shelves.empty.${kind}`)}</p>`}
      ${bookmarks.total > 0 && rows.length === 0 && pastTheEnd(t, (page) => linkTo(kind, page))}
      <div class="works shelf">${rows.map((bookmark) => entry(chrome, bookmark, props))}</div>
      ${pager({ t, page, pageCount, linkTo: (page) => linkTo(kind, page) })}`,
  )
}

/** The shelves that everybody has are called in the page's language. */
export function shelfName({ t }: Chrome, shelf: Pick<Shelf, 'kind' | 'name'>): string {
  return shelf.kind === 'favourites' ? t('shelves.favourites') : shelf.name
}

function entry(chrome: Chrome, bookmark: Bookmark, { works, kind }: ShelfProps): Html {
  const work = works.get(bookmark.workId ?? 0)
  return html`<div class="bookmark">
    ${work ? blurb(chrome.t, work) : lineOf(chrome, bookmark, kind)} ${noteOf(chrome, bookmark)}
  </div>`
}

/** A series or an author, by the title alone. */
export function lineOf(chrome: Chrome, bookmark: Bookmark, kind: BookmarkKind): Html {
  const address = addressOf(bookmark)
  const title = address
    ? html`<a href="${address}" dir="auto">${bookmark.title}</a>`
    : html`<span dir="auto">${bookmark.title}</span>`
  return html`<h3 class="blurb-title">${title} ${kind === 'series' && bookmark.author && byline(chrome.t, [bookmark.author])}</h3>`
}

export function addressOf({ workId, seriesId, author }: Bookmark): string | null {
  if (workId !== null) return paths.work({ work: workId })
  if (seriesId !== null) return paths.series({ series: seriesId })
  return author && paths.author({ slug: author.slug })
}

export function noteOf({ t }: Chrome, { noteHtml }: Bookmark): Html | false {
  if (noteHtml === '') return false
  return html`<div class="bookmark-note">
    <p class="visually-hidden">${t('shelves.note')}</p>
    ${trusted(`<div class="prose" dir="auto">${noteHtml}</div>`)}
  </div>`
}
