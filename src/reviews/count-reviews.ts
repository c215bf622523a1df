import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'

/** Reviews, without answers, by work; a work without any is not in the map. At most 1000 works at once. */
export async function countReviewsOfWorks(db: Db, workIds: readonly number[]): Promise<Map<number, number>> {
  if (workIds.length === 0) return new Map()
  const { values, shape } = idValues(workIds)
  return toMap(await countOfWorks(db, values, shape))
}

/** The same by chapter. */
export async function countReviewsOfChapters(db: Db, chapterIds: readonly number[]): Promise<Map<number, number>> {
  if (chapterIds.length === 0) return new Map()
  const { values, shape } = idValues(chapterIds)
  return toMap(await countOfChapters(db, values, shape))
}

const countOfWorks = prepare<IdValues, string>()((db, param, shape) => counts(db, 'work_id', idParams(param, shape)))
const countOfChapters = prepare<IdValues, string>()((db, param, shape) =>
  counts(db, 'chapter_id', idParams(param, shape)),
)

function counts(db: Db, column: 'work_id' | 'chapter_id', ids: number[]) {
  return db
    .selectFrom('review')
    .where(column, 'in', ids)
    .where('parent_id', 'is', null)
    .where('deleted_at', 'is', null)
    .where('hidden_at', 'is', null)
    .groupBy(column)
    .select((eb) => [`${column} as id`, eb.fn.countAll<number>().as('count')])
}

function toMap(rows: ReadonlyArray<{ id: number | null; count: number }>): Map<number, number> {
  return new Map(rows.map(({ id, count }) => [id!, count]))
}
