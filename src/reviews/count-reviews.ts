import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'

/** Reviews, without answers, by work; a work without any is not in the map. At most 1000 works at once. */
export async function countReviewsOfWorks(db: Db, workIds: readonly number[]): Promise<Map<number, number>> {
  if (workIds.length === 0) return new Map()
  const { values, shape } = idValues(workIds)
  return toMap(await countOfWorks(db, values, shape))
}

const countOfWorks = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('review')
    .where('work_id', 'in', idParams(param, shape))
    .where('parent_id', 'is', null)
    .where('deleted_at', 'is', null)
    .where('hidden_at', 'is', null)
    .groupBy('work_id')
    .select((eb) => ['work_id as id', eb.fn.countAll<number>().as('count')]),
)

function toMap(rows: ReadonlyArray<{ id: number | null; count: number }>): Map<number, number> {
  return new Map(rows.map(({ id, count }) => [id!, count]))
}
