import type { Db } from '../store/database.ts'
import { refreshWorks } from './refresh-work.ts'

/** Only its creators and moderators see it from now on. Called by moderation, which keeps who, when and why. */
export async function hideWork(db: Db, workId: number, now: number): Promise<void> {
  await db.updateTable('work').set({ hidden_at: now }).where('id', '=', workId).execute()
  await refreshWorks(db, [workId])
}

export async function showWork(db: Db, workId: number): Promise<void> {
  await db.updateTable('work').set({ hidden_at: null }).where('id', '=', workId).execute()
  await refreshWorks(db, [workId])
}
