import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { beginsWith, LETTERS } from '../store/letters.ts'
import { sql } from 'kysely'
import { worksListedFor } from './visibility.ts'

export interface TitledWork {
  id: number
  title: string
  language: string
}

/** Works that the viewer finds in lists whose title begins so. `key` is made by `sortKey`. */
export async function findByTitleStart(db: Db, viewer: Viewer, key: string, limit: number): Promise<TitledWork[]> {
  const letter = LETTERS.find((letter) => key.startsWith(letter)) ?? 'other'
  return worksListedFor(db, viewer)
    .where(beginsWith('work.sort_title', letter))
    .where(sql<boolean>`substr(work.sort_title, 1, cast(${[...key].length} as integer)) = ${key}`)
    .select(['work.id', 'work.title', 'work.language'])
    .orderBy('work.sort_title')
    .orderBy('work.id')
    .limit(limit)
    .execute()
}
