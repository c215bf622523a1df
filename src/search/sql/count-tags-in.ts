import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { idSet } from '../../store/id-rows.ts'
import type { Question } from '../question.ts'
import { isAmong, isHidden, listedBy } from './conditions.ts'

export interface TagsIn {
  question: Question
  tagIds: readonly number[]
}

/** How many works of a list have each of these tags, in their order; one query. */
export async function countTagsInSql(db: Db, { question, tagIds }: TagsIn): Promise<number[]> {
  const { from, where } = listedBy(db, question)
  const { rows } = await sql<{ id: number; count: number }>`
    select tagged.tag_id as id, count(*) as count
    from ${from} join work_tag_expansion as tagged on tagged.work_id = work.id
    where tagged.tag_id in ${idSet(db, tagIds)} and ${where}
      and not (${isAmong(db, question.leftOut)}) and not (${isHidden(db, question.hidden)})
    group by tagged.tag_id`.execute(db)
  const counts = new Map(rows.map(({ id, count }) => [id, count]))
  return tagIds.map((id) => counts.get(id) ?? 0)
}
