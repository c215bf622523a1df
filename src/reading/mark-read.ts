import { notAllowed, notFound } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { insertRows } from '../store/insert-rows.ts'
import { findWork } from '../works/find-work.ts'
import { gateBefore } from '../works/gates.ts'
import { type ChapterLine, listAllChapters } from '../works/list-chapters.ts'
import { flushPlaces } from './keep-places.ts'

/** The chapters up to and with this one count as read, and reading goes on after it. `db` is the archive's handle. */
export async function markReadUpTo(
  db: Db,
  member: Member,
  place: { workId: number; chapterId: number },
  now: number,
): Promise<void> {
  const chapters = await postedChapters(db, member, place.workId)
  const index = chapters.findIndex(({ id }) => id === place.chapterId)
  if (index === -1) throw notFound('Chapter')
  await flushPlaces(db, member.accountId)
  await inTransaction(db, async (db) => {
    const position = await positionOf(db, place.chapterId)
    const read = chapters.slice(0, index + 1).map(({ id }) => id)
    await db
      .deleteFrom('read_mark')
      .where('account_id', '=', member.accountId)
      .where('chapter_id', 'in', read)
      .execute()
    const rows = read.map((chapter_id) => ({ account_id: member.accountId, chapter_id, read_at: now }))
    await insertRows(db, 'read_mark', rows)
    const here = { chapter_id: place.chapterId, chapter_position: position, at_end: 1 }
    await placeAt(db, member, { workId: place.workId, ...here }, now)
  })
}

/** As if the member had opened none of its chapters. That they were here stays in their history. */
export async function markUnread(db: Db, member: Member, workId: number, now: number): Promise<void> {
  const chapters = await postedChapters(db, member, workId)
  await flushPlaces(db, member.accountId)
  await inTransaction(db, async (db) => {
    await forgetMarks(db, member, workId)
    if (chapters.length === 0) return
    await placeAt(db, member, { workId, chapter_id: null, chapter_position: 0, at_end: 0 }, now)
  })
}

/** In a transaction. */
export async function forgetMarks(db: Db, member: Member, workId: number): Promise<void> {
  await db
    .deleteFrom('read_mark')
    .where('account_id', '=', member.accountId)
    .where('chapter_id', 'in', (eb) => eb.selectFrom('chapter').where('work_id', '=', workId).select('id'))
    .execute()
}

async function postedChapters(db: Db, member: Member, workId: number): Promise<ChapterLine[]> {
  if (member.preferences.history === 'off')
    throw notAllowed('You have switched your history off, so nothing is kept of what you have read.')
  const [work, chapters] = await Promise.all([findWork(db, member, workId), listAllChapters(db, workId)])
  if (work.state !== 'posted' || gateBefore(work.gates, member, work.isCreator) !== null) throw notFound('Work')
  return chapters.filter(({ postedAt }) => postedAt !== null)
}

async function positionOf(db: Db, chapterId: number): Promise<number> {
  const row = await db.selectFrom('chapter').where('id', '=', chapterId).select('position').executeTakeFirst()
  if (!row) throw notFound('Chapter')
  return row.position
}

interface Here {
  workId: number
  chapter_id: number | null
  chapter_position: number
  at_end: number
}

async function placeAt(db: Db, member: Member, { workId, ...here }: Here, now: number): Promise<void> {
  const place = { ...here, noted_at: now, paragraph: 0, fingerprint: '' }
  await db
    .insertInto('reading_place')
    .values({ ...place, account_id: member.accountId, work_id: workId, read_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'work_id']).doUpdateSet({ ...place, read_at: now }))
    .execute()
}
