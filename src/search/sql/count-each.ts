import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { Question } from '../question.ts'
import { isAmong, isHidden, listedBy } from './conditions.ts'

/** How many works each of the lists has, as `total` says it; one query. */
export async function countEachSql(db: Db, questions: readonly Question[]): Promise<number[]> {
  if (questions.length === 0) return []
  const counts = questions.map((question, index) => {
    const { from, where } = listedBy(db, question)
    return sql`select cast(${index} as integer) as place, count(*) as total from ${from} where ${where}
      and not (${isAmong(db, question.leftOut)}) and not (${isHidden(db, question.hidden)})`
  })
  const { rows } = await sql<{ place: number; total: number }>`${sql.join(counts, sql` union all `)}`.execute(db)
  const totals = new Map(rows.map(({ place, total }) => [place, total]))
  return questions.map((_, index) => totals.get(index) ?? 0)
}
