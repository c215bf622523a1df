import { invalid, notAllowed } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import { readSettings } from '../site/settings.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { recordEvent } from '../store/events.ts'
import { type ChapterToEdit, findChapterToEdit } from './find-chapter-to-edit.ts'
import { canPostChapter } from './permissions.ts'
import { refuseOtherLengths } from './chapter-lengths.ts'
import { closed } from './post-work.ts'
import { publishChapter } from './publish.ts'
import { standingOf } from './standing.ts'
import { lockWork } from './work-row.ts'

/** The place of a chapter in the archive. */
export interface ChapterPlace {
  workId: number
  chapterId: number
}

/**
 * Sends a chapter out, or into the queue; in a work that is not posted it waits with its work. Posting twice is
 * harmless. Returns where it stands.
 */
export async function postChapter(
  db: Db,
  member: Member,
  place: ChapterPlace,
  now: number,
): Promise<ChapterToEdit['state']> {
  return inTransaction(db, async (db) => {
    await lockWork(db, place.workId)
    const chapter = await findOwnChapter(db, member, place)
    if (chapter.state === 'posted') return 'posted'
    if (!chapter.hasText) throw invalid({ text: 'Please write some text first.' })
    await refuseOtherLengths(db, place.workId, chapter.id)
    if (chapter.work.postedAt === null) return waitWithWork(db, chapter, now)
    const standing = standingOf(member, (await readSettings(db)).submissions)
    if (standing === 'refused') throw closed()
    const by = { accountId: member.accountId, at: now }
    if (standing === 'posted') await publishChapter(db, place.workId, chapter.id, by)
    else if (chapter.state === 'draft') await holdChapter(db, place, by)
    return standing
  })
}

/** Takes a waiting chapter back out of the queue. */
export async function withdrawChapter(db: Db, member: Member, place: ChapterPlace): Promise<void> {
  await inTransaction(db, async (db) => {
    await lockWork(db, place.workId)
    const chapter = await findOwnChapter(db, member, place)
    if (chapter.state === 'held') await takeChapterFromQueue(db, chapter.id)
  })
}

export async function takeChapterFromQueue(db: Db, chapterId: number): Promise<void> {
  await db.updateTable('chapter').set({ held_at: null }).where('id', '=', chapterId).execute()
}

async function findOwnChapter(db: Db, member: Member, { workId, chapterId }: ChapterPlace): Promise<ChapterToEdit> {
  const chapter = await findChapterToEdit(db, member, workId, chapterId)
  if (!canPostChapter(member, chapter.work, chapter)) throw notAllowed('Only its authors may post a chapter.')
  return chapter
}

async function waitWithWork(db: Db, chapter: ChapterToEdit, now: number): Promise<ChapterToEdit['state']> {
  if (chapter.work.state !== 'held') return 'draft'
  await db.updateTable('chapter').set({ held_at: now }).where('id', '=', chapter.id).execute()
  return 'held'
}

async function holdChapter(db: Db, place: ChapterPlace, by: { accountId: number; at: number }): Promise<void> {
  await db.updateTable('chapter').set({ held_at: by.at }).where('id', '=', place.chapterId).execute()
  const payload = { workId: place.workId }
  await recordEvent(db, 'chapter_held', { subjectId: place.chapterId, accountId: by.accountId, payload, at: by.at })
}
