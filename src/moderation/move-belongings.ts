import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { noteWorkChanges } from '../store/work-changes.ts'
import { listWorksBy } from '../works/list-works-by.ts'

/**
 * Gives all that one account has to another: its pen names, and with them works, series and reviews; shelves, follows,
 * kudos and votes. What the other has as well stays behind. Returns how many of each moved.
 */
export async function moveBelongings(db: Db, from: number, to: number): Promise<Record<string, number>> {
  const workIds = await listWorksBy(db, from)
  const pseuds = await db
    .updateTable('pseud')
    .set({ account_id: to, is_default: 0 })
    .where('account_id', '=', from)
    .executeTakeFirst()
  // Whose works they are is known from memory too.
  await noteWorkChanges(db, workIds)
  const moved: Record<string, number> = { pseud: Number(pseuds.numUpdatedRows), ...(await moveShelves(db, from, to)) }
  for (const { table, same } of ONCE_EACH) {
    const clash = sql.join(
      same.map((column) => sql`mine.${sql.ref(column)} = ${sql.ref(`${table}.${column}`)}`),
      sql` or `,
    )
    const update = sql`update ${sql.table(table)} set account_id = ${to} where account_id = ${from} and not exists (
      select 1 from ${sql.table(table)} mine where mine.account_id = ${to} and (${clash}))`
    moved[table] = Number((await update.execute(db)).numAffectedRows ?? 0)
  }
  const revisions = await db
    .updateTable('chapter_revision')
    .set({ account_id: to })
    .where('account_id', '=', from)
    .executeTakeFirst()
  return { ...moved, chapter_revision: Number(revisions.numUpdatedRows) }
}

/** An account has each of these once for the same thing. */
const ONCE_EACH = [
  { table: 'subscription', same: ['work_id', 'series_id', 'pseud_id', 'tag_id'] },
  { table: 'kudos', same: ['work_id'] },
  { table: 'reading_place', same: ['work_id'] },
  { table: 'read_mark', same: ['chapter_id'] },
  { table: 'hiding', same: ['work_id', 'pseud_id', 'tag_id'] },
  { table: 'saved_search', same: ['name_folded'] },
  { table: 'poll_vote', same: ['poll_id'] },
] as const

/** A shelf whose name the other account has too gives its books to that one. */
async function moveShelves(db: Db, from: number, to: number): Promise<Record<string, number>> {
  await moveStatuses(db, from, to)
  const books = sql`update bookmark set shelf_id = (select theirs.id from shelf own join shelf theirs
      on theirs.slug = own.slug and theirs.account_id = ${to} where own.id = bookmark.shelf_id)
    where shelf_id in (select own.id from shelf own join shelf theirs on theirs.slug = own.slug
        and theirs.account_id = ${to} where own.account_id = ${from})
      and not exists (select 1 from bookmark same join shelf theirs on theirs.id = same.shelf_id
        join shelf own on own.slug = theirs.slug and own.id = bookmark.shelf_id
        where theirs.account_id = ${to} and (same.work_id = bookmark.work_id
          or same.series_id = bookmark.series_id or same.pseud_id = bookmark.pseud_id))`
  const moved = Number((await books.execute(db)).numAffectedRows ?? 0)
  const shelves = sql`update shelf set account_id = ${to} where account_id = ${from} and not exists (
    select 1 from shelf mine where mine.account_id = ${to} and mine.slug = shelf.slug)`
  return { bookmark: moved, shelf: Number((await shelves.execute(db)).numAffectedRows ?? 0) }
}

/** How far somebody is with a work is known once: the other account's own word counts. */
async function moveStatuses(db: Db, from: number, to: number): Promise<void> {
  await sql`delete from bookmark where status_account_id = ${from}
    and work_id in (select theirs.work_id from bookmark theirs where theirs.status_account_id = ${to})`.execute(db)
  await db.updateTable('bookmark').set({ status_account_id: to }).where('status_account_id', '=', from).execute()
  // Two shelves of one name, by different addresses, stay two.
  await sql`update shelf set name_folded = name_folded || ' ' || id where account_id = ${from}
    and name_folded in (select theirs.name_folded from shelf theirs where theirs.account_id = ${to})`.execute(db)
}
