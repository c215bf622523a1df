// On SQLite the index of texts, which is in a file of its own, follows the log of changes as every index does. (On PostgreSQL
// whoever changes a work notes that its words wait.)
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Db, inTransaction } from '../../store/database.ts'
import { dialectOf } from '../../store/dialect.ts'
import { CHANGES_KEPT } from '../../store/follow-work-changes.ts'
import { PASSAGES } from './parts-of-work.ts'

/** Lets all works wait that have changed since it was called last; all there are, where that is not known any more. */
export async function noteChanged(db: Db): Promise<void> {
  if (dialectOf(db).name !== 'sqlite') return
  // What was read in this turn is read anew.
  await nextTurn()
  if (await isUpToDate(db)) return
  await inTransaction(db, async (db) => {
    const { newest, followed } = await readPlace(db)
    // A backup that was brought back has an older log than the index knows.
    if (followed === null || newest < followed || newest - followed >= CHANGES_KEPT) await letAllWait(db)
    else {
      await sql`insert into text_waiting (work_id)
        select work_id from work_change where id > ${followed} and id <= ${newest} and numbers_only = 0
        on conflict do nothing`.execute(db)
    }
    await sql`insert into text_followed (id, change_id) values (1, ${newest})
      on conflict (id) do update set change_id = excluded.change_id`.execute(db)
  })
}

async function isUpToDate(db: Db): Promise<boolean> {
  const { newest, followed } = await readPlace(db)
  return newest === followed
}

async function readPlace(db: Db): Promise<{ newest: number; followed: number | null }> {
  const { rows } = await sql<{ newest: number; followed: number | null }>`
    select coalesce((select max(id) from work_change), 0) as newest,
      (select change_id from text_followed) as followed`.execute(db)
  return rows[0]!
}

/** What is as it was is seen by its stamp, and stays. Also works that are no more, but stand in the index. */
export async function letAllWait(db: Db): Promise<void> {
  await sql`insert into text_waiting (work_id)
    select id from work
    union select work_id from indexed_work
    union select id / ${sql.lit(PASSAGES)} from passage where true
    on conflict (work_id) do nothing`.execute(db)
}
