// The rows of one chapter. Every text that was ever saved stays, as it was typed, in a revision.
import type { Db } from '../store/database.ts'
import type { TextFormat } from '../store/tables/works.ts'
import { countWords } from '../text/count-words.ts'
import { cleanText } from '../text/well-formed.ts'
import { tidyTitle } from './check-input.ts'
import { changedBrief, chapterHtml } from './source-to-html.ts'
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
}

export function prepareChapter(input: ChapterInput): PreparedChapter {
  const html = chapterHtml(input.text, input.format)
  return { input, title: tidyTitle(input.title), html, wordCount: countWords(html) }
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
      language: languageOf(chapter.input),
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
    .values({ chapter_id: id, html: chapter.html, ...noteColumns(chapter.input, NO_NOTES) })
    .execute()
  await addRevision(db, id, chapter.input, saving)
  return id
}

function languageOf({ language }: ChapterInput): string | null {
  return language === '' ? null : Intl.getCanonicalLocales(language)[0]!
}

interface KeptNotes {
  notesSource: string
  endNotesSource: string
}

const NO_NOTES: KeptNotes = { notesSource: '', endNotesSource: '' }

function noteColumns(input: ChapterInput, kept: KeptNotes) {
  const notes = changedBrief(kept.notesSource, input.notes)
  const endNotes = changedBrief(kept.endNotesSource, input.endNotes)
  return {
    ...(notes && { notes_source: notes.source, notes_html: notes.html }),
    ...(endNotes && { end_notes_source: endNotes.source, end_notes_html: endNotes.html }),
  }
}

export interface KeptText extends KeptNotes {
  id: number
  source: string
  format: TextFormat
}

/** `kept` is the chapter as it stands: a text that did not change keeps its clean form and makes no revision. */
export async function updateChapter(
  db: Db,
  kept: KeptText,
  { input, title, html, wordCount }: PreparedChapter,
  saving: Saving,
): Promise<void> {
  const isSameText = cleanText(kept.source) === cleanText(input.text) && kept.format === input.format
  await db
    .updateTable('chapter')
    .set({
      title,
      language: languageOf(input),
      pseud_id: input.pseudId,
      updated_at: saving.at,
      ...(!isSameText && { word_count: wordCount }),
    })
    .where('id', '=', kept.id)
    .execute()
  const texts = { ...noteColumns(input, kept), ...(!isSameText && { html }) }
  if (Object.keys(texts).length > 0)
    await db.updateTable('chapter_text').set(texts).where('chapter_id', '=', kept.id).execute()
  if (!isSameText) await addRevision(db, kept.id, input, saving)
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
