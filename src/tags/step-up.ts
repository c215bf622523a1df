// What a tag stands for directly: its canonical tag and its parents. For recursive queries, whose `union` ends at loops.
import { type RawBuilder, sql } from 'kysely'

/**
 * Joins every tag that `tag` stands for directly, as `ABOVE`. Not by a union of both kinds of link: SQLite would gather
 * all tags of the archive for it, before it looks at the few that are asked for.
 */
export function stepUp(tag: string): RawBuilder<unknown> {
  return sql`join tag as step on step.id = ${sql.ref(tag)}
    left join tag_parent as link on link.tag_id = step.id
    join (select 0 as to_parent union all select 1 as to_parent) as way on ${ABOVE} is not null`
}

export const ABOVE = sql<number>`case way.to_parent when 1 then link.parent_id else step.canonical_id end`
