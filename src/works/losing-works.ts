import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { idSet } from '../store/id-rows.ts'
import type { Sql } from '../tags/wrangling/edges-sql.ts'

/** As many as go into a statement that is asked a hundred times. */
const MOST_MEANING = 500

export interface Losing {
  tagId: number
  /** What tags stand for, afterwards. */
  edges: Sql
  /** A tag that the works will not have of their own any more; null: they keep theirs. */
  withoutId: number | null
}

/** Asks, of a set of works that mean the tag, for those of which no own tag stands for it. */
export async function losingWorks(db: Db, losing: Losing): Promise<(works: Sql) => Sql> {
  const { tagId, edges, withoutId } = losing
  const { rows } = await sql<{ id: number }>`
    with recursive down (id) as (
      select cast(${tagId} as bigint)
      union
      select next.from_id from down join ${edges} next on next.to_id = down.id
    ) select id from down limit ${MOST_MEANING + 1}`.execute(db)
  if (rows.length > MOST_MEANING) return (works) => withoutAny(works, worksMeaning(works, losing))
  const meaning = rows.map((row) => row.id).filter((id) => id !== withoutId)
  return (works) => withoutAny(works, sql`select id from tag where id in ${idSet(db, meaning)}`)
  function withoutAny(works: Sql, tags: Sql): Sql {
    const own = withoutId === null ? sql`1 = 1` : sql`tag_id <> ${withoutId}`
    return sql`select work_id from work_tag_expansion meant where tag_id = ${tagId} and work_id in ${works}
      and work_id not in (select work_id from work_tag where work_id in ${works} and ${own} and tag_id in (${tags}))`
  }
}

/** Upwards from what the works have: what has many tags below it is asked for rarely. */
function worksMeaning(works: Sql, { tagId, edges }: Losing): Sql {
  return sql`
    with recursive up (start_id, id) as (
      select distinct tag_id, tag_id from work_tag where work_id in ${works}
      union
      select up.start_id, next.to_id from up join ${edges} next on next.from_id = up.id
    )
    select start_id from up where id = ${tagId}`
}
