import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { accountOf } from '../works/visibility.ts'

export interface WorkKudos {
  count: number
  /** The viewer left one. Always false for guests, whose second kudos is harmless. */
  given: boolean
}

const findRow = prepare<{ workId: number; accountId: number }>()((db, param) =>
  db.selectNoFrom((eb) => [
    eb
      .selectFrom('kudos')
      .where('work_id', '=', param('workId'))
      .select(eb.fn.countAll<number>().as('count'))
      .as('count'),
    eb
      .selectFrom('kudos')
      .where('work_id', '=', param('workId'))
      .where('account_id', '=', param('accountId'))
      .select(eb.fn.countAll<number>().as('count'))
      .as('given'),
  ]),
)

/** For a page about one work, which has passed its door: one query. */
export async function findKudos(db: Db, viewer: Viewer, workId: number): Promise<WorkKudos> {
  const [row] = await findRow(db, { workId, accountId: accountOf(viewer) })
  return { count: row?.count ?? 0, given: (row?.given ?? 0) > 0 }
}
