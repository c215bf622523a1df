import { notAllowed, notFound } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { findWork, type FoundWork } from './find-work.ts'
import { canEditWork } from './permissions.ts'
import { fingerprintOf } from './work-input.ts'

export interface WorkToEdit extends FoundWork {
  summarySource: string
  notesSource: string
  endNotesSource: string
  /** By the author's own choice, whatever the rating says. */
  isMembersOnly: boolean
  tags: WorkTagToEdit[]
  /** Changes with everything that the work's form shows. */
  version: string
}

export interface WorkTagToEdit {
  id: number
  name: string
  vocabularyId: number
}

/** Refuses with not_found what the member may not know of, and with not_allowed what is not theirs to change. */
export async function findWorkToEdit(db: Db, member: Member, workId: number): Promise<WorkToEdit> {
  const work = await findWork(db, member, workId)
  if (!canEditWork(member, work)) throw notAllowed('Only its authors may change a work.')
  const [sources, tags] = await Promise.all([findSources(db, workId), listTags(db, workId)])
  const found = { ...work, ...sources, tags }
  return { ...found, version: versionOf(found) }
}

const sourceRows = prepare<{ workId: number }>()((db, param) =>
  db
    .selectFrom('work')
    .where('id', '=', param('workId'))
    .select([
      'summary_source as summarySource',
      'notes_source as notesSource',
      'end_notes_source as endNotesSource',
      'summary_html',
      'notes_html',
      'end_notes_html',
      'members_only',
    ]),
)

async function findSources(db: Db, workId: number) {
  const [row] = await sourceRows(db, { workId })
  if (!row) throw notFound('Work')
  // A text without a source, as another program may have written it, is edited as what pages show.
  return {
    summarySource: row.summarySource || row.summary_html,
    notesSource: row.notesSource || row.notes_html,
    endNotesSource: row.endNotesSource || row.end_notes_html,
    isMembersOnly: row.members_only === 1,
  }
}

const tagRows = prepare<{ workId: number }>()((db, param) =>
  db
    .selectFrom('work_tag')
    .innerJoin('tag', 'tag.id', 'work_tag.tag_id')
    .where('work_id', '=', param('workId'))
    .select(['tag.id', 'tag.name', 'tag.vocabulary_id as vocabularyId'])
    .orderBy('work_tag.position')
    .orderBy('tag.id'),
)

async function listTags(db: Db, workId: number): Promise<WorkTagToEdit[]> {
  return tagRows(db, { workId })
}

function versionOf(work: Omit<WorkToEdit, 'version'>): string {
  const { title, language, summarySource, notesSource, endNotesSource } = work
  const { isComplete, isMembersOnly, isRoundRobin, isWithoutDownloads, isWithoutReviews } = work
  const tagIds = work.tags.map((tag) => tag.id)
  const pseudIds = work.creators.map((creator) => creator.pseudId)
  const texts = [title, language, summarySource, notesSource, endNotesSource]
  return fingerprintOf(
    texts,
    [isComplete, isMembersOnly, isRoundRobin, isWithoutDownloads, isWithoutReviews],
    tagIds,
    pseudIds,
  )
}
