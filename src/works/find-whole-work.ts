import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { longText, textOf } from '../store/long-text.ts'
import { prepare } from '../store/prepared.ts'
import type { ChapterText } from './find-chapter-page.ts'
import { findWork, type FoundWork } from './find-work.ts'
import { type ChapterLine, chaptersSeenIn, listAllChapters } from './list-chapters.ts'

export interface WholeWork {
  work: FoundWork
  chapters: Array<ChapterLine & { text: ChapterText }>
}

const listTexts = prepare<{ workId: number }>()((db, param) =>
  db
    .selectFrom('chapter')
    .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
    .where('chapter.work_id', '=', param('workId'))
    .select(['chapter.id', 'chapter_text.notes_html as notesHtml', 'chapter_text.end_notes_html as endNotesHtml'])
    .select(longText(db, 'chapter_text.html').as('html')),
)

/** A work with the text of every chapter that the viewer may open. */
export async function findWholeWork(db: Db, viewer: Viewer, workId: number): Promise<WholeWork> {
  const [work, all, rows] = await Promise.all([
    findWork(db, viewer, workId),
    listAllChapters(db, workId),
    listTexts(db, { workId }),
  ])
  const texts = new Map(rows.map(({ id, html, ...notes }) => [id, ownText({ ...notes, html: textOf(html) }, id)]))
  const chapters = chaptersSeenIn(work, all, viewer).flatMap((chapter) => {
    const text = texts.get(chapter.id)
    return text ? [{ ...chapter, text }] : []
  })
  return { work, chapters }
}

/** Notes lead into the text of their own chapter, too. */
function ownText({ notesHtml, html, endNotesHtml }: ChapterText, id: number): ChapterText {
  const own = (cleanHtml: string) => withOwnIds(cleanHtml, id)
  return { notesHtml: own(notesHtml), html: own(html), endNotesHtml: own(endNotesHtml) }
}

/** Two chapters may both have a note 1; on one page each keeps to its own. Input must be sanitised. */
export function withOwnIds(cleanHtml: string, chapterId: number): string {
  if (!cleanHtml.includes('"t-') && !cleanHtml.includes('"#t-')) return cleanHtml
  return cleanHtml.replace(/<[a-z][a-z0-9]* [^>]*>/g, (tag) => tag.replace(/( id="| href="#)t-/g, `$1c${chapterId}-t-`))
}
