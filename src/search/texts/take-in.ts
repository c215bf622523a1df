// Keeps the index of texts: works that wait for it are taken in here, a slice after the other, each in its own transaction
// together with the row that asked for it. Wherever it is ended, the next slice goes on from there. `db` is the index with
// the archive beside it, as `openTexts` gives it.
import { hash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { type Db, inTransaction } from '../../store/database.ts'
import { dialectOf } from '../../store/dialect.ts'
import { insertRows } from '../../store/insert-rows.ts'
import type { Tables } from '../../store/tables.ts'
import { addWords, dropWords } from '../../store/word-index.ts'
import { type ChapterLine, listChaptersToIndex, listPassages, type PassageLine, readPassages } from './chapter-words.ts'
import { type HeadingWords, readHeadingWords } from './heading-words.ts'
import { noteChanged } from './note-changed.ts'
import { HEADINGS, PASSAGES } from './parts-of-work.ts'

export interface SliceSize {
  works: number
  /** Of chapters' HTML. */
  bytes: number
}

/** A search waits for a slice: some hundredths of a second. */
export const BESIDE_PAGES: SliceSize = { works: 50, bytes: 128 * 1024 }
/** For whoever has the archive to himself. */
export const ALONE: SliceSize = { works: 200, bytes: 4 * 1024 * 1024 }

/** Takes in some of the works that wait; returns how many are done, or null when none waits. */
export async function takeInSlice(db: Kysely<Tables>, size: SliceSize): Promise<number | null> {
  if ((await countWaiting(db, 1)) === 0) return null
  return inTransaction(db, async (db) => {
    const workIds = await takeWaiting(db, size.works)
    if (workIds.length === 0) return null
    await takeInHeadings(db, workIds)
    const done = await takeInTexts(db, workIds, size.bytes)
    if (done.length > 0) await db.deleteFrom('text_waiting').where('work_id', 'in', done).execute()
    return done.length
  })
}

/** No more than `most`. */
export async function countWaiting(db: Db, most: number): Promise<number> {
  await noteChanged(db)
  return (await db.selectFrom('text_waiting').select('work_id').limit(most).execute()).length
}

/** The rows stay locked: whoever changes one of these works meanwhile waits, and notes it anew. */
async function takeWaiting(db: Db, most: number): Promise<number[]> {
  let waiting = db.selectFrom('text_waiting').select('work_id').orderBy('work_id').limit(most)
  if (dialectOf(db).name === 'postgres') waiting = waiting.modifyEnd(sql`for update skip locked`)
  return (await waiting.execute()).map((row) => row.work_id)
}

async function takeInHeadings(db: Db, workIds: readonly number[]): Promise<void> {
  const [headings, stamps] = await Promise.all([readHeadingWords(db, workIds), readStamps(db, workIds)])
  const changed = workIds.filter((id) => stamps.get(id) !== stampOf(headings.get(id)))
  for (const id of changed) {
    if (stamps.has(id)) await dropWords(db, 'heading_words', id * HEADINGS, (id + 1) * HEADINGS - 1)
  }
  const stale = changed.filter((id) => stamps.has(id))
  if (stale.length > 0) await db.deleteFrom('indexed_work').where('work_id', 'in', stale).execute()
  const fresh = changed.flatMap((id) => {
    const words = headings.get(id)
    return words ? [{ id, words, stamp: stampOf(words)! }] : []
  })
  await addWords(
    db,
    'heading_words',
    fresh.flatMap(({ id, words }) => [...words].map(([part, words]) => ({ id: id * HEADINGS + part, words }))),
  )
  await insertRows(
    db,
    'indexed_work',
    fresh.map(({ id, stamp }) => ({ work_id: id, stamp })),
  )
}

async function readStamps(db: Db, workIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.selectFrom('indexed_work').selectAll().where('work_id', 'in', workIds).execute()
  return new Map(rows.map((row) => [row.work_id, row.stamp]))
}

function stampOf(words: HeadingWords | undefined): string | undefined {
  return words && hash('md5', [...words].map(([part, words]) => `${part} ${words.join(' ')}`).join('\n'))
}

/** Until so many bytes are read; returns the works that are done. */
async function takeInTexts(db: Db, workIds: readonly number[], mostBytes: number): Promise<number[]> {
  const [chapters, passages] = await Promise.all([listChaptersToIndex(db, workIds), listPassages(db, workIds)])
  const { missing, stale } = compare(chapters, passages)
  const [first, ...rest] = missing
  let bytes = first?.bytes ?? 0
  const now = first ? [first] : []
  for (const chapter of rest) {
    bytes += chapter.bytes
    if (bytes > mostBytes) break
    now.push(chapter)
  }
  await dropPassages(db, stale)
  await addPassages(db, now, withoutThose(passages, stale))
  const left = new Set(missing.slice(now.length).map((chapter) => chapter.workId))
  return workIds.filter((id) => !left.has(id))
}

export interface Difference {
  missing: ChapterLine[]
  stale: PassageLine[]
}

function compare(chapters: readonly ChapterLine[], passages: readonly PassageLine[]): Difference {
  const stamps = new Map(chapters.map((chapter) => [chapter.id, chapter.stamp]))
  const stale = passages.filter((passage) => stamps.get(passage.chapter_id) !== passage.stamp)
  const kept = new Set(withoutThose(passages, stale).map((passage) => passage.chapter_id))
  return { missing: chapters.filter((chapter) => !kept.has(chapter.id)), stale }
}

function withoutThose(passages: readonly PassageLine[], those: readonly PassageLine[]): PassageLine[] {
  const ids = new Set(those.map((passage) => passage.id))
  return passages.filter((passage) => !ids.has(passage.id))
}

async function dropPassages(db: Db, stale: readonly PassageLine[]): Promise<void> {
  for (const { id } of stale) await dropWords(db, 'passage_words', id, id)
  const ids = stale.map((passage) => passage.id)
  for (let start = 0; start < ids.length; start += 500) {
    await db
      .deleteFrom('passage')
      .where('id', 'in', ids.slice(start, start + 500))
      .execute()
  }
}

async function addPassages(db: Db, chapters: readonly ChapterLine[], kept: readonly PassageLine[]): Promise<void> {
  const texts = await readPassages(
    db,
    chapters.map((chapter) => chapter.id),
  )
  const taken = new Set(kept.map((passage) => passage.id))
  const free = new Map<number, number>()
  const rows = chapters.flatMap((chapter) =>
    (texts.get(chapter.id) ?? []).map((words) => {
      let id = free.get(chapter.workId) ?? chapter.workId * PASSAGES
      while (taken.has(id)) id += 1
      free.set(chapter.workId, id + 1)
      return { id, words, chapter_id: chapter.id, stamp: chapter.stamp }
    }),
  )
  await insertRows(
    db,
    'passage',
    rows.map(({ id, chapter_id, stamp }) => ({ id, chapter_id, stamp })),
  )
  await addWords(db, 'passage_words', rows)
}

/** Of these works, those that the index does not have as they are, and that do not wait for it either. */
export async function listOutdated(db: Db, workIds: readonly number[]): Promise<number[]> {
  await noteChanged(db)
  const [headings, stamps, chapters, passages, waiting] = await Promise.all([
    readHeadingWords(db, workIds),
    readStamps(db, workIds),
    listChaptersToIndex(db, workIds),
    listPassages(db, workIds),
    db.selectFrom('text_waiting').select('work_id').where('work_id', 'in', workIds).execute(),
  ])
  const { missing, stale } = compare(chapters, passages)
  const wrong = new Set([
    ...workIds.filter((id) => stamps.get(id) !== stampOf(headings.get(id))),
    ...missing.map((chapter) => chapter.workId),
    ...stale.map((passage) => Math.floor(passage.id / PASSAGES)),
  ])
  for (const { work_id } of waiting) wrong.delete(work_id)
  return workIds.filter((id) => wrong.has(id))
}
