import { sql } from 'kysely'
import type { Db } from '../../../store/database.ts'
import type { StorableText } from '../../../store/text-bytes.ts'
import { refreshWorks } from '../../../works/refresh-work.ts'
import type { Amend, Amendment, Move } from '../moving.ts'
import type { Row } from '../read/row.ts'
import type { Fields } from '../written.ts'
import { type ChapterDraft, changeTexts, chapterFields } from './to-chapter.ts'

/** By old number. */
export type ChapterDrafts = ReadonlyMap<string, ChapterDraft<StorableText>>

/**
 * What a newer dump, or files that were forgotten the first time, may change in chapters that are here. `isNew` tells
 * the rows that this run has written.
 */
export function amendChapters(move: Move, isNew: (row: Row) => boolean): Amend<ChapterDrafts> {
  return {
    drafted: ({ id, row }, drafts) => chapterFields(drafts.get(id)!, isNew(row)),
    present: readFields,
    change: (db, amendments, drafts) => changeAll(move, db, amendments, drafts),
  }
}

async function readFields(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Fields>> {
  const rows = await db
    .selectFrom('chapter')
    .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
    .where('chapter.id', 'in', [...ids])
    .select(['chapter.id', 'title', 'posted_at', 'notes_source', 'end_notes_source'])
    .execute()
  const newest = db
    .selectFrom('chapter_revision')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('chapter_id', 'in', [...ids])
    .groupBy('chapter_id')
  const texts = await db
    .selectFrom('chapter_revision')
    .select(['chapter_id', 'source'])
    .where('id', 'in', newest)
    .execute()
  const textOf = new Map(texts.map(({ chapter_id, source }) => [chapter_id, source]))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        title: row.title,
        text: textOf.get(row.id) ?? '',
        notes: row.notes_source,
        endNotes: row.end_notes_source,
        approved: row.posted_at === null ? 0 : 1,
      },
    ]),
  )
}

async function changeAll(move: Move, db: Db, amendments: readonly Amendment[], drafts: ChapterDrafts): Promise<void> {
  for (const amendment of amendments) {
    await change(move, db, amendment, changeTexts(drafts.get(amendment.old.id)!, String))
  }
  const works = await db
    .selectFrom('chapter')
    .select('work_id')
    .distinct()
    .where(
      'id',
      'in',
      amendments.map(({ id }) => id),
    )
    .execute()
  await refreshWorks(
    db,
    works.map(({ work_id }) => work_id),
  )
}

async function change(move: Move, db: Db, { id, old, fields }: Amendment, draft: ChapterDraft): Promise<void> {
  for (const remark of draft.remarks) move.ledger.remark('chapters', old.id, remark)
  const has = (field: string) => Object.hasOwn(fields, field)
  const chapter = {
    ...(has('title') ? { title: draft.title } : {}),
    ...(has('text') ? { word_count: draft.wordCount } : {}),
    ...(has('approved') ? await approvalOf(db, id, draft.approved) : {}),
  }
  const text = {
    ...(has('text') ? { html: draft.html } : {}),
    ...(has('notes') ? { notes_source: draft.notes.source, notes_html: draft.notes.html } : {}),
    ...(has('endNotes') ? { end_notes_source: draft.endNotes.source, end_notes_html: draft.endNotes.html } : {}),
  }
  const isChanged = Object.keys({ ...chapter, ...text }).length > 0
  // Books and pages that readers keep know a chapter's text by this time; what is only read better is no news.
  const updatedAt = move.readsAgain ? sql<number>`updated_at + 1` : move.now
  if (isChanged) {
    await db
      .updateTable('chapter')
      .set({ ...chapter, updated_at: updatedAt })
      .where('id', '=', id)
      .execute()
  }
  if (Object.keys(text).length > 0) {
    await db.updateTable('chapter_text').set(text).where('chapter_id', '=', id).execute()
  }
  if (has('text')) await addRevisions(db, id, draft, move.now)
}

/** Held on its own only in a work that is posted; otherwise it waits with its work. */
async function approvalOf(db: Db, id: number, approved: boolean) {
  const chapter = await db
    .selectFrom('chapter')
    .innerJoin('work', 'work.id', 'chapter.work_id')
    .where('chapter.id', '=', id)
    .select(['chapter.created_at', 'work.posted_at'])
    .executeTakeFirstOrThrow()
  const isHeld = !approved && chapter.posted_at !== null
  return { posted_at: approved ? chapter.created_at : null, held_at: isHeld ? chapter.created_at : null }
}

/** Those that are there already, from before, are not added again; the newest is what the page shows. */
async function addRevisions(db: Db, id: number, draft: ChapterDraft, now: number): Promise<void> {
  const kept = await db.selectFrom('chapter_revision').select('source').where('chapter_id', '=', id).execute()
  const known = new Set(kept.map(({ source }) => source))
  const fresh = draft.revisions.filter(
    ({ source }, index) => index === draft.revisions.length - 1 || !known.has(source),
  )
  const rows = fresh.map((revision) => ({ ...revision, chapter_id: id, account_id: null, saved_at: now }))
  await db.insertInto('chapter_revision').values(rows).execute()
}
