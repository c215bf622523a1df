// What lies on a shelf, for its owner and for others. Others find what lists show them; the rest is not even counted.
import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'
import { leastAudience } from '../works/visibility.ts'
import { BOOKMARK_KINDS, type BookmarkKind, FAVOURITES, type Shelf } from './shelf.ts'

/** `closed`: there, but not to be read by the shelf's owner at present; `gone`: only the title is left. */
export type BookmarkStanding = 'here' | 'closed' | 'gone'

export interface Bookmark {
  id: number
  standing: BookmarkStanding
  /** Empty where it must not be told. */
  title: string
  noteHtml: string
  workId: number | null
  seriesId: number | null
  /** The author bookmarked, or the series' owner. */
  author: { name: string; slug: string } | null
  createdAt: number
}

export type ShelfCounts = Readonly<Record<BookmarkKind, number>>

function bookmarks(db: Db) {
  return db
    .selectFrom('bookmark')
    .leftJoin('work', 'work.id', 'bookmark.work_id')
    .leftJoin('series', 'series.id', 'bookmark.series_id')
    .leftJoin('pseud', (join) => join.on('pseud.id', '=', sql<number>`coalesce(bookmark.pseud_id, series.pseud_id)`))
}

function bookmarksOf(db: Db, shelfId: number, kind: BookmarkKind) {
  const all = bookmarks(db).where('bookmark.shelf_id', '=', shelfId)
  if (kind === 'series') return all.where('bookmark.series_id', 'is not', null)
  if (kind === 'authors') return all.where('bookmark.pseud_id', 'is not', null)
  // What lost even its number was most likely a work.
  return all.where('bookmark.series_id', 'is', null).where('bookmark.pseud_id', 'is', null)
}

const COLUMNS = [
  'bookmark.id',
  'bookmark.title as keptTitle',
  'bookmark.note_html as noteHtml',
  'bookmark.work_id as workId',
  'bookmark.series_id as seriesId',
  'bookmark.pseud_id as pseudId',
  'bookmark.created_at as createdAt',
  'work.title as workTitle',
  'work.deleted_at as deletedAt',
  'series.title as seriesTitle',
  'pseud.name',
  'pseud.slug',
] as const

/** One of the three kinds, newest first. `isOwner`: the viewer keeps the shelf. */
export async function listShelf(
  db: Db,
  viewer: Viewer,
  { shelf, kind, isOwner }: { shelf: Pick<Shelf, 'id'>; kind: BookmarkKind; isOwner: boolean },
  paging: Paging,
): Promise<Paged<Bookmark>> {
  const all = bookmarksOf(db, shelf.id, kind)
  const found = isOwner ? all : all.where(hereFor(viewer))
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .select(COLUMNS)
    .select(hereMark(viewer))
    .orderBy('bookmark.created_at', 'desc')
    .orderBy('bookmark.id', 'desc')
    .limit(paging.perPage)
    .offset(offsetOf(paging))
    .execute()
  return paged(rows.map(toBookmark), total, paging)
}

/** One, by its number; the caller has asked whose it is. */
export async function findBookmark(db: Db, viewer: Viewer, bookmarkId: number): Promise<Bookmark> {
  const row = await bookmarks(db)
    .where('bookmark.id', '=', bookmarkId)
    .select(COLUMNS)
    .select(hereMark(viewer))
    .executeTakeFirstOrThrow()
  return toBookmark(row)
}

interface Row {
  id: number
  keptTitle: string
  noteHtml: string
  workId: number | null
  seriesId: number | null
  pseudId: number | null
  createdAt: number
  workTitle: string | null
  deletedAt: number | null
  seriesTitle: string | null
  name: string | null
  slug: string | null
  here: number
}

function toBookmark(row: Row): Bookmark {
  const isGone = row.deletedAt !== null || (row.workId === null && row.seriesId === null && row.pseudId === null)
  const standing = row.here === 1 ? 'here' : isGone ? 'gone' : 'closed'
  return {
    id: row.id,
    standing,
    title: titleOf(row, standing),
    noteHtml: row.noteHtml,
    workId: row.workId,
    seriesId: row.seriesId,
    author: row.name === null || row.slug === null ? null : { name: row.name, slug: row.slug },
    createdAt: row.createdAt,
  }
}

function titleOf(row: Row, standing: BookmarkStanding): string {
  if (standing === 'closed') return ''
  return standing === 'gone' ? row.keptTitle : (row.workTitle ?? row.seriesTitle ?? row.name ?? row.keptTitle)
}

function hereMark(viewer: Viewer) {
  return sql<number>`case when ${hereFor(viewer)} then 1 else 0 end`.as('here')
}

/** The viewer finds it in lists: the same door as theirs (works/visibility.ts). */
function hereFor(viewer: Viewer) {
  return sql<boolean>`(work.audience >= ${leastAudience(viewer)}
    or (series.id is not null and series.hidden_at is null)
    or (bookmark.pseud_id is not null and pseud.id is not null))`
}

/** How much of each kind the viewer finds on it; everything for its owner. */
export async function countShelf(db: Db, viewer: Viewer, shelfId: number, isOwner: boolean): Promise<ShelfCounts> {
  const of = (kind: BookmarkKind) => {
    const all = bookmarksOf(db, shelfId, kind)
    return (isOwner ? all : all.where(hereFor(viewer))).select((eb) => eb.fn.countAll<number>().as('total'))
  }
  const { works, series, authors } = await db
    .selectNoFrom([of('works').as('works'), of('series').as('series'), of('authors').as('authors')])
    .executeTakeFirstOrThrow()
  return { works: works ?? 0, series: series ?? 0, authors: authors ?? 0 }
}

export function isEmptyShelf(counts: ShelfCounts): boolean {
  return BOOKMARK_KINDS.every((kind) => counts[kind] === 0)
}

const anyFavourite = prepare<{ pseudId: number; audience: number }>()((db, param) =>
  db
    .selectFrom('pseud as owner')
    .innerJoin('shelf', 'shelf.account_id', 'owner.account_id')
    .innerJoin('bookmark', 'bookmark.shelf_id', 'shelf.id')
    .leftJoin('work', 'work.id', 'bookmark.work_id')
    .leftJoin('series', 'series.id', 'bookmark.series_id')
    .where('owner.id', '=', param('pseudId'))
    .where('owner.is_default', '=', 1)
    .where('shelf.slug', '=', FAVOURITES.slug)
    .where('shelf.is_public', '=', 1)
    .where((eb) =>
      eb.or([
        eb('work.audience', '>=', param('audience')),
        eb.and([eb('series.id', 'is not', null), eb('series.hidden_at', 'is', null)]),
        eb('bookmark.pseud_id', 'is not', null),
      ]),
    )
    .select('bookmark.id')
    .limit(whole(1)),
)

/** Whether an author's page leads to favourites: there are some, and the viewer finds them. */
export async function hasFavourites(db: Db, viewer: Viewer, pseudId: number): Promise<boolean> {
  return (await anyFavourite(db, { pseudId, audience: leastAudience(viewer) })).length > 0
}
