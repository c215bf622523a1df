// Works on shelves. Of later, reading, finished and dropped a work stands on one at most: moving to one takes it from
// the others, and a unique index keeps it so however many clicks arrive at once.
import { notFound } from '../errors.ts'
import { countAttempt } from '../people/limits.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { findWork } from '../works/find-work.ts'
import { gateBefore } from '../works/gates.ts'
import { openShelf } from './find-shelf.ts'
import { type Shelf, tellsStatus } from './shelf.ts'

export const PER_MEMBER = { max: 600, windowSeconds: 60 * 60 }

const NOTHING = { series_id: null, pseud_id: null }

/** A second time is harmless. Refuses with not_found what the member may not read, and shelves that are not theirs. */
export async function putOnShelf(db: Db, member: Member, place: { workId: number; shelf: string }, now: number) {
  const title = await findTitle(db, member, place.workId)
  await countAttempt(db, `bookmark account ${member.accountId}`, PER_MEMBER, now)
  await inTransaction(db, async (db) => {
    const shelf = await openShelf(db, member, place.shelf, now)
    await db
      .insertInto('bookmark')
      .values({
        ...NOTHING,
        shelf_id: shelf.id,
        work_id: place.workId,
        title,
        note_is_public: shelf.isPublic ? 1 : 0,
        status_account_id: tellsStatus(shelf.kind) ? member.accountId : null,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    if (tellsStatus(shelf.kind)) await moveStatus(db, shelf, place.workId, now)
  })
}

/** What stood on another of the four comes over with its note. */
async function moveStatus(db: Db, shelf: Shelf, workId: number, now: number): Promise<void> {
  await db
    .updateTable('bookmark')
    .set({ shelf_id: shelf.id, created_at: now })
    .where('status_account_id', '=', shelf.accountId)
    .where('work_id', '=', workId)
    .where('shelf_id', '!=', shelf.id)
    .execute()
}

/**
 * Harmless where it does not stand there; what cannot be read any more can be taken off too. One click does not take a
 * note away: then the bookmark stays, and its number is returned.
 */
export async function takeFromShelf(
  db: Db,
  member: Member,
  place: { workId: number; shelf: string },
): Promise<number | null> {
  return inTransaction(db, async (db) => {
    const found = await db
      .selectFrom('bookmark')
      .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
      .where('bookmark.work_id', '=', place.workId)
      .where('shelf.account_id', '=', member.accountId)
      .where('shelf.slug', '=', place.shelf)
      .select(['bookmark.id', 'bookmark.shelf_id as shelfId', 'bookmark.note_source as note'])
      .executeTakeFirst()
    if (!found) return null
    if (found.note !== '') return found.id
    // Moved to another shelf meanwhile, it stays there.
    await db.deleteFrom('bookmark').where('id', '=', found.id).where('shelf_id', '=', found.shelfId).execute()
    return null
  })
}

/** A warning stands before the text alone; whoever finds the work in lists may put it aside for later. */
async function findTitle(db: Db, member: Member, workId: number): Promise<string> {
  const work = await findWork(db, member, workId)
  const gate = gateBefore(work.gates, member, work.isCreator)
  if (work.state !== 'posted' || (gate !== null && gate !== 'warning')) throw notFound('Work')
  return work.title
}
