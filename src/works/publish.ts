// The moment a work or chapter goes out, by its author or by a moderator's word. Who may is asked by the callers.
import type { Db } from '../store/database.ts'
import { recordEvent } from '../store/events.ts'
import { refreshWorks } from './refresh-work.ts'

export interface By {
  accountId: number
  at: number
}

/** All its chapters go out with it. */
export async function publishWork(db: Db, workId: number, by: By): Promise<void> {
  const posted = { posted_at: by.at, held_at: null }
  await db
    .updateTable('work')
    .set({ ...posted, updated_at: by.at })
    .where('id', '=', workId)
    .execute()
  await db
    .updateTable('chapter')
    .set({ ...posted, updated_at: by.at })
    .where('work_id', '=', workId)
    .where('posted_at', 'is', null)
    .execute()
  await refreshWorks(db, [workId])
  await recordEvent(db, 'work_posted', { subjectId: workId, accountId: by.accountId, payload: {}, at: by.at })
}

/** The work counts as updated. */
export async function publishChapter(db: Db, workId: number, chapterId: number, by: By): Promise<void> {
  await db.updateTable('chapter').set({ posted_at: by.at, held_at: null }).where('id', '=', chapterId).execute()
  await db.updateTable('work').set({ updated_at: by.at }).where('id', '=', workId).execute()
  await refreshWorks(db, [workId])
  const happening = { subjectId: chapterId, accountId: by.accountId, payload: { workId }, at: by.at }
  await recordEvent(db, 'chapter_posted', happening)
}
