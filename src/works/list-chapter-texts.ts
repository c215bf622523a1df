import type { Db } from '../store/database.ts'
import { type LongText, longText, textOf } from '../store/long-text.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import type { ChapterText } from './find-chapter-page.ts'

const listRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('chapter_text')
    .where('chapter_id', 'in', idParams(param, shape))
    .select(['chapter_id as chapterId', 'notes_html as notesHtml', 'end_notes_html as endNotesHtml'])
    .select(longText(db, 'html').as('html')),
)

/** By chapter. Asks nobody's rights: the ids come out of `chaptersSeenIn`. At most 1000. */
export async function listChapterTexts(db: Db, chapterIds: readonly number[]): Promise<Map<number, ChapterText>> {
  if (chapterIds.length === 0) return new Map()
  const { values, shape } = idValues(chapterIds)
  const rows = await listRows(db, values, shape)
  return new Map(rows.map((row) => [row.chapterId, new StoredText(row)]))
}

/** Its string is made whenever it is asked for, so that a hundred chapters may wait as bytes. */
class StoredText implements ChapterText {
  readonly notesHtml: string
  readonly endNotesHtml: string
  readonly #html: LongText

  constructor({ notesHtml, html, endNotesHtml }: Omit<ChapterText, 'html'> & { html: LongText }) {
    this.notesHtml = notesHtml
    this.endNotesHtml = endNotesHtml
    this.#html = html
  }

  get html(): string {
    return textOf(this.#html)
  }
}
