import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'

const listRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('chapter')
    .where('chapter.work_id', 'in', idParams(param, shape))
    .where('chapter.posted_at', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('chapter as later')
            .whereRef('later.work_id', '=', 'chapter.work_id')
            .where('later.posted_at', 'is not', null)
            .where(sql<boolean>`(later.posted_at, later.position) > (chapter.posted_at, chapter.position)`)
            .select(sql`1`.as('one')),
        ),
      ),
    )
    .select(['chapter.work_id as workId', 'chapter.id']),
)

/** The chapter of each work that was posted last, by work. At most 1000 ids. */
export async function listNewestChapters(db: Db, workIds: readonly number[]): Promise<Map<number, number>> {
  if (workIds.length === 0) return new Map()
  const { values, shape } = idValues(workIds)
  const rows = await listRows(db, values, shape)
  return new Map(rows.map(({ workId, id }) => [workId, id]))
}
