import { conflict } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { checkTags, settleTags } from '../tags/choose-tags.ts'
import { listFormVocabularies } from '../tags/list-form-vocabularies.ts'
import { nearMistakes } from '../tags/near-names.ts'
import { mistakesInWork, refuseIfAny } from './check-input.ts'
import { findWorkToEdit, type WorkToEdit } from './find-work-to-edit.ts'
import { refreshWorks } from './refresh-work.ts'
import type { WorkInput } from './work-input.ts'
import { roundRobinMistake } from './round-robins.ts'
import { listedWordsIn, maskedText } from './word-list.ts'
import { lockWork, replaceWorkTags, workRow } from './work-row.ts'
import { refuseForeignPseuds, replaceOwnPseuds } from './write-creators.ts'

/** `version` is the one that the form started from; refuses with conflict when the work has changed since. */
export async function editWork(
  db: Db,
  member: Member,
  { workId, version, work: input }: { workId: number; version: string; work: WorkInput },
  now: number,
): Promise<void> {
  const before = await findWorkToEdit(db, member, workId)
  const { kept, vocabularies } = await checkWorkEdit(db, member, before, input)
  const summary = await maskedText(db, input.summary, before.summarySource)
  const row = workRow({ ...input, summary }, before)
  await inTransaction(db, async (db) => {
    await lockWork(db, workId)
    const current = await findWorkToEdit(db, member, workId)
    if (current.version !== version) throw changedMeanwhile()
    await db.updateTable('work').set(row).where('id', '=', workId).execute()
    if (current.isCreator) await replaceOwnPseuds(db, member, { workId, pseudIds: input.pseudIds })
    await replaceWorkTags(db, workId, await settleTags(db, { vocabularies, choices: input.tags, kept }, now))
    await refreshWorks(db, [workId])
    const after = await findWorkToEdit(db, member, workId)
    if (after.version !== version)
      await db.updateTable('work').set({ changed_at: now }).where('id', '=', workId).execute()
    await recordMending(db, member, current, now)
  })
}

/** Everything that can be said against it before it is written; for a preview as well. */
export async function checkWorkEdit(db: Db, member: Member, before: WorkToEdit, input: WorkInput) {
  const kept = before.tags.map((tag) => tag.id)
  const vocabularies = await listFormVocabularies(db, kept)
  const lacksPseud = before.isCreator && input.pseudIds.length === 0
  refuseIfAny(
    mistakesInWork(input),
    input.title.trim() === before.title.trim() ? {} : await listedWordsIn(db, { title: input.title }),
    await roundRobinMistake(db, input.isRoundRobin, before.isRoundRobin),
    lacksPseud ? { pseuds: 'Please choose the pen name that you post under.' } : {},
    await checkTags(db, vocabularies, input.tags, kept),
    await nearMistakes(db, vocabularies, input.tags),
  )
  if (before.isCreator) await refuseForeignPseuds(db, member, input.pseudIds, 'pseuds')
  return { kept, vocabularies }
}

export function changedMeanwhile() {
  return conflict('This was changed meanwhile, by somebody else or in another window. Your words are below, unsaved.')
}

/** Owners can look up what moderators did to other people's works. */
async function recordMending(db: Db, member: Member, work: WorkToEdit, now: number): Promise<void> {
  if (work.isCreator) return
  const act = { accountId: member.accountId, action: 'work edited', subject: { kind: 'work', id: work.id } }
  await recordAct(db, { ...act, detail: { title: work.title } }, now)
}
