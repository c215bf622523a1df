import { notFound } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { checkNote } from './add-bookmark.ts'
import { type Bookmark, findBookmark } from './list-shelf.ts'
import { canChangeShelf } from './permissions.ts'
import type { BookmarkKind } from './shelf.ts'

export interface OwnBookmark extends Bookmark {
  shelfSlug: string
  kind: BookmarkKind
  noteSource: string
}

/** Refuses with not_found what is not the member's own. */
export async function findOwnBookmark(db: Db, member: Member, bookmarkId: number): Promise<OwnBookmark> {
  const row = await db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .where('bookmark.id', '=', bookmarkId)
    .select([
      'shelf.slug as shelfSlug',
      'shelf.account_id as accountId',
      'bookmark.series_id as seriesId',
      'bookmark.pseud_id as pseudId',
      'bookmark.note_source as noteSource',
    ])
    .executeTakeFirst()
  if (!row || !canChangeShelf(member, row)) throw notFound('Bookmark')
  const { shelfSlug, noteSource, seriesId, pseudId } = row
  const kind = seriesId !== null ? 'series' : pseudId !== null ? 'authors' : 'works'
  return { ...(await findBookmark(db, member, bookmarkId)), shelfSlug, noteSource, kind }
}

/** Refuses with invalid under `note`. */
export async function editBookmark(db: Db, member: Member, bookmarkId: number, note: string): Promise<void> {
  const bookmark = await findOwnBookmark(db, member, bookmarkId)
  await db.updateTable('bookmark').set(checkNote(note)).where('id', '=', bookmark.id).execute()
}

export async function removeBookmark(db: Db, member: Member, bookmarkId: number): Promise<void> {
  const bookmark = await findOwnBookmark(db, member, bookmarkId)
  await db.deleteFrom('bookmark').where('id', '=', bookmark.id).execute()
}
