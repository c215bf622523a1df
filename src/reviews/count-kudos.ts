import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'

/** By work; a work without any is not in the map. At most 1000 works at once. */
export async function countKudosOfWorks(db: Db, workIds: readonly number[]): Promise<Map<number, number>> {
  if (workIds.length === 0) return new Map()
  const { values, shape } = idValues(workIds)
  return new Map((await countRows(db, values, shape)).map(({ work_id, count }) => [work_id, count]))
}

const countRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('kudos')
    .where('work_id', 'in', idParams(param, shape))
    .groupBy('work_id')
    .select((eb) => ['work_id', eb.fn.countAll<number>().as('count')]),
)
