// What lies on a shelf, for its owner and for others. Others find what lists show them; the rest is not even counted.
import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { leastAudience } from '../works/visibility.ts'
import { BOOKMARK_KINDS, type BookmarkKind, type Shelf } from './shelf.ts'

/** `closed`: there, but not to be read by the shelf's owner at present; `gone`: only the title is left. */
export type BookmarkStanding = 'here' | 'closed' | 'gone'

export interface Bookmark {
  id: number
  standing: BookmarkStanding
  /** As it is now; where it cannot be read, as it was when it was put on the shelf. */
  title: string
  noteHtml: string
  noteIsPublic: boolean
  workId: number | null
  seriesId: number | null
  /** The author bookmarked, or the series' owner. */
  author: { name: string; slug: string } | null
  createdAt: number
}

export type ShelfCounts = Readonly<Record<BookmarkKind, number>>

/** Whose eyes: the owner finds what has gone too, and their private notes. */
export interface ShelfEyes {
  shelf: Pick<Shelf, 'id'>
  isOwner: boolean
}

/** Works, series and authors as the viewer finds them in lists: where they do not, nothing is joined. */
function bookmarks(db: Db, viewer: Viewer) {
  return db
    .selectFrom('bookmark')
    .leftJoin('work', (join) =>
      join.onRef('work.id', '=', 'bookmark.work_id').on('work.audience', '>=', leastAudience(viewer)),
    )
    .leftJoin('series', (join) => join.onRef('series.id', '=', 'bookmark.series_id').on('series.hidden_at', 'is', null))
    .leftJoin('pseud', (join) => join.on('pseud.id', '=', sql<number>`coalesce(bookmark.pseud_id, series.pseud_id)`))
}

export function bookmarksOn(db: Db, viewer: Viewer, { shelf, isOwner }: ShelfEyes, kind: BookmarkKind) {
  const all = bookmarks(db, viewer).where('bookmark.shelf_id', '=', shelf.id)
  if (kind === 'series') {
    const series = all.where('bookmark.series_id', 'is not', null)
    return isOwner ? series : series.where('series.id', 'is not', null)
  }
  if (kind === 'authors') return all.where('bookmark.pseud_id', 'is not', null)
  if (!isOwner) return all.where('work.id', 'is not', null)
  // What lost even its number was most likely a work.
  return all.where('bookmark.series_id', 'is', null).where('bookmark.pseud_id', 'is', null)
}

export const BOOKMARK_COLUMNS = [
  'bookmark.id',
  'bookmark.title as keptTitle',
  'bookmark.note_html as noteHtml',
  'bookmark.note_is_public as noteIsPublic',
  'bookmark.work_id as workId',
  'bookmark.series_id as seriesId',
  'bookmark.pseud_id as pseudId',
  'bookmark.created_at as createdAt',
  'work.title as workTitle',
  'series.title as seriesTitle',
  'pseud.name',
  'pseud.slug',
] as const

/** Only its owner is told, so only they need it. */
export const deletedAt = sql<number | null>`(select deleted_at from work kept where kept.id = bookmark.work_id)`

/** Series or authors, the newest first. */
export async function listBookmarks(
  db: Db,
  viewer: Viewer,
  { kind, ...eyes }: ShelfEyes & { kind: Exclude<BookmarkKind, 'works'> },
  paging: Paging,
): Promise<Paged<Bookmark>> {
  const found = bookmarksOn(db, viewer, eyes, kind)
  const [{ total }, rows] = await Promise.all([
    found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    found
      .select(BOOKMARK_COLUMNS)
      .select(deletedAt.as('deletedAt'))
      .orderBy('bookmark.created_at', 'desc')
      .orderBy('bookmark.id', 'desc')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
  ])
  return paged(
    rows.map((row) => toBookmark(row, eyes.isOwner)),
    total,
    paging,
  )
}

/** One of the viewer's own, by its number; the caller has asked whose it is. */
export async function findBookmark(db: Db, viewer: Viewer, bookmarkId: number): Promise<Bookmark> {
  const row = await bookmarks(db, viewer)
    .where('bookmark.id', '=', bookmarkId)
    .select(BOOKMARK_COLUMNS)
    .select(deletedAt.as('deletedAt'))
    .executeTakeFirstOrThrow()
  return toBookmark(row, true)
}

export interface BookmarkRow {
  id: number
  keptTitle: string
  noteHtml: string
  noteIsPublic: number
  workId: number | null
  seriesId: number | null
  pseudId: number | null
  createdAt: number
  workTitle: string | null
  deletedAt: number | null
  seriesTitle: string | null
  name: string | null
  slug: string | null
}

export function toBookmark(row: BookmarkRow, isOwner: boolean): Bookmark {
  const isHere = row.workTitle !== null || row.seriesTitle !== null || (row.pseudId !== null && row.name !== null)
  const isGone = row.deletedAt !== null || (row.workId === null && row.seriesId === null && row.pseudId === null)
  return {
    id: row.id,
    standing: isHere ? 'here' : isGone ? 'gone' : 'closed',
    title: row.workTitle ?? row.seriesTitle ?? (row.pseudId === null ? null : row.name) ?? row.keptTitle,
    noteHtml: isOwner || row.noteIsPublic === 1 ? row.noteHtml : '',
    noteIsPublic: row.noteIsPublic === 1,
    workId: row.workId,
    seriesId: row.seriesId,
    author: row.name === null || row.slug === null ? null : { name: row.name, slug: row.slug },
    createdAt: row.createdAt,
  }
}

/** How much of each kind the viewer finds on it; everything for its owner. */
export async function countBookmarks(db: Db, viewer: Viewer, eyes: ShelfEyes): Promise<ShelfCounts> {
  const of = (kind: BookmarkKind) =>
    bookmarksOn(db, viewer, eyes, kind).select((eb) => eb.fn.countAll<number>().as('total'))
  const { works, series, authors } = await db
    .selectNoFrom([of('works').as('works'), of('series').as('series'), of('authors').as('authors')])
    .executeTakeFirstOrThrow()
  return { works: works ?? 0, series: series ?? 0, authors: authors ?? 0 }
}

export function isEmptyShelf(counts: ShelfCounts): boolean {
  return BOOKMARK_KINDS.every((kind) => counts[kind] === 0)
}
