import { invalid } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { mistakesInChapter, refuseIfAny } from './check-input.ts'
import { changedMeanwhile } from './edit-work.ts'
import { type ChapterToEdit, findChapterToEdit } from './find-chapter-to-edit.ts'
import { canEditWork, canPostChapter } from './permissions.ts'
import { type ChapterPlace, postChapter } from './post-chapter.ts'
import { refreshWorks } from './refresh-work.ts'
import { prepareChapter, updateChapter } from './save-chapter.ts'
import type { ChapterInput, Intent } from './work-input.ts'
import { listedWordsIn } from './word-list.ts'
import { lockWork } from './work-row.ts'
import { refuseForeignPseuds } from './write-creators.ts'

export interface ChangedChapter extends ChapterPlace {
  chapter: ChapterInput
  intent: Intent
  /** The one that the form started from; refuses with conflict when the chapter has changed since. */
  version: string
}

export async function editChapter(db: Db, member: Member, sent: ChangedChapter, now: number): Promise<void> {
  const { workId, chapterId } = sent
  const before = await findChapterToEdit(db, member, workId, chapterId)
  await checkChapter(db, member, before, sent.chapter)
  const prepared = prepareChapter(sent.chapter)
  await inTransaction(db, async (db) => {
    await lockWork(db, workId)
    const current = await findChapterToEdit(db, member, workId, chapterId)
    if (current.version !== sent.version) throw changedMeanwhile()
    await updateChapter(db, current, prepared, { accountId: member.accountId, at: now })
    if (current.state === 'posted' && prepared.html === '') throw invalid({ text: 'A posted chapter needs some text.' })
    await refreshWorks(db, [workId])
    await recordMending(db, member, current, now)
    if (sent.intent === 'post') await postChapter(db, member, sent, now)
  })
}

/** The pen name may stay what it is, whoever saves. */
export async function checkChapter(db: Db, member: Member, before: ChapterToEdit, input: ChapterInput): Promise<void> {
  const isNewTitle = input.title.trim() !== before.title.trim()
  refuseIfAny(mistakesInChapter(input), isNewTitle ? await listedWordsIn(db, { chapter_title: input.title }) : {})
  if (input.pseudId === before.pseudId) return
  if (input.pseudId !== null) return refuseForeignPseuds(db, member, [input.pseudId], 'pseud')
  if (!canEditWork(member, before.work)) throw invalid({ pseud: 'Please choose the pen name that you write under.' })
}

async function recordMending(db: Db, member: Member, chapter: ChapterToEdit, now: number): Promise<void> {
  if (canPostChapter(member, chapter.work, chapter)) return
  const act = { accountId: member.accountId, action: 'chapter edited', subject: { kind: 'chapter', id: chapter.id } }
  await recordAct(db, { ...act, detail: { work: chapter.work.id } }, now)
}
