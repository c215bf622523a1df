import { recordAct } from '../people/audit.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { findWorkToEdit } from './find-work-to-edit.ts'
import { takeFromQueue } from './post-work.ts'
import { refreshWorks } from './refresh-work.ts'
import { lockWork } from './work-row.ts'

/** Into the bin: from then on it is on no page, but every word of it is still there. */
export async function deleteWork(db: Db, member: Member, workId: number, now: number): Promise<void> {
  await inTransaction(db, async (db) => {
    await lockWork(db, workId)
    const work = await findWorkToEdit(db, member, workId)
    if (work.postedAt === null) await takeFromQueue(db, workId)
    await db.updateTable('work').set({ deleted_at: now, held_at: null }).where('id', '=', workId).execute()
    await refreshWorks(db, [workId])
    if (work.isCreator) return
    const act = { accountId: member.accountId, action: 'work deleted', subject: { kind: 'work', id: workId } }
    await recordAct(db, { ...act, detail: { title: work.title } }, now)
  })
}
