import type { Expression } from 'kysely'
import type { Db } from '../../store/database.ts'
import { noteWorkChanges } from '../../store/work-changes.ts'
import { refreshWorks } from '../../works/refresh-work.ts'

const AT_ONCE = 500

/** The works that carry one of these tags themselves, or stand below them; `tagIds` is a list or a query of ids. */
export async function listWorksWith(db: Db, tagIds: readonly number[] | Expression<unknown>): Promise<number[]> {
  const rows = await db
    .selectFrom('work_tag_expansion')
    .where('tag_id', 'in', tagIds as Expression<number>)
    .select('work_id')
    .distinct()
    .orderBy('work_id')
    .execute()
  return rows.map((row) => row.work_id)
}

export function tagsOf(db: Db, vocabularyId: number) {
  return db.selectFrom('tag').where('vocabulary_id', '=', vocabularyId).select('id')
}

/** In slices, within the transaction of the change. */
export async function refreshInSlices(db: Db, workIds: readonly number[]): Promise<void> {
  for (let start = 0; start < workIds.length; start += AT_ONCE)
    await refreshWorks(db, workIds.slice(start, start + AT_ONCE))
}

/** For what changes how a work is found, but nothing that is derived. */
export async function noteInSlices(db: Db, workIds: readonly number[]): Promise<void> {
  for (let start = 0; start < workIds.length; start += AT_ONCE)
    await noteWorkChanges(db, workIds.slice(start, start + AT_ONCE))
}
