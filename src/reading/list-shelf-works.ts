// The works on a shelf, sorted and filtered. Every count is made by the same conditions as the list.
import { type Expression, sql, type SqlBool } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import { contains } from '../store/contains.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { foldName, foldWords } from '../text/slug.ts'
import { accountOf } from '../works/visibility.ts'
import {
  BOOKMARK_COLUMNS,
  type Bookmark,
  bookmarksOn,
  deletedAt,
  type ShelfEyes,
  toBookmark,
} from './list-bookmarks.ts'
import type { ShelfSort, ShelfView } from './shelf-view.ts'

const MOST_WORDS = 10

/** What the view leaves on the shelf. With any filter but `search` that is only what the viewer finds in lists. */
export function worksOn(db: Db, viewer: Viewer, eyes: ShelfEyes, view: Filters) {
  let found = bookmarksOn(db, viewer, eyes, 'works')
  for (const condition of conditionsOf(viewer, view)) found = found.where(condition)
  return found
}

export type Filters = Pick<ShelfView, 'completion' | 'unread' | 'tags' | 'search'>

function conditionsOf(viewer: Viewer, { completion, unread, tags, search }: Filters): Expression<SqlBool>[] {
  const words = search.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)
  return [
    ...(completion === null ? [] : [sql<SqlBool>`work.complete = ${completion === 'complete' ? 1 : 0}`]),
    ...(unread && viewer.kind === 'member' ? [isUnreadBy(accountOf(viewer))] : []),
    ...tags.map(isTagged),
    ...words.map(isNamed),
  ]
}

/** Some posted chapter is not read, as the blurb counts it. */
function isUnreadBy(accountId: number): Expression<SqlBool> {
  return sql`exists (select 1 from chapter where chapter.work_id = work.id and chapter.posted_at is not null
    and not exists (select 1 from read_mark mark
      where mark.account_id = ${accountId} and mark.chapter_id = chapter.id and mark.read_at is not null))`
}

function isTagged(tagId: number): Expression<SqlBool> {
  return sql`exists (select 1 from work_tag_expansion tagged where tagged.work_id = work.id and tagged.tag_id = ${tagId})`
}

/** In the title or in an author's name; in the title that was kept where nothing else is left. */
function isNamed(word: string): Expression<SqlBool> {
  const [folded, plain] = [foldWords(word), foldName(word)]
  return sql`(${contains(sql`work.sort_title`, folded)} or ${contains(sql`lower(work.title)`, plain)}
    or (work.id is null and ${contains(sql`lower(bookmark.title)`, plain)})
    or exists (select 1 from creator join pseud author on author.id = creator.pseud_id
      where creator.work_id = work.id and ${contains(sql`author.sort_name`, folded)}))`
}

/** What is not to be read stands by its kept title, and last in every other order. */
const KEYS: Readonly<Record<ShelfSort, Expression<unknown>>> = {
  added: sql`bookmark.created_at`,
  updated: sql`coalesce(work.updated_at, 0)`,
  title: sql`coalesce(work.sort_title, lower(bookmark.title))`,
  author: sql`coalesce((select author.sort_name from creator join pseud author on author.id = creator.pseud_id
    where creator.work_id = work.id order by creator.position, creator.pseud_id limit 1), '')`,
  words: sql`coalesce(work.word_count, 0)`,
}

export interface ShelfWorks extends Paged<Bookmark> {
  /** How many there would be of each, were it not for the filter by completion. */
  completions: Readonly<Record<'all' | 'complete' | 'in_progress', number>>
}

export async function listShelfWorks(
  db: Db,
  viewer: Viewer,
  { view, ...eyes }: ShelfEyes & { view: ShelfView },
  paging: Paging,
): Promise<ShelfWorks> {
  const direction = view.descending ? 'desc' : 'asc'
  const [counts, rows] = await Promise.all([
    worksOn(db, viewer, eyes, { ...view, completion: null })
      .select((eb) => [
        eb.fn.countAll<number>().as('every'),
        eb.fn.count<number>('work.id').as('here'),
        sql<number | null>`sum(work.complete)`.as('complete'),
      ])
      .executeTakeFirstOrThrow(),
    worksOn(db, viewer, eyes, view)
      .select(BOOKMARK_COLUMNS)
      .select(deletedAt.as('deletedAt'))
      .orderBy(KEYS[view.sort], direction)
      .orderBy('bookmark.id', direction)
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
  ])
  const complete = Number(counts.complete ?? 0)
  const completions = { all: counts.every, complete, in_progress: counts.here - complete }
  const bookmarks = rows.map((row) => toBookmark(row, eyes.isOwner))
  return { ...paged(bookmarks, completions[view.completion ?? 'all'], paging), completions }
}

/** The numbers of all bookmarks that the view leaves on the shelf. */
export async function listBookmarkIds(db: Db, viewer: Viewer, { view, ...eyes }: ShelfEyes & { view: ShelfView }) {
  const rows = await worksOn(db, viewer, eyes, view).select('bookmark.id').orderBy('bookmark.id').execute()
  return rows.map((row) => row.id)
}

/** Some of them, by their numbers; the shelf is the member's own. */
export async function listBookmarksById(db: Db, member: Viewer, shelf: ShelfEyes['shelf'], ids: readonly number[]) {
  if (ids.length === 0) return []
  const rows = await bookmarksOn(db, member, { shelf, isOwner: true }, 'works')
    .where('bookmark.id', 'in', ids)
    .select(BOOKMARK_COLUMNS)
    .select(deletedAt.as('deletedAt'))
    .orderBy('bookmark.id')
    .execute()
  return rows.map((row) => toBookmark(row, true))
}
