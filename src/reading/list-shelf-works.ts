// The works on a shelf in its own order, the last that was put there first. What else is asked of them, every list can.
import { type Expression, sql, type SqlBool } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import { contains } from '../store/contains.ts'
import type { Db } from '../store/database.ts'
import { foldName, foldWords } from '../text/slug.ts'
import { accountOf } from '../works/visibility.ts'
import { BOOKMARK_COLUMNS, bookmarksOn, deletedAt, type ShelfEyes, toBookmark } from './list-bookmarks.ts'
import type { ShelfView } from './shelf-view.ts'

const MOST_WORDS = 10

export interface ShelfLine {
  bookmarkId: number
  /** Null: it is not to be read, at present or for ever. Only its owner finds it on the shelf. */
  workId: number | null
  addedAt: number
}

/** All of them; of a shelf as long as they get, that is some tens of thousands. */
export async function listShelfLines(
  db: Db,
  viewer: Viewer,
  { view, ...eyes }: ShelfEyes & { view: Pick<ShelfView, 'unread' | 'search'> },
): Promise<ShelfLine[]> {
  let found = bookmarksOn(db, viewer, eyes, 'works')
  for (const condition of conditionsOf(viewer, view)) found = found.where(condition)
  return found
    .select(['bookmark.id as bookmarkId', 'work.id as workId', 'bookmark.created_at as addedAt'])
    .orderBy('bookmark.created_at', 'desc')
    .orderBy('bookmark.id', 'desc')
    .execute()
}

/** Those that the viewer finds in lists. */
export function worksOf(lines: readonly ShelfLine[]): number[] {
  return lines.flatMap(({ workId }) => (workId === null ? [] : [workId]))
}

function conditionsOf(viewer: Viewer, { unread, search }: Pick<ShelfView, 'unread' | 'search'>): Expression<SqlBool>[] {
  const words = search.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)
  return [...(unread && viewer.kind === 'member' ? [isUnreadBy(accountOf(viewer))] : []), ...words.map(isNamed)]
}

/** Some posted chapter is not read, as the blurb counts it. */
function isUnreadBy(accountId: number): Expression<SqlBool> {
  return sql`exists (select 1 from chapter where chapter.work_id = work.id and chapter.posted_at is not null
    and not exists (select 1 from read_mark mark
      where mark.account_id = ${accountId} and mark.chapter_id = chapter.id and mark.read_at is not null))`
}

/** In the title or in an author's name; in the title that was kept where nothing else is left. */
function isNamed(word: string): Expression<SqlBool> {
  const [folded, plain] = [foldWords(word), foldName(word)]
  return sql`(${contains(sql`work.sort_title`, folded)} or ${contains(sql`lower(work.title)`, plain)}
    or (work.id is null and ${contains(sql`lower(bookmark.title)`, plain)})
    or exists (select 1 from creator join pseud author on author.id = creator.pseud_id
      where creator.work_id = work.id and ${contains(sql`author.sort_name`, folded)}))`
}

/** In the order of the numbers; those that do not lie on this shelf are left out. */
export async function listBookmarksById(db: Db, viewer: Viewer, eyes: ShelfEyes, ids: readonly number[]) {
  if (ids.length === 0) return []
  const rows = await bookmarksOn(db, viewer, eyes, 'works')
    .where('bookmark.id', 'in', ids)
    .select(BOOKMARK_COLUMNS)
    .select(deletedAt.as('deletedAt'))
    .execute()
  const found = new Map(rows.map((row) => [row.id, toBookmark(row, eyes.isOwner)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
