// The rows of one chapter. Every text that was ever saved stays, as it was typed, in a revision.
import type { Db } from '../store/database.ts'
import type { TextFormat } from '../store/tables/works.ts'
import { countWords } from '../text/count-words.ts'
import { cleanText } from '../text/well-formed.ts'
import { tidyTitle } from './check-input.ts'
import { briefHtml, chapterHtml } from './source-to-html.ts'
import type { ChapterInput } from './work-input.ts'

export interface Saving {
  /** Who saved it. */
  accountId: number
  at: number
}

/** A chapter ready to be written: cleaning a long text takes time, so it is done before the transaction. */
export interface PreparedChapter {
  input: ChapterInput
  title: string
  html: string
  wordCount: number
  notes: { notes_source: string; notes_html: string; end_notes_source: string; end_notes_html: string }
}

export function prepareChapter(input: ChapterInput): PreparedChapter {
  const html = chapterHtml(input.text, input.format)
  const notes = {
    notes_source: input.notes,
    notes_html: briefHtml(input.notes),
    end_notes_source: input.endNotes,
    end_notes_html: briefHtml(input.endNotes),
  }
  return { input, title: tidyTitle(input.title), html, wordCount: countWords(html), notes }
}

/** Puts a draft behind the work's last chapter; returns its id. The caller holds the work's lock. */
export async function insertChapter(db: Db, workId: number, chapter: PreparedChapter, saving: Saving): Promise<number> {
  const { last } = await db
    .selectFrom('chapter')
    .where('work_id', '=', workId)
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  const { id } = await db
    .insertInto('chapter')
    .values({
      work_id: workId,
      position: (last ?? 0) + 1,
      title: chapter.title,
      word_count: chapter.wordCount,
      pseud_id: chapter.input.pseudId,
      posted_at: null,
      held_at: null,
      created_at: saving.at,
      updated_at: saving.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('chapter_text')
    .values({ chapter_id: id, html: chapter.html, ...chapter.notes })
    .execute()
  await addRevision(db, id, chapter.input, saving)
  return id
}

export interface KeptText {
  source: string
  format: TextFormat
}

/** `kept` is the text as it stands: one that did not change keeps its clean form and makes no revision. */
export async function updateChapter(
  db: Db,
  { chapterId, kept }: { chapterId: number; kept: KeptText },
  chapter: PreparedChapter,
  saving: Saving,
): Promise<void> {
  const { input } = chapter
  const isSameText = cleanText(kept.source) === cleanText(input.text) && kept.format === input.format
  await db
    .updateTable('chapter')
    .set({
      title: chapter.title,
      pseud_id: input.pseudId,
      updated_at: saving.at,
      ...(isSameText ? {} : { word_count: chapter.wordCount }),
    })
    .where('id', '=', chapterId)
    .execute()
  await db
    .updateTable('chapter_text')
    .set({ ...chapter.notes, ...(isSameText ? {} : { html: chapter.html }) })
    .where('chapter_id', '=', chapterId)
    .execute()
  if (!isSameText) await addRevision(db, chapterId, input, saving)
}

async function addRevision(db: Db, chapterId: number, input: ChapterInput, saving: Saving): Promise<void> {
  await db
    .insertInto('chapter_revision')
    .values({
      chapter_id: chapterId,
      format: input.format,
      source: input.text,
      account_id: saving.accountId,
      saved_at: saving.at,
    })
    .execute()
}
