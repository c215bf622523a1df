import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { idSet } from '../store/id-rows.ts'
import { hiddenFrom, isShownTo } from './hidden-from.ts'

/** Those of these works that the viewer does not hide, in the same order; one query for members, none for guests. */
export async function keepShown(db: Db, viewer: Viewer, workIds: readonly number[]): Promise<number[]> {
  if (viewer.kind === 'guest' || workIds.length === 0) return [...workIds]
  const rows = await db
    .selectFrom('work')
    .where(sql<boolean>`work.id in ${idSet(db, workIds)}`)
    .where(isShownTo(hiddenFrom(viewer)))
    .select('work.id')
    .execute()
  const shown = new Set(rows.map(({ id }) => id))
  return workIds.filter((id) => shown.has(id))
}
