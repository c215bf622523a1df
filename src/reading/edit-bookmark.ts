import { invalid, notFound } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { cleanText } from '../text/well-formed.ts'
import { briefHtml } from '../works/source-to-html.ts'
import { type Bookmark, findBookmark } from './list-bookmarks.ts'
import { canChangeShelf } from './permissions.ts'
import type { BookmarkKind, Shelf } from './shelf.ts'

export const LONGEST_NOTE = 20_000

export interface OwnBookmark extends Bookmark {
  shelf: Pick<Shelf, 'kind' | 'name' | 'slug' | 'isPublic'>
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
      'shelf.slug',
      'shelf.name',
      'shelf.kind as shelfKind',
      'shelf.is_public as isPublic',
      'shelf.account_id as accountId',
      'bookmark.series_id as seriesId',
      'bookmark.pseud_id as pseudId',
      'bookmark.note_source as noteSource',
    ])
    .executeTakeFirst()
  if (!row || !canChangeShelf(member, row)) throw notFound('Bookmark')
  const { slug, name, shelfKind, noteSource, seriesId, pseudId } = row
  const kind = seriesId !== null ? 'series' : pseudId !== null ? 'authors' : 'works'
  const shelf = { slug, name, kind: shelfKind, isPublic: row.isPublic === 1 }
  return { ...(await findBookmark(db, member, bookmarkId)), shelf, noteSource, kind }
}

export interface Note {
  text: string
  /** Whoever sees the shelf reads it; else its owner alone. */
  isPublic: boolean
}

/** Refuses with invalid under `note`. */
export async function editBookmark(db: Db, member: Member, bookmarkId: number, note: Note): Promise<void> {
  const bookmark = await findOwnBookmark(db, member, bookmarkId)
  await db.updateTable('bookmark').set(checkNote(note)).where('id', '=', bookmark.id).execute()
}

function checkNote({ text, isPublic }: Note) {
  const source = cleanText(text).trim()
  if (source.length > LONGEST_NOTE) throw invalid({ note: `A note has at most ${LONGEST_NOTE} characters.` })
  const html = source === '' ? '' : briefHtml(source)
  return { note_source: source, note_html: html, note_is_public: isPublic ? 1 : 0 }
}

export async function removeBookmark(db: Db, member: Member, bookmarkId: number): Promise<void> {
  const bookmark = await findOwnBookmark(db, member, bookmarkId)
  await db.deleteFrom('bookmark').where('id', '=', bookmark.id).execute()
}
