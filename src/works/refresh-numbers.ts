// The counts of kudos and reviews that lists sort by. Call it in the transaction of every change to one of them.
import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { padded } from '../store/in-list.ts'
import { noteWorkChanges } from '../store/work-changes.ts'

/** Counts them anew for these works; safe to repeat. */
export async function refreshNumbers(db: Db, workIds: readonly number[]): Promise<void> {
  if (workIds.length === 0) return
  await sql`
    update work set
      kudos_count = (select count(*) from kudos where kudos.work_id = work.id),
      review_count = (select count(*) from review
        where review.work_id = work.id and parent_id is null and deleted_at is null and hidden_at is null)
    where id in (${sql.join(padded(workIds))})`.execute(db)
  await noteWorkChanges(db, workIds, 'numbers')
}
