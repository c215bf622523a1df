// What a page of a shelf shows, in a fixed number of queries; the same for its owner and for others.
import { type Bookmark, countBookmarks, listBookmarks, type ShelfCounts } from '../../reading/list-bookmarks.ts'
import { listBookmarksById } from '../../reading/list-shelf-works.ts'
import { type BookmarkKind, parseBookmarkKind, type Shelf } from '../../reading/shelf.ts'
import type { ShelfView } from '../../reading/shelf-view.ts'
import { type Paged, parsePage } from '../../store/paging.ts'
import { findList } from '../find/find-list.ts'
import { fillList, type Finding } from '../find/finding.ts'
import type { Parts } from '../parts.ts'
import { type C, seeOther } from '../respond.ts'
import { todaysQuery } from './shelf-address.ts'
import { bookmarksOfPage } from './shelf-lines.ts'
import { shelfList } from './shelf-list.ts'

export interface ShelfContent {
  shelf: Shelf
  counts: ShelfCounts
  shown: ShownWorks | ShownOthers
}

export interface ShownWorks {
  kind: 'works'
  view: ShelfView
  finding: Finding
  bookmarks: readonly Bookmark[]
  /** How many stand on it that are not to be read. */
  goneCount: number
}

/** Series and authors are not filtered. */
export interface ShownOthers extends Paged<Bookmark> {
  kind: Exclude<BookmarkKind, 'works'>
}

export interface ShelfPlace {
  shelf: Shelf
  isOwner: boolean
  /** Of its page. */
  path: string
}

/** Or where the address leads to today. */
export async function findShelfContent(c: C, parts: Parts, place: ShelfPlace): Promise<ShelfContent | Response> {
  const { db } = parts
  const { shelf, path } = place
  const old = await todaysQuery(db, new URL(c.req.url).searchParams)
  if (old !== null) return seeOther(c, old === '' ? path : `${path}?${old}`)
  // Series and authors lie among favourites alone.
  const kind = shelf.kind === 'favourites' ? parseBookmarkKind(c.req.query('of')) : 'works'
  const [counts, shown] = await Promise.all([
    countBookmarks(db, c.get('viewer'), place),
    kind === 'works' ? findWorks(c, parts, place) : findOthers(c, parts, place, kind),
  ])
  return shown instanceof Response ? shown : { shelf, counts, shown }
}

async function findOthers(c: C, { db }: Parts, eyes: ShelfPlace, kind: ShownOthers['kind']): Promise<ShownOthers> {
  const paging = { page: parsePage(c.req.query('page')), perPage: c.get('settings').worksPerPage }
  return { kind, ...(await listBookmarks(db, c.get('viewer'), { ...eyes, kind }, paging)) }
}

async function findWorks(c: C, parts: Parts, place: ShelfPlace): Promise<ShownWorks | Response> {
  const { view, lines, question } = await shelfList(c, parts.db, place)
  const list = await findList(c, parts, question)
  if (list instanceof Response) return list
  const [finding, bookmarks] = await Promise.all([
    fillList(c, parts, list),
    listBookmarksById(parts.db, c.get('viewer'), place, bookmarksOfPage(lines, list)),
  ])
  return { kind: 'works', view, finding, bookmarks, goneCount: lines.filter(({ workId }) => workId === null).length }
}
