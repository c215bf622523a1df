import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { idSet } from '../../store/id-rows.ts'
import type { Question } from '../question.ts'

/** Tags beyond these are not weighed. */
const MOST_WEIGHED = 50

/**
 * The same question, beginning with the tag that the fewest works have, so that the others are asked about few. One query,
 * also where there is only one tag: a list costs as many queries however it is narrowed.
 */
export async function rarestFirst(db: Db, question: Question): Promise<Question> {
  const { scope, filter, sort } = question
  if (filter.with.length === 0 || (scope.kind !== 'all' && scope.kind !== 'tag')) return question
  // In the order of the ids, a scope has no say.
  if (sort.by === 'given') return question
  const all = [...new Set([...(scope.kind === 'tag' ? [scope.tagId] : []), ...filter.with])]
  const tagId = await findRarest(db, all.slice(0, MOST_WEIGHED))
  return { ...question, scope: { kind: 'tag', tagId }, filter: { ...filter, with: all.filter((id) => id !== tagId) } }
}

async function findRarest(db: Db, tagIds: readonly number[]): Promise<number> {
  const { rows } = await sql<{ tagId: number; total: number }>`
    select tag_id as "tagId", count(*) as total from work_tag_expansion
    where tag_id in ${idSet(db, tagIds)} group by tag_id`.execute(db)
  const totals = new Map(rows.map((row) => [row.tagId, row.total]))
  return tagIds.reduce((rarest, id) => ((totals.get(id) ?? 0) < (totals.get(rarest) ?? 0) ? id : rarest))
}
