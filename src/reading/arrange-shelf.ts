// Many works of one shelf at once: moved, copied, taken off. What is not on the shelf is passed over.
import { sql } from 'kysely'
import { countAttempt } from '../people/limits.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { findOwnShelf, openShelf } from './find-shelf.ts'
import { PER_MEMBER } from './put-on-shelf.ts'
import { type Shelf, tellsStatus } from './shelf.ts'

export interface Arrangement {
  from: string
  to: string
  /** Numbers of bookmarks. */
  ids: readonly number[]
  /** A copy leaves them where they are; between shelves that tell how far somebody is, it moves them all the same. */
  way: 'move' | 'copy'
}

const AT_ONCE = 500

/** Returns how many there were. Refuses with not_found shelves that are not the member's. */
export async function arrangeShelf(db: Db, member: Member, { from, to, ids, way }: Arrangement, now: number) {
  await countAttempt(db, `arrange account ${member.accountId}`, PER_MEMBER, now)
  return inTransaction(db, async (db) => {
    const source = await findOwnShelf(db, member, from)
    const target = await openShelf(db, member, to, now)
    if (source.id === target.id) return 0
    let count = 0
    for (const some of await idsOn(db, source, ids)) {
      await copyTo(db, source, target, { ids: some, now })
      if (way === 'move') {
        await joinNotes(db, source, target, some)
        await takeOff(db, source, some)
      }
      count += some.length
    }
    return count
  })
}

/** Returns how many there were. */
export async function clearShelf(db: Db, member: Member, { from, ids }: { from: string; ids: readonly number[] }) {
  const source = await findOwnShelf(db, member, from)
  return inTransaction(db, async (db) => {
    const found = await idsOn(db, source, ids)
    for (const some of found) await takeOff(db, source, some)
    return found.flat().length
  })
}

/** Those of the numbers that are works on the shelf, some at a time, always in the same order. */
async function idsOn(db: Db, { id }: Shelf, ids: readonly number[]): Promise<number[][]> {
  const sorted = [...new Set(ids)].sort((a, b) => a - b)
  const found: number[][] = []
  for (let start = 0; start < sorted.length; start += AT_ONCE) {
    const rows = await db
      .selectFrom('bookmark')
      .where('shelf_id', '=', id)
      .where('id', 'in', sorted.slice(start, start + AT_ONCE))
      .where('series_id', 'is', null)
      .where('pseud_id', 'is', null)
      .select('id')
      .orderBy('id')
      .execute()
    if (rows.length > 0) found.push(rows.map((row) => row.id))
  }
  return found
}

async function copyTo(db: Db, source: Shelf, target: Shelf, { ids, now }: { ids: readonly number[]; now: number }) {
  const status = tellsStatus(target.kind) ? target.accountId : null
  await sql`insert into bookmark
      (shelf_id, work_id, title, note_source, note_html, note_is_public, status_account_id, created_at)
    select cast(${target.id} as bigint), work_id, title, note_source, note_html, note_is_public,
      cast(${status} as bigint), cast(${now} as bigint)
    from bookmark where shelf_id = ${source.id} and id in (${sql.join(ids)}) order by id
    on conflict do nothing`.execute(db)
  if (status === null) return
  await db
    .updateTable('bookmark')
    .set({ shelf_id: target.id, created_at: now })
    .where('status_account_id', '=', status)
    .where('shelf_id', '!=', target.id)
    .where('work_id', 'in', (eb) =>
      eb
        .selectFrom('bookmark as chosen')
        .where('chosen.id', 'in', ids)
        .where('chosen.work_id', 'is not', null)
        .select('chosen.work_id'),
    )
    .execute()
}

/** Where the work is on the other shelf already, what was noted here is not lost. */
async function joinNotes(db: Db, source: Shelf, target: Shelf, ids: readonly number[]): Promise<void> {
  await sql`update bookmark set
      note_is_public = case when bookmark.note_source = '' then here.note_is_public
        else bookmark.note_is_public * here.note_is_public end,
      note_html = case when bookmark.note_html = '' then here.note_html
        else bookmark.note_html || ${'\n'} || here.note_html end,
      note_source = case when bookmark.note_source = '' then here.note_source
        else bookmark.note_source || ${'\n\n'} || here.note_source end
    from bookmark here
    where here.shelf_id = ${source.id} and here.id in (${sql.join(ids)}) and here.note_source <> ''
      and bookmark.shelf_id = ${target.id} and bookmark.work_id = here.work_id
      and bookmark.note_source <> here.note_source`.execute(db)
}

async function takeOff(db: Db, source: Shelf, ids: readonly number[]): Promise<void> {
  await db.deleteFrom('bookmark').where('shelf_id', '=', source.id).where('id', 'in', ids).execute()
}
