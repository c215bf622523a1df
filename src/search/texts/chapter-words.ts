import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { padded } from '../../store/in-list.ts'
import { escapeText } from '../../text/escape.ts'
import { bytesOf, longText } from '../../store/long-text.ts'
import { whole } from '../../store/prepared.ts'
import { cutPassages } from './cut-passages.ts'
import { PASSAGES } from './parts-of-work.ts'

export interface ChapterLine {
  id: number
  workId: number
  /** By which it is seen that the chapter has changed. */
  stamp: string
  bytes: number
}

/** The chapters that readers can open, in order, without reading their texts. */
export async function listChaptersToIndex(db: Db, workIds: readonly number[]): Promise<ChapterLine[]> {
  const size = (column: string) => sql<number>`octet_length(${sql.ref(`chapter_text.${column}`)})`
  const rows = await db
    .selectFrom('chapter')
    .innerJoin('work', 'work.id', 'chapter.work_id')
    .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
    .where('work.id', 'in', workIds)
    .where('work.audience', '>', 0)
    .where('chapter.posted_at', 'is not', null)
    .select((eb) => [
      'chapter.id',
      'chapter.work_id as workId',
      'chapter.title',
      'chapter.updated_at as updatedAt',
      size('html').as('html'),
      size('notes_html').as('notes'),
      size('end_notes_html').as('endNotes'),
      eb
        .selectFrom('chapter_revision as revision')
        .whereRef('revision.chapter_id', '=', 'chapter.id')
        .select((eb) => eb.fn.max('revision.id').as('last'))
        .as('revision'),
    ])
    .orderBy('chapter.work_id')
    .orderBy('chapter.position')
    .orderBy('chapter.id')
    .execute()
  return rows.map(({ id, workId, title, updatedAt, html, notes, endNotes, revision }) => ({
    id,
    workId,
    stamp: hash('md5', [title, updatedAt, html, notes, endNotes, revision ?? 0].join('\n')),
    bytes: html + notes + endNotes,
  }))
}

export interface PassageLine {
  id: number
  chapter_id: number
  stamp: string
}

/** What stands in the index already. (Asked with as many spans as works, SQLite would read every passage there is.) */
export async function listPassages(db: Db, workIds: readonly number[]): Promise<PassageLine[]> {
  if (workIds.length === 0) return []
  const firsts = sql.join(workIds.map((id) => sql`(${whole(id * PASSAGES)})`))
  const { rows } = await sql<PassageLine>`
    with wanted (first) as (values ${firsts})
    select passage.id, passage.chapter_id, passage.stamp from wanted cross join passage
    where passage.id >= wanted.first and passage.id < wanted.first + ${whole(PASSAGES)}
    order by passage.id`.execute(db)
  return rows
}

/** Words in UTF-8, parted by spaces. */
export type PassageWords = Uint8Array<ArrayBuffer>

/** Of each chapter: title, notes and text, in order. */
export async function readPassages(db: Db, chapterIds: readonly number[]): Promise<Map<number, PassageWords[]>> {
  if (chapterIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('chapter')
    .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
    .where('chapter.id', 'in', padded(chapterIds))
    .select([
      'chapter.id',
      'title',
      longText(db, 'notes_html').as('notes'),
      longText(db, 'html').as('html'),
      longText(db, 'end_notes_html').as('endNotes'),
    ])
    .execute()
  return new Map(
    rows.map(({ id, title, notes, html, endNotes }) => [
      id,
      cutPassages([escapeText(title), notes, html, endNotes].map(bytesOf)),
    ]),
  )
}
