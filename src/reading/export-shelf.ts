// All that stands on a shelf, as far as the viewer sees it, some at a time.
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { type Blurb, listBlurbs } from '../works/list-blurbs.ts'
import {
  BOOKMARK_COLUMNS,
  type Bookmark,
  bookmarksOn,
  deletedAt,
  type ShelfEyes,
  toBookmark,
} from './list-bookmarks.ts'
import { BOOKMARK_KINDS, type BookmarkKind } from './shelf.ts'

const AT_ONCE = 500

export interface ExportedBookmark {
  kind: BookmarkKind
  bookmark: Bookmark
  /** What lists show of it; null for series, authors and what is not to be read. */
  work: Blurb | null
}

export async function* exportShelf(db: Db, viewer: Viewer, eyes: ShelfEyes): AsyncGenerator<ExportedBookmark> {
  for (const kind of BOOKMARK_KINDS) {
    let last = 0
    for (let more = true; more;) {
      const bookmarks = await listAfter(db, viewer, { ...eyes, kind, last })
      more = bookmarks.length === AT_ONCE
      last = bookmarks.at(-1)?.id ?? last
      const ids = bookmarks.flatMap(({ standing, workId }) => (standing === 'here' && workId !== null ? [workId] : []))
      const works = new Map((await listBlurbs(db, viewer, ids)).map((work) => [work.id, work]))
      for (const bookmark of bookmarks) yield { kind, bookmark, work: works.get(bookmark.workId ?? 0) ?? null }
    }
  }
}

async function listAfter(
  db: Db,
  viewer: Viewer,
  { kind, last, ...eyes }: ShelfEyes & { kind: BookmarkKind; last: number },
): Promise<Bookmark[]> {
  const rows = await bookmarksOn(db, viewer, eyes, kind)
    .where('bookmark.id', '>', last)
    .select(BOOKMARK_COLUMNS)
    .select(deletedAt.as('deletedAt'))
    .orderBy('bookmark.id')
    .limit(AT_ONCE)
    .execute()
  return rows.map((row) => toBookmark(row, eyes.isOwner))
}
