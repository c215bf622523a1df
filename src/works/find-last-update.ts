import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare, whole } from '../store/prepared.ts'
import { leastAudience } from './visibility.ts'

const findRow = prepare<{ audience: number }>()((db, param) =>
  db
    .selectFrom('work')
    .where('audience', '>=', param('audience'))
    .select('updated_at as updatedAt')
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(whole(1)),
)

/** When a work that the viewer finds in lists was updated last; 0 where there is none. */
export async function findLastUpdate(db: Db, viewer: Viewer): Promise<number> {
  const [row] = await findRow(db, { audience: leastAudience(viewer) })
  return row?.updatedAt ?? 0
}
