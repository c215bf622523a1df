import { notAllowed, notFound } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import type { TextFormat } from '../store/tables/works.ts'
import { findWork, type FoundWork } from './find-work.ts'
import { canEditChapter } from './permissions.ts'
import { fingerprintOf } from './work-input.ts'

export interface ChapterToEdit {
  id: number
  work: FoundWork
  position: number
  title: string
  language: string | null
  state: 'draft' | 'held' | 'posted'
  pseudId: number | null
  authorAccountId: number | null
  authorName: string | null
  notesSource: string
  endNotesSource: string
  source: string
  format: TextFormat
  hasText: boolean
  /** Changes with everything that the chapter's form shows. */
  version: string
}

/** Refuses with not_found what the member may not know of, and with not_allowed what is not theirs to change. */
export async function findChapterToEdit(
  db: Db,
  member: Member,
  workId: number,
  chapterId: number,
): Promise<ChapterToEdit> {
  const work = await findWork(db, member, workId)
  const [row, text] = await Promise.all([findRow(db, workId, chapterId), findNewest(db, chapterId)])
  if (!row) throw notFound('Chapter')
  if (!canEditChapter(member, work, row)) throw row.postedAt === null ? notFound('Chapter') : notYours()
  const { postedAt, heldAt, html, notesHtml, endNotesHtml, ...chapter } = row
  const { id: revision, source, format } = text ?? { id: 0, source: html, format: 'html' as const }
  const notesSource = row.notesSource || notesHtml
  const endNotesSource = row.endNotesSource || endNotesHtml
  return {
    ...chapter,
    work,
    notesSource,
    endNotesSource,
    state: postedAt !== null ? 'posted' : heldAt !== null ? 'held' : 'draft',
    source,
    format,
    hasText: html !== '',
    version: fingerprintOf(row.title, row.language, row.pseudId, notesSource, endNotesSource, revision),
  }
}

function notYours() {
  return notAllowed('Only its authors may change a chapter.')
}

async function findRow(db: Db, workId: number, chapterId: number) {
  return db
    .selectFrom('chapter')
    .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
    .leftJoin('pseud', 'pseud.id', 'chapter.pseud_id')
    .where('chapter.id', '=', chapterId)
    .where('chapter.work_id', '=', workId)
    .select([
      'chapter.id',
      'chapter.position',
      'chapter.title',
      'chapter.language',
      'chapter.pseud_id as pseudId',
      'chapter.posted_at as postedAt',
      'chapter.held_at as heldAt',
      'pseud.account_id as authorAccountId',
      'pseud.name as authorName',
      'chapter_text.notes_source as notesSource',
      'chapter_text.end_notes_source as endNotesSource',
      'chapter_text.notes_html as notesHtml',
      'chapter_text.end_notes_html as endNotesHtml',
      'chapter_text.html',
    ])
    .executeTakeFirst()
}

async function findNewest(db: Db, chapterId: number) {
  return db
    .selectFrom('chapter_revision')
    .where('chapter_id', '=', chapterId)
    .select(['id', 'source', 'format'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
