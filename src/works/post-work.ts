import { invalid, notAllowed } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import { readSettings } from '../site/settings.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { recordEvent } from '../store/events.ts'
import { refuseOtherLengths } from './chapter-lengths.ts'
import { findWork, type FoundWork } from './find-work.ts'
import { canPostWork } from './permissions.ts'
import { publishWork } from './publish.ts'
import { refreshWorks } from './refresh-work.ts'
import { standingOf } from './standing.ts'
import { lockWork } from './work-row.ts'

/** Sends a draft out, or into the queue. Posting twice is harmless: the first date stays. Returns where it stands. */
export async function postWork(db: Db, member: Member, workId: number, now: number): Promise<'posted' | 'held'> {
  return inTransaction(db, async (db) => {
    await lockWork(db, workId)
    const work = await findOwnWork(db, member, workId)
    if (work.postedAt !== null) return 'posted'
    const standing = standingOf(member, (await readSettings(db)).submissions)
    if (standing === 'refused') throw closed()
    await refuseEmptyChapters(db, workId)
    await refuseOtherLengths(db, workId)
    const by = { accountId: member.accountId, at: now }
    if (standing === 'posted') await publishWork(db, workId, by)
    else if (work.state !== 'held') await holdWork(db, workId, by)
    return standing
  })
}

/** Takes a waiting work back out of the queue. */
export async function withdrawWork(db: Db, member: Member, workId: number): Promise<void> {
  await inTransaction(db, async (db) => {
    await lockWork(db, workId)
    const work = await findOwnWork(db, member, workId)
    if (work.postedAt === null) await takeFromQueue(db, workId)
  })
}

/** Makes a waiting work a draft again. */
export async function takeFromQueue(db: Db, workId: number): Promise<void> {
  await db.updateTable('work').set({ held_at: null }).where('id', '=', workId).execute()
  await db.updateTable('chapter').set({ held_at: null }).where('work_id', '=', workId).execute()
}

export function closed() {
  return invalid({ form: 'This archive takes no new works at the moment. You can save this as a draft.' })
}

async function findOwnWork(db: Db, member: Member, workId: number): Promise<FoundWork> {
  const work = await findWork(db, member, workId)
  if (!canPostWork(member, work)) throw notAllowed('Only its authors may post a work.')
  return work
}

async function refuseEmptyChapters(db: Db, workId: number): Promise<void> {
  const rows = await db
    .selectFrom('chapter')
    .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
    .where('work_id', '=', workId)
    .select((eb) => ['position', eb('html', '=', '').as('isEmpty')])
    .orderBy('position')
    .execute()
  const empty = rows.find((row) => row.isEmpty)
  if (rows.length === 0 || (empty && rows.length === 1)) throw invalid({ text: 'Please write some text first.' })
  if (empty) throw invalid({ text: `Chapter ${empty.position} has no text yet.` })
}

async function holdWork(db: Db, workId: number, by: { accountId: number; at: number }): Promise<void> {
  await db.updateTable('work').set({ held_at: by.at }).where('id', '=', workId).execute()
  await db.updateTable('chapter').set({ held_at: by.at }).where('work_id', '=', workId).execute()
  await refreshWorks(db, [workId])
  await recordEvent(db, 'work_held', { subjectId: workId, accountId: by.accountId, payload: {}, at: by.at })
}
