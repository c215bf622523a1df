import type { Db } from '../store/database.ts'
import type { Preferences } from './preferences.ts'
import type { SessionMember } from './sessions.ts'

/** Changes what is named and leaves the rest. */
export async function changePreferences(db: Db, member: SessionMember, changes: Partial<Preferences>): Promise<void> {
  const preferences = JSON.stringify({ ...member.preferences, ...changes })
  await db.updateTable('account').set({ preferences }).where('id', '=', member.accountId).execute()
}
