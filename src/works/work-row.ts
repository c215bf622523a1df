import type { Db } from '../store/database.ts'
import { holdTags } from '../store/hold-tags.ts'
import { titleKey } from '../text/sort-key.ts'
import { tidyTitle } from './check-input.ts'
import { changedBrief } from './source-to-html.ts'
import type { WorkInput } from './work-input.ts'

export interface WorkSources {
  summarySource: string
  notesSource: string
  endNotesSource: string
}

const BLANK: WorkSources = { summarySource: '', notesSource: '', endNotesSource: '' }

/** The columns that a work's form fills; texts that did not change are left out. */
export function workRow(input: WorkInput, before: WorkSources = BLANK) {
  const title = tidyTitle(input.title)
  const language = Intl.getCanonicalLocales(input.language)[0]!
  const summary = changedBrief(before.summarySource, input.summary)
  const notes = changedBrief(before.notesSource, input.notes)
  const endNotes = changedBrief(before.endNotesSource, input.endNotes)
  return {
    title,
    language,
    sort_title: titleKey(title, language),
    ...(summary && { summary_source: summary.source, summary_html: summary.html }),
    ...(notes && { notes_source: notes.source, notes_html: notes.html }),
    ...(endNotes && { end_notes_source: endNotes.source, end_notes_html: endNotes.html }),
    complete: input.isComplete ? 1 : 0,
    members_only: input.isMembersOnly ? 1 : 0,
    round_robin: input.isRoundRobin ? 1 : 0,
    downloads_on: input.isWithoutDownloads ? 0 : 1,
    reviews_on: input.isWithoutReviews ? 0 : 1,
  }
}

/** Puts these tags in place of the work's; the first rating among them is its rating, with its gates. */
export async function replaceWorkTags(
  db: Db,
  workId: number,
  settled: ReadonlyArray<{ vocabulary: { role: string }; tagIds: readonly number[] }>,
): Promise<void> {
  const ratingId = settled.find(({ vocabulary }) => vocabulary.role === 'rating')?.tagIds[0] ?? null
  const tagIds = [...new Set(settled.flatMap((one) => one.tagIds))]
  await db.updateTable('work').set({ rating_id: ratingId }).where('id', '=', workId).execute()
  await db.deleteFrom('work_tag').where('work_id', '=', workId).execute()
  if (tagIds.length === 0) return
  await db
    .insertInto('work_tag')
    .values(tagIds.map((tag_id, position) => ({ work_id: workId, tag_id, position })))
    .execute()
}

/** Until the end of the transaction nobody else changes the work, on either database. */
export async function lockWork(db: Db, workId: number): Promise<void> {
  // In this order: whoever changes what tags stand for holds them, and then waits for works.
  await holdTags(db, 'shared')
  await db
    .updateTable('work')
    .set((eb) => ({ title: eb.ref('title') }))
    .where('id', '=', workId)
    .execute()
}
