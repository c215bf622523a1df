import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { checkTags, settleTags } from '../tags/choose-tags.ts'
import { listFormVocabularies } from '../tags/list-form-vocabularies.ts'
import { nearMistakes } from '../tags/near-names.ts'
import { mistakesInChapter, mistakesInWork, refuseIfAny } from './check-input.ts'
import { postWork } from './post-work.ts'
import { countPosting } from './count-posting.ts'
import { refreshWorks } from './refresh-work.ts'
import { insertChapter, prepareChapter } from './save-chapter.ts'
import { type Made, rememberMade, takeForm } from './sent-forms.ts'
import { type ChapterInput, fingerprintOf, type Intent, type WorkInput } from './work-input.ts'
import { listedWordsIn, maskedText } from './word-list.ts'
import { roundRobinMistake } from './round-robins.ts'
import { replaceWorkTags, workRow } from './work-row.ts'
import { refuseForeignPseuds, replaceOwnPseuds } from './write-creators.ts'

export interface NewWork {
  work: WorkInput
  chapter: ChapterInput
  intent: Intent
  /** The word hidden in the form: the same form sent twice makes one work. */
  token: string
}

/** A work with its first chapter. Refuses with `invalid` per field; then nothing is written. */
export async function createWork(db: Db, member: Member, sent: NewWork, now: number): Promise<Made> {
  const vocabularies = await listFormVocabularies(db, [])
  await checkNewWork(db, member, sent)
  await countPosting(db, member, now)
  const row = workRow({ ...sent.work, summary: await maskedText(db, sent.work.summary, '') })
  const chapter = prepareChapter({ ...sent.chapter, pseudId: null })
  return inTransaction(db, async (db) => {
    const form = { token: sent.token, fingerprint: fingerprintOf(sent.work, sent.chapter) }
    const made = await takeForm(db, member, form, now)
    if (made) return made

    const workId = await insertWork(db, row, now)
    await replaceOwnPseuds(db, member, { workId, pseudIds: sent.work.pseudIds })
    await replaceWorkTags(db, workId, await settleTags(db, { vocabularies, choices: sent.work.tags, kept: [] }, now))
    const chapterId = await insertChapter(db, workId, chapter, { accountId: member.accountId, at: now })
    await refreshWorks(db, [workId])
    await rememberMade(db, member, form, { workId, chapterId })
    if (sent.intent === 'post') await postWork(db, member, workId, now)
    return { workId, chapterId }
  })
}

/** Everything that can be said against it before it is written; for a preview as well. */
export async function checkNewWork(db: Db, member: Member, sent: Pick<NewWork, 'work' | 'chapter'>): Promise<void> {
  const vocabularies = await listFormVocabularies(db, [])
  refuseIfAny(
    mistakesInWork(sent.work),
    await listedWordsIn(db, { title: sent.work.title, chapter_title: sent.chapter.title }),
    await roundRobinMistake(db, sent.work.isRoundRobin, false),
    sent.work.pseudIds.length === 0 ? { pseuds: 'Please choose the pen name that you post under.' } : {},
    await checkTags(db, vocabularies, sent.work.tags, []),
    await nearMistakes(db, vocabularies, sent.work.tags),
    mistakesInChapter(sent.chapter),
  )
  await refuseForeignPseuds(db, member, sent.work.pseudIds, 'pseuds')
}

async function insertWork(db: Db, row: ReturnType<typeof workRow>, now: number): Promise<number> {
  const { id } = await db
    .insertInto('work')
    .values({
      ...row,
      rating_id: null,
      created_at: now,
      held_at: null,
      posted_at: null,
      hidden_at: null,
      deleted_at: null,
      updated_at: now,
      featured_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
