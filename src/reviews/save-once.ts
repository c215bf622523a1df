import type { Insertable } from 'kysely'
import { DOUBLE_CLICK_MS } from '../people/limits.ts'
import type { Db } from '../store/database.ts'
import { dialectOf } from '../store/dialect.ts'
import type { ReviewTable } from '../store/tables/reviews.ts'

export type NewReview = Omit<
  Insertable<ReviewTable>,
  'posted_at' | 'created_at' | 'edited_at' | 'hidden_at' | 'deleted_at'
>

/** Adds the row, unless the same words came from the same hand within a minute: then `isNew` is false. */
export async function saveOnce(db: Db, row: NewReview, now: number): Promise<{ id: number; isNew: boolean }> {
  await queueUp(db, row)
  const same = await findSame(db, row, now)
  if (same) return { id: same.id, isNew: false }
  const { id } = await db
    .insertInto('review')
    .values({ ...row, posted_at: now, created_at: now, edited_at: null, hidden_at: null, deleted_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, isNew: true }
}

/** A double click arrives as two requests at once; on SQLite they wait for each other anyway. */
async function queueUp(db: Db, row: NewReview): Promise<void> {
  if (dialectOf(db).name !== 'postgres') return
  if (row.work_id) await db.selectFrom('work').where('id', '=', row.work_id).select('id').forNoKeyUpdate().execute()
  else await db.selectFrom('series').where('id', '=', row.series_id!).select('id').forNoKeyUpdate().execute()
}

const SAME = ['work_id', 'chapter_id', 'series_id', 'parent_id', 'pseud_id', 'guest_name', 'score'] as const

async function findSame(db: Db, row: NewReview, now: number) {
  let query = db
    .selectFrom('review')
    .where('created_at', '>', now - DOUBLE_CLICK_MS)
    .where('body_source', '=', row.body_source ?? '')
    .where('deleted_at', 'is', null)
  for (const column of SAME) {
    const value = row[column] ?? null
    query = value === null ? query.where(column, 'is', null) : query.where(column, '=', value)
  }
  return query.select('id').executeTakeFirst()
}
