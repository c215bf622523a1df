import { notAllowed } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { isModerator, type Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { type ChapterToEdit, findChapterToEdit } from './find-chapter-to-edit.ts'
import { listPlaces, renumber } from './move-chapter.ts'
import { canPostChapter } from './permissions.ts'
import type { ChapterPlace } from './post-chapter.ts'
import { refreshWorks } from './refresh-work.ts'
import { lockWork } from './work-row.ts'

/** For good, with its revisions; its reviews stay with the work. Refuses the last posted chapter of a posted work. */
export async function deleteChapter(db: Db, member: Member, place: ChapterPlace, now: number): Promise<void> {
  const { workId, chapterId } = place
  await inTransaction(db, async (db) => {
    await lockWork(db, workId)
    const chapter = await findChapterToDelete(db, member, place)
    await db.deleteFrom('chapter').where('id', '=', chapterId).execute()
    const left = await listPlaces(db, workId)
    await renumber(
      db,
      workId,
      left.map((one) => one.id),
    )
    await db.updateTable('work').set({ changed_at: now }).where('id', '=', workId).execute()
    await refreshWorks(db, [workId])
    if (canPostChapter(member, chapter.work, chapter)) return
    const act = { accountId: member.accountId, action: 'chapter deleted', subject: { kind: 'chapter', id: chapterId } }
    await recordAct(db, { ...act, detail: { work: workId, title: chapter.title } }, now)
  })
}

/** A round robin's guest author may take back what is not yet posted; the posted part belongs to the whole. */
export async function findChapterToDelete(db: Db, member: Member, place: ChapterPlace): Promise<ChapterToEdit> {
  const chapter = await findChapterToEdit(db, member, place.workId, place.chapterId)
  if (chapter.state === 'posted' && !chapter.work.isCreator && !isModerator(member))
    throw notAllowed('A posted chapter can be deleted by the work’s own authors.')
  const others = (await listPlaces(db, place.workId)).filter((one) => one.id !== place.chapterId)
  if (others.length === 0) throw notAllowed('A work keeps at least one chapter. You can delete the whole work instead.')
  if (chapter.work.postedAt !== null && !others.some((one) => one.postedAt !== null))
    throw notAllowed('A posted work keeps at least one posted chapter. You can delete the whole work instead.')
  return chapter
}
