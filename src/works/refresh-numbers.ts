// The counts of kudos and reviews that lists sort by. Call it in the transaction of every change to one of them.
import { sql } from 'kysely'
import { type Db, inTransaction } from '../store/database.ts'
import { padded } from '../store/in-list.ts'
import { noteWorkChanges } from '../store/work-changes.ts'

const KUDOS = sql`(select count(*) from kudos where kudos.work_id = work.id)`
const REVIEWS = sql`(select count(*) from review
  where review.work_id = work.id and parent_id is null and deleted_at is null and hidden_at is null)`

/** Counts them anew for these works; safe to repeat. */
export async function refreshNumbers(db: Db, workIds: readonly number[]): Promise<void> {
  if (workIds.length === 0) return
  await sql`update work set kudos_count = ${KUDOS}, review_count = ${REVIEWS}
    where id in (${sql.join(padded(workIds))})`.execute(db)
  await noteWorkChanges(db, workIds, 'numbers')
}

const MOST_AT_ONCE = 500

/** For whoever has brought reviews to many works: those whose counts are out of date, some at a time. */
export async function refreshAllNumbers(db: Db): Promise<void> {
  let last = 0
  for (;;) {
    const { rows } = await sql<{ id: number }>`select id from work
      where id > ${last} and (kudos_count <> ${KUDOS} or review_count <> ${REVIEWS})
      order by id limit ${MOST_AT_ONCE}`.execute(db)
    if (rows.length === 0) return
    const ids = rows.map((row) => row.id)
    await inTransaction(db, (db) => refreshNumbers(db, ids))
    last = ids.at(-1)!
  }
}
