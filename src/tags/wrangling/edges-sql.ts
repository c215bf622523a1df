import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { idPairs, idSet } from '../../store/id-rows.ts'
import type { Edges } from './graph.ts'

export type Sql = ReturnType<typeof sql>

/** From a tag to what it stands for directly, as `from_id` and `to_id`. */
export const EDGES: Sql = sql`(
  select id as from_id, canonical_id as to_id from tag where canonical_id is not null
  union all
  select tag_id as from_id, parent_id as to_id from tag_parent)`

/** The same as it will be when these tags stand for something else. */
export function edgesWith(db: Db, changed: ReadonlyMap<number, Edges>): Sql {
  if (changed.size === 0) return EDGES
  const ids = idSet(db, [...changed.keys()])
  const own = [...changed].flatMap(([from, { canonicalId, parentIds }]) =>
    [...(canonicalId === null ? [] : [canonicalId]), ...parentIds].map((to) => [from, to] as const),
  )
  return sql`(
    select id as from_id, canonical_id as to_id from tag where canonical_id is not null and id not in ${ids}
    union all
    select tag_id as from_id, parent_id as to_id from tag_parent where tag_id not in ${ids}
    union all
    select from_id, to_id from ${idPairs(db, own)} as changed)`
}
