import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { type LeftOut, leftOutBy, shelvesOf } from '../works/left-out.ts'
import { accountOf } from '../works/visibility.ts'

const listRows = prepare<{ accountId: number }, LeftOut>()((db, param, leftOut) =>
  db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .where('bookmark.status_account_id', '=', param('accountId'))
    .where('shelf.kind', 'in', shelvesOf(leftOut))
    .where('bookmark.work_id', 'is not', null)
    .select('bookmark.work_id as id')
    .$narrowType<{ id: number }>(),
)

/** The works that the viewer leaves out of lists, for a question: one query, and none for whoever leaves nothing out. */
export async function findLeftOut(db: Db, viewer: Viewer): Promise<number[]> {
  const leftOut = leftOutBy(viewer)
  if (leftOut === 'nothing') return []
  const rows = await listRows(db, { accountId: accountOf(viewer) }, leftOut)
  return rows.map((row) => row.id)
}
