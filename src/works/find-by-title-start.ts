import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { startsWith } from '../store/letters.ts'
import { worksListedFor } from './visibility.ts'

export interface TitledWork {
  id: number
  title: string
  language: string
}

/** Works that the viewer finds in lists whose title begins so. `key` is made by `sortKey`. */
export async function findByTitleStart(db: Db, viewer: Viewer, key: string, limit: number): Promise<TitledWork[]> {
  return worksListedFor(db, viewer)
    .where(startsWith('work.sort_title', key))
    .select(['work.id', 'work.title', 'work.language'])
    .orderBy('work.sort_title')
    .orderBy('work.id')
    .limit(limit)
    .execute()
}
