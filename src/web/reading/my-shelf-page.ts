import type { Member } from '../../people/viewer.ts'
import { type Bookmark, isEmptyShelf } from '../../reading/list-shelf.ts'
import type { BookmarkKind } from '../../reading/shelf.ts'
import { pastTheEnd } from '../browse/work-list.ts'
import { paths } from '../paths.ts'
import { doneNotice } from '../ui/done.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { lineOf, noteOf, shelfName, type ShelfProps } from './shelf-page.ts'
import { shelfTabs } from './shelf-tabs.ts'

export interface MyShelfProps extends Pick<ShelfProps, 'shelf' | 'kind' | 'bookmarks' | 'counts'> {
  member: Member
  /** The word in the address that tells what was just done. */
  done: string | undefined
}

const NOTICES = { saved: 'shelves.saved', removed: 'shelves.removed' } as const

/** A shelf as its owner keeps it: with what is gone, too. */
export function myShelfPage(chrome: Chrome, props: MyShelfProps): Html {
  const { t } = chrome
  const { shelf, kind, bookmarks, counts } = props
  const { page, pageCount, rows, total } = bookmarks
  const linkTo = (of: BookmarkKind, page = 1) =>
    paths.myShelf({ shelf: shelf.slug }, { of: of === 'works' ? null : of, page: page === 1 ? null : page })
  const notice = doneNotice(NOTICES, props.done)
  const empty = isEmptyShelf(counts) ? 'shelves.emptyOwn' : (`shelves.empty.${kind}` as const)
  return layout(
    chrome,
    { title: shelfName(chrome, shelf), unlisted: true },
    html`<h1>${shelfName(chrome, shelf)}</h1>
      ${notice && html`<p class="notice good" role="status">${t(notice)}</p>`} ${whoSees(chrome, props)}
      ${shelfTabs(t, { kind, counts, linkTo })} ${total === 0 && html`<p class="empty">${t(empty)}</p>`}
      ${total > 0 && rows.length === 0 && pastTheEnd(t, (page) => linkTo(kind, page))}
      <ul class="my-works">
        ${rows.map((bookmark) => row(chrome, bookmark, kind))}
      </ul>
      ${pager({ t, page, pageCount, linkTo: (page) => linkTo(kind, page) })}`,
  )
}

function whoSees({ t }: Chrome, { shelf, member }: MyShelfProps): Html {
  const { isPublic, slug } = shelf
  return html`<form class="tools" method="post" action="${paths.myShelf({ shelf: slug })}">
    <p>
      ${t(isPublic ? 'shelves.isPublic' : 'shelves.isPrivate')}
      ${isPublic && shelf.id > 0 && html`<a href="${paths.shelf({ slug: member.slug, shelf: slug })}">${t('shelves.public')}</a>`}
    </p>
    <input type="hidden" name="show" value="${isPublic ? 'private' : 'public'}" />
    <button class="quiet" type="submit">${t(isPublic ? 'shelves.makePrivate' : 'shelves.makePublic')}</button>
  </form>`
}

const STANDINGS = { gone: 'shelves.gone', closed: 'shelves.closed' } as const

function row(chrome: Chrome, bookmark: Bookmark, kind: BookmarkKind): Html {
  const { t } = chrome
  const { standing } = bookmark
  const title = bookmark.title || t('shelves.closedTitle')
  return html`<li>
    ${standing === 'here' ? lineOf(chrome, bookmark, kind) : html`<h3 class="blurb-title" dir="auto">${title}</h3>`}
    ${standing !== 'here' && html`<p class="quiet small">${t(STANDINGS[standing])}</p>`} ${noteOf(chrome, bookmark)}
    <form class="tools" method="post" action="${paths.removeBookmark({ bookmark: bookmark.id })}">
      <a
        href="${paths.bookmark({ bookmark: bookmark.id })}"
        aria-label="${t('shelves.editNote', { title })}"
        >${t('shelves.edit')}</a
      >
      <button class="link" type="submit" aria-label="${t('shelves.removeFull', { title })}">
        ${t('shelves.remove')}
      </button>
    </form>
  </li>`
}
