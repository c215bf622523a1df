import { notFound } from '../errors.ts'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { longText, textOf } from '../store/long-text.ts'
import { prepare } from '../store/prepared.ts'
import { findWork, type FoundWork } from './find-work.ts'
import { type ChapterLine, chaptersSeenIn, listAllChapters } from './list-chapters.ts'

export interface ChapterPage {
  work: FoundWork
  /** Those that the viewer may open, in order. */
  chapters: ChapterLine[]
  /** Where among them this chapter stands, from 0. */
  index: number
  chapter: ChapterLine
  text: ChapterText
}

export interface ChapterText {
  notesHtml: string
  html: string
  endNotesHtml: string
}

const findText = prepare<{ chapterId: number }>()((db, param) =>
  db
    .selectFrom('chapter_text')
    .where('chapter_id', '=', param('chapterId'))
    .select(['notes_html as notesHtml', 'end_notes_html as endNotesHtml'])
    .select(longText(db, 'html').as('html')),
)

/** Refuses with not_found a chapter of another work, and a draft that is not the viewer's to see. */
export async function findChapterPage(db: Db, viewer: Viewer, workId: number, chapterId: number): Promise<ChapterPage> {
  const [work, all, texts] = await Promise.all([
    findWork(db, viewer, workId),
    listAllChapters(db, workId),
    findText(db, { chapterId }),
  ])
  const chapters = chaptersSeenIn(work, all, viewer)
  const index = chapters.findIndex((chapter) => chapter.id === chapterId)
  if (index === -1) throw notFound('Chapter')
  const text = texts[0] ? { ...texts[0], html: textOf(texts[0].html) } : EMPTY
  return { work, chapters, index, chapter: chapters[index]!, text }
}

const EMPTY: ChapterText = { notesHtml: '', html: '', endNotesHtml: '' }
