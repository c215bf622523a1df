import { notAllowed } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { isModerator, type Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { recordEvent } from '../store/events.ts'
import { type ChapterToEdit, findChapterToEdit } from '../works/find-chapter-to-edit.ts'
import { canDecideOnChapter, isCreatorOf } from '../works/permissions.ts'
import { type ChapterPlace, takeChapterFromQueue } from '../works/post-chapter.ts'
import { publishChapter } from '../works/publish.ts'
import { lockWork } from '../works/work-row.ts'
import { OUT_OF_SCOPE, alreadyDecided, neededReason } from './decide-on-work.ts'
import { recordDecision } from './record-decision.ts'

/** A new chapter of a work that is out already. Refuses with conflict one that does not wait any more. */
export async function approveChapter(db: Db, moderator: Member, place: ChapterPlace, now: number): Promise<void> {
  await inTransaction(db, async (db) => {
    const chapter = await findWaiting(db, moderator, place)
    await publishChapter(db, place.workId, chapter.id, { accountId: moderator.accountId, at: now })
    await keep(db, moderator, { chapter, verdict: 'approved', reason: '' }, now)
  })
}

/** The author gets it back as a draft, with the reason. */
export async function returnChapter(
  db: Db,
  moderator: Member,
  { workId, chapterId, reason }: ChapterPlace & { reason: string },
  now: number,
): Promise<void> {
  const text = neededReason(reason)
  await inTransaction(db, async (db) => {
    const chapter = await findWaiting(db, moderator, { workId, chapterId })
    await takeChapterFromQueue(db, chapterId)
    await keep(db, moderator, { chapter, verdict: 'returned', reason: text }, now)
    const payload = { workId, moderatorId: moderator.accountId, reason: text }
    const { accountId } = moderator
    await recordEvent(db, 'chapter_returned', { subjectId: chapterId, accountId, payload, at: now })
  })
}

async function findWaiting(db: Db, moderator: Member, place: ChapterPlace): Promise<ChapterToEdit> {
  await lockWork(db, place.workId)
  const chapter = await findChapterToDecideOn(db, moderator, place)
  if (chapter.state !== 'held' || chapter.work.postedAt === null) throw alreadyDecided()
  return chapter
}

export async function findChapterToDecideOn(db: Db, moderator: Member, place: ChapterPlace): Promise<ChapterToEdit> {
  if (!isModerator(moderator)) throw notAllowed('Only moderators decide on chapters.')
  const chapter = await findChapterToEdit(db, moderator, place.workId, place.chapterId)
  const isOwn = chapter.authorAccountId === null && isCreatorOf(moderator, chapter.work)
  if (!chapter.work.isInScope) throw notAllowed(OUT_OF_SCOPE)
  if (isOwn || !canDecideOnChapter(moderator, chapter.work, chapter))
    throw notAllowed('Somebody else decides on your own chapters.')
  return chapter
}

interface Kept {
  chapter: ChapterToEdit
  verdict: 'approved' | 'returned'
  reason: string
}

async function keep(db: Db, moderator: Member, { chapter, verdict, reason }: Kept, now: number): Promise<void> {
  const named = `#${chapter.position} ${chapter.title}`.trim()
  const workId = chapter.work.id
  await recordDecision(db, moderator, { workId, verdict, reason: reason ? `${named}: ${reason}` : named }, now)
  const subject = { kind: 'chapter', id: chapter.id }
  await recordAct(
    db,
    { accountId: moderator.accountId, action: `chapter ${verdict}`, subject, detail: { reason } },
    now,
  )
}

/** Why these chapters came back, by chapter; only what the last return said. */
export async function listReturnReasons(db: Db, chapterIds: readonly number[]): Promise<Map<number, string>> {
  if (chapterIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('event')
    .where('kind', '=', 'chapter_returned')
    .where('subject_id', 'in', [...chapterIds])
    .select(['subject_id as chapterId', 'payload'])
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.chapterId, (JSON.parse(row.payload) as { reason: string }).reason]))
}
