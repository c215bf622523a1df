import { invalid, notAllowed } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { isModerator, type Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { mistakesInChapter, refuseIfAny } from './check-input.ts'
import { findWork, type FoundWork } from './find-work.ts'
import { canAddChapter, canEditWork } from './permissions.ts'
import { postChapter } from './post-chapter.ts'
import { refreshWorks } from './refresh-work.ts'
import { countPosting } from './count-posting.ts'
import { insertChapter, prepareChapter } from './save-chapter.ts'
import { type Made, rememberMade, takeForm } from './sent-forms.ts'
import { type ChapterInput, fingerprintOf, type Intent } from './work-input.ts'
import { listedWordsIn } from './word-list.ts'
import { lockWork } from './work-row.ts'
import { refuseForeignPseuds } from './write-creators.ts'

export interface NewChapter {
  workId: number
  chapter: ChapterInput
  intent: Intent
  token: string
}

/** Behind the last chapter. Into a round robin anybody may write, under a pen name of their own. */
export async function addChapter(db: Db, member: Member, sent: NewChapter, now: number): Promise<Made> {
  await findWorkToContinue(db, member, sent.workId)
  await checkNewChapter(db, member, sent)
  await countPosting(db, member, now)
  const chapter = prepareChapter(sent.chapter)
  return inTransaction(db, async (db) => {
    await lockWork(db, sent.workId)
    const form = { token: sent.token, fingerprint: fingerprintOf(sent.workId, sent.chapter) }
    const made = await takeForm(db, member, form, now)
    if (made) return made

    const work = await findWorkToContinue(db, member, sent.workId)
    const chapterId = await insertChapter(db, sent.workId, chapter, { accountId: member.accountId, at: now })
    const place = { workId: sent.workId, chapterId }
    await refreshWorks(db, [sent.workId])
    await rememberMade(db, member, form, place)
    if (isModerator(member) && !work.isCreator) await recordAct(db, actOf(member, place), now)
    if (sent.intent === 'post') await postChapter(db, member, place, now)
    return place
  })
}

/** A moderator's chapter in somebody else's work. */
function actOf({ accountId }: Member, { workId, chapterId }: Made) {
  return { accountId, action: 'chapter added', subject: { kind: 'chapter', id: chapterId }, detail: { work: workId } }
}

/** Refuses with not_found what the member may not know of, and with not_allowed where they may not write. */
export async function findWorkToContinue(db: Db, member: Member, workId: number): Promise<FoundWork> {
  const work = await findWork(db, member, workId)
  if (!canAddChapter(member, work)) throw notAllowed('Only its authors may add a chapter to this work.')
  return work
}

export async function checkNewChapter(db: Db, member: Member, sent: Pick<NewChapter, 'workId' | 'chapter'>) {
  const work = await findWork(db, member, sent.workId)
  refuseIfAny(mistakesInChapter(sent.chapter), await listedWordsIn(db, { chapter_title: sent.chapter.title }))
  const { pseudId } = sent.chapter
  if (pseudId === null && !canEditWork(member, work))
    throw invalid({ pseud: 'Please choose the pen name that you write under.' })
  if (pseudId !== null) await refuseForeignPseuds(db, member, [pseudId], 'pseud')
}
