// What a page of a shelf shows, in a fixed number of queries; the same for its owner and for others.
import type { Viewer } from '../../people/viewer.ts'
import { type Bookmark, countBookmarks, listBookmarks, type ShelfCounts } from '../../reading/list-bookmarks.ts'
import { listShelfTags, type ShelfTag } from '../../reading/list-shelf-tags.ts'
import { listShelfWorks, type ShelfWorks } from '../../reading/list-shelf-works.ts'
import { type BookmarkKind, type Shelf } from '../../reading/shelf.ts'
import type { ShelfView } from '../../reading/shelf-view.ts'
import type { Db } from '../../store/database.ts'
import type { Paged, Paging } from '../../store/paging.ts'
import { findBlurbs } from '../browse/find-blurbs.ts'
import type { BlurbProps } from '../ui/blurb.ts'

export interface ShelfContent {
  shelf: Shelf
  kind: BookmarkKind
  view: ShelfView
  counts: ShelfCounts
  bookmarks: Paged<Bookmark>
  /** Null for series and authors, which are not filtered. */
  filters: { tags: ShelfTag[]; completions: ShelfWorks['completions'] } | null
  works: ReadonlyMap<number, BlurbProps>
}

export interface ShelfQuestion {
  shelf: Shelf
  isOwner: boolean
  kind: BookmarkKind
  view: ShelfView
}

export async function findShelfContent(
  db: Db,
  viewer: Viewer,
  { kind, view, ...eyes }: ShelfQuestion,
  paging: Paging,
): Promise<ShelfContent> {
  const { shelf } = eyes
  if (kind !== 'works') {
    const [bookmarks, counts] = await Promise.all([
      listBookmarks(db, viewer, { ...eyes, kind }, paging),
      countBookmarks(db, viewer, eyes),
    ])
    return { shelf, kind, view, counts, bookmarks, filters: null, works: new Map() }
  }
  const [listed, counts, tags] = await Promise.all([
    listShelfWorks(db, viewer, { ...eyes, view }, paging),
    countBookmarks(db, viewer, eyes),
    listShelfTags(db, viewer, { ...eyes, view }),
  ])
  const { completions, ...bookmarks } = listed
  const found = await findBlurbs(
    db,
    viewer,
    bookmarks.rows.flatMap(({ workId, standing }) => (standing === 'here' && workId !== null ? [workId] : [])),
  )
  const works = new Map(found.map((work) => [work.id, work]))
  return { shelf, kind, view, counts, bookmarks, filters: { tags, completions }, works }
}
