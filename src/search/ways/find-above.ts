import type { Db } from '../../store/database.ts'
import { prepare, whole } from '../../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../../store/prepared-ids.ts'

const MOST = 200

const aboveRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .withRecursive('above(id)', (db) =>
      db
        .selectFrom('tag')
        .where('id', 'in', idParams(param, shape))
        .select('id')
        .union((eb) =>
          eb
            .selectFrom('tag_parent')
            .innerJoin('above', 'above.id', 'tag_parent.tag_id')
            .select('tag_parent.parent_id as id'),
        ),
    )
    .selectFrom('above')
    .select('above.id')
    .limit(whole(MOST)),
)

/** These tags and everything above them. */
export async function findAbove(db: Db, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const { values, shape } = idValues(ids.slice(0, MOST))
  return (await aboveRows(db, values, shape)).map((row) => row.id)
}
