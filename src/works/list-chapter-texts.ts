import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import type { ChapterText } from './find-chapter-page.ts'

const listRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('chapter_text')
    .where('chapter_id', 'in', idParams(param, shape))
    .select(['chapter_id as chapterId', 'notes_html as notesHtml', 'html', 'end_notes_html as endNotesHtml']),
)

/** By chapter. Asks nobody's rights: the ids come out of `chaptersSeenIn`. At most 1000. */
export async function listChapterTexts(db: Db, chapterIds: readonly number[]): Promise<Map<number, ChapterText>> {
  if (chapterIds.length === 0) return new Map()
  const { values, shape } = idValues(chapterIds)
  const rows = await listRows(db, values, shape)
  return new Map(rows.map(({ chapterId, ...text }) => [chapterId, text]))
}
