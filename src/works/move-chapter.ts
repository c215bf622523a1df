import { sql } from 'kysely'
import { notFound } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { findWorkToEdit } from './find-work-to-edit.ts'
import type { ChapterPlace } from './post-chapter.ts'
import { lockWork } from './work-row.ts'

export type Direction = 'up' | 'down'

/** Changes places with its neighbour; the first does not go up, nor the last down. */
export async function moveChapter(
  db: Db,
  member: Member,
  { direction, ...place }: ChapterPlace & { direction: Direction },
  now: number,
): Promise<void> {
  await inTransaction(db, async (db) => {
    await lockWork(db, place.workId)
    const work = await findWorkToEdit(db, member, place.workId)
    const chapters = await listPlaces(db, place.workId)
    const index = chapters.findIndex((chapter) => chapter.id === place.chapterId)
    if (index === -1) throw notFound('Chapter')
    const neighbour = chapters[index + (direction === 'up' ? -1 : 1)]
    if (!neighbour) return
    const order = chapters.map((chapter) => chapter.id)
    order[index] = neighbour.id
    order[chapters.indexOf(neighbour)] = place.chapterId
    await renumber(db, place.workId, order)
    await db.updateTable('work').set({ changed_at: now }).where('id', '=', place.workId).execute()
    if (work.isCreator) return
    const act = {
      accountId: member.accountId,
      action: 'chapter moved',
      subject: { kind: 'chapter', id: place.chapterId },
    }
    await recordAct(db, { ...act, detail: { work: place.workId, direction } }, now)
  })
}

/** The chapters, drafts too, get the positions 1, 2, 3 in this order. */
export async function renumber(db: Db, workId: number, chapterIds: readonly number[]): Promise<void> {
  if (chapterIds.length === 0) return
  // By way of negative numbers: two chapters of a work never share a position, not even within one statement.
  const cases = chapterIds.map((id, index) => sql`when ${id} then ${sql.lit(-(index + 1))}`)
  await sql`update chapter set position = case id ${sql.join(cases, sql` `)} else position end
    where work_id = ${workId}`.execute(db)
  await sql`update chapter set position = -position where work_id = ${workId} and position < 0`.execute(db)
}

export async function listPlaces(db: Db, workId: number) {
  return db
    .selectFrom('chapter')
    .where('work_id', '=', workId)
    .select(['id', 'posted_at as postedAt', 'held_at as heldAt'])
    .orderBy('position')
    .execute()
}
