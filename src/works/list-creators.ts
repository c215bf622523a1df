import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { groupedBy, idParams, type IdValues, idValues } from '../store/prepared-ids.ts'

export interface Creator {
  pseudId: number
  accountId: number
  name: string
  slug: string
}

const listRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('creator')
    .innerJoin('pseud', 'pseud.id', 'creator.pseud_id')
    .where('creator.work_id', 'in', idParams(param, shape))
    .select([
      'creator.work_id as workId',
      'creator.pseud_id as pseudId',
      'pseud.account_id as accountId',
      'pseud.name',
      'pseud.slug',
    ])
    .orderBy('creator.position')
    .orderBy('creator.pseud_id'),
)

/** The bylines of these works, by work. */
export async function listCreators(db: Db, workIds: readonly number[]): Promise<Map<number, Creator[]>> {
  if (workIds.length === 0) return new Map()
  const { values, shape } = idValues(workIds)
  return groupedBy(await listRows(db, values, shape), (row) => row.workId)
}
