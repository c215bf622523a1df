// On SQLite the index of texts, which is in a file of its own, follows the log of changes as every index does. (On PostgreSQL
// whoever changes a work notes that its words wait.)
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Db, inTransaction } from '../../store/database.ts'
import { dialectOf } from '../../store/dialect.ts'
import { PASSAGES } from './parts-of-work.ts'

/** Lets all works wait that have changed since it was called last; all there are, where that is not known any more. */
export async function noteChanged(db: Db): Promise<void> {
  if (dialectOf(db).name !== 'sqlite') return
  // What was read in this turn is read anew.
  await nextTurn()
  if ((await countChanges(db)) === 0) return
  await inTransaction(db, async (db) => {
    if ((await countChanges(db)) === null) await letAllWait(db)
    else {
      await sql`insert into text_waiting (work_id)
        select work_id from work_change where id > (select change_id from text_followed) and numbers_only = 0
        on conflict do nothing`.execute(db)
    }
    await sql`delete from text_followed`.execute(db)
    await sql`insert into text_followed (id, change_id, stamp)
      select 1, newest.id, coalesce(work_change.stamp, 0)
      from (select coalesce(max(id), 0) as id from work_change) newest
      left join work_change on work_change.id = newest.id`.execute(db)
  })
}

/**
 * Since the last one that was followed; null: that is not in the log. Rows of long ago are swept away, and an archive that
 * was brought back, or whose last changes a power cut has taken, has others by the same numbers.
 */
async function countChanges(db: Db): Promise<number | null> {
  const { rows } = await sql<{ changes: number }>`
    select coalesce((select max(id) from work_change), 0) - change_id as changes from text_followed
    where (change_id = 0 and coalesce((select min(id) from work_change), 1) = 1) or exists (
      select 1 from work_change where id = change_id and work_change.stamp = text_followed.stamp)`.execute(db)
  return rows[0]?.changes ?? null
}

/** What is as it was is seen by its stamp, and stays. Also works that are no more, but stand in the index. */
export async function letAllWait(db: Db): Promise<void> {
  await sql`insert into text_waiting (work_id)
    select id from work
    union select work_id from indexed_work
    union select id / ${sql.lit(PASSAGES)} from passage where true
    on conflict (work_id) do nothing`.execute(db)
}
