// Keeps the index of texts: works that wait for it are taken in here, a slice after the other, each in its own transaction
// together with the row that asked for it. Wherever it is ended, the next slice goes on from there. `db` is the index with
// the archive beside it, as `openTexts` gives it.
import { type Kysely, sql } from 'kysely'
import { type Db, inTransaction } from '../../store/database.ts'
import { dialectOf } from '../../store/dialect.ts'
import { insertRows } from '../../store/insert-rows.ts'
import type { Tables } from '../../store/tables.ts'
import { addWords, dropWords } from '../../store/word-index.ts'
import { noteChanged } from './note-changed.ts'
import { type Parcel, parcelsOf, type SliceSize } from './parcel.ts'
import { HEADINGS } from './parts-of-work.ts'

/** A search waits for a slice: some hundredths of a second. */
export const BESIDE_PAGES: SliceSize = { works: 50, bytes: 128 * 1024 }
/** For whoever has the index to himself: a piece that is worth its place, and hardly more works than it has room for. */
export const ALONE: SliceSize = { works: 60, bytes: 4 * 1024 * 1024 }

/** Takes in some of the works that wait; returns how many are done, or null when none waits. */
export async function takeInSlice(db: Kysely<Tables>, size: SliceSize): Promise<number | null> {
  if ((await countWaiting(db, 1)) === 0) return null
  return inTransaction(db, async (db) => {
    const workIds = await takeWaiting(db, size.works)
    if (workIds.length === 0) return null
    for await (const parcel of parcelsOf(db, workIds, size.bytes)) {
      await takeInParcel(db, parcel)
      return parcel.done.length
    }
    return 0
  })
}

/** No more than `most`. */
export async function countWaiting(db: Db, most: number): Promise<number> {
  await noteChanged(db)
  return (await db.selectFrom('text_waiting').select('work_id').limit(most).execute()).length
}

/** On PostgreSQL the rows stay locked: whoever changes one of these works meanwhile waits, and notes it anew. */
async function takeWaiting(db: Db, most: number): Promise<number[]> {
  let waiting = db.selectFrom('text_waiting').select('work_id').orderBy('work_id').limit(most)
  if (dialectOf(db).name === 'postgres') waiting = waiting.modifyEnd(sql`for update skip locked`)
  return (await waiting.execute()).map((row) => row.work_id)
}

/** In a transaction, which nobody who changes one of its works may have been in since it was read. */
export async function takeInParcel(db: Db, { headings, passages, done }: Parcel): Promise<void> {
  await dropHeadings(db, headings.stale)
  await addWords(
    db,
    'heading_words',
    headings.fresh.flatMap(({ id, words }) => [...words].map(([part, words]) => ({ id: id * HEADINGS + part, words }))),
  )
  await insertRows(
    db,
    'indexed_work',
    headings.fresh.map(({ id, stamp }) => ({ work_id: id, stamp })),
  )
  await dropPassages(db, passages.stale)
  await insertRows(
    db,
    'passage',
    passages.fresh.map(({ id, chapter_id, stamp }) => ({ id, chapter_id, stamp })),
  )
  await addWords(db, 'passage_words', passages.fresh)
  if (done.length > 0) await db.deleteFrom('text_waiting').where('work_id', 'in', done).execute()
}

async function dropHeadings(db: Db, workIds: readonly number[]): Promise<void> {
  for (const id of workIds) await dropWords(db, 'heading_words', id * HEADINGS, (id + 1) * HEADINGS - 1)
  if (workIds.length > 0) await db.deleteFrom('indexed_work').where('work_id', 'in', workIds).execute()
}

async function dropPassages(db: Db, ids: readonly number[]): Promise<void> {
  for (const id of ids) await dropWords(db, 'passage_words', id, id)
  for (let start = 0; start < ids.length; start += 500) {
    await db
      .deleteFrom('passage')
      .where('id', 'in', ids.slice(start, start + 500))
      .execute()
  }
}
