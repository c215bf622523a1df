// Series and authors among the favourites; works stand on all shelves, see put-on-shelf.ts.
import { countAttempt } from '../people/limits.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { findSeries } from '../works/find-series.ts'
import { openShelf } from './find-shelf.ts'
import { PER_MEMBER } from './put-on-shelf.ts'
import { FAVOURITES } from './shelf.ts'

export type BookmarkSubject = { kind: 'series'; seriesId: number } | { kind: 'author'; pseudId: number; name: string }

/**
 * Puts a series or author among the member's favourites; one that is there already stays as it is. Returns the
 * bookmark's number. Refuses with not_found what the member may not read.
 */
export async function addBookmark(db: Db, member: Member, subject: BookmarkSubject, now: number): Promise<number> {
  const title = subject.kind === 'author' ? subject.name : (await findSeries(db, member, subject.seriesId)).title
  await countAttempt(db, `bookmark account ${member.accountId}`, PER_MEMBER, now)
  return inTransaction(db, async (db) => {
    const shelf = await openShelf(db, member, FAVOURITES.slug, now)
    const [column, id] =
      subject.kind === 'series' ? (['series_id', subject.seriesId] as const) : (['pseud_id', subject.pseudId] as const)
    await db
      .insertInto('bookmark')
      .values({
        ...NOTHING,
        shelf_id: shelf.id,
        [column]: id,
        title,
        note_is_public: shelf.isPublic ? 1 : 0,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const bookmark = await db
      .selectFrom('bookmark')
      .where('shelf_id', '=', shelf.id)
      .where(column, '=', id)
      .select('id')
      .executeTakeFirstOrThrow()
    return bookmark.id
  })
}

const NOTHING = { work_id: null, series_id: null, pseud_id: null }
