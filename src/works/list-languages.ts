import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { keepCount } from './kept-counts.ts'
import { leastAudience, worksListedFor } from './visibility.ts'

export interface LanguageCount {
  language: string
  count: number
}

/** In which languages the viewer finds works, the most frequent first. The same for all of one audience. */
export async function listLanguages(db: Db, viewer: Viewer): Promise<LanguageCount[]> {
  return keepCount(db, `languages ${leastAudience(viewer)}`, () =>
    worksListedFor(db, viewer)
      .groupBy('work.language')
      .select((eb) => ['work.language', eb.fn.countAll<number>().as('count')])
      .orderBy('count', 'desc')
      .orderBy('work.language')
      .execute(),
  )
}
