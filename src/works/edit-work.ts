import { conflict } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { checkTags, settleTags } from '../tags/choose-tags.ts'
import { listFormVocabularies } from '../tags/list-form-vocabularies.ts'
import { mistakesInWork, refuseIfAny } from './check-input.ts'
import { findWorkToEdit, type WorkToEdit } from './find-work-to-edit.ts'
import { refreshWorks } from './refresh-work.ts'
import type { WorkInput } from './work-input.ts'
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
  const kept = before.tags.map((tag) => tag.id)
  const vocabularies = await listFormVocabularies(db, kept)
  refuseIfAny(
    mistakesInWork(input),
    before.isCreator && input.pseudIds.length === 0
      ? { pseuds: 'Please choose the pen name that you post under.' }
      : {},
    await checkTags(db, vocabularies, input.tags, kept),
  )
  if (before.isCreator) await refuseForeignPseuds(db, member, input.pseudIds, 'pseuds')
  const row = workRow(input)
  await inTransaction(db, async (db) => {
    await lockWork(db, workId)
    const current = await findWorkToEdit(db, member, workId)
    if (current.version !== version) throw changedMeanwhile()
    await db.updateTable('work').set(row).where('id', '=', workId).execute()
    if (current.isCreator) await replaceOwnPseuds(db, member, { workId, pseudIds: input.pseudIds })
    await replaceWorkTags(db, workId, await settleTags(db, { vocabularies, choices: input.tags, kept }, now))
    await refreshWorks(db, [workId])
    await recordMending(db, member, current, now)
  })
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
