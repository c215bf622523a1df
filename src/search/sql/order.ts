// How the rows of an answer follow one another, and which of them come after a mark.
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { Mark, Question, Scope, Sort } from '../question.ts'
import { whole } from './whole.ts'

/** The first creator's name; '' for works without any. */
const AUTHOR = sql`coalesce((select pseud.sort_name from creator join pseud on pseud.id = creator.pseud_id
  where creator.work_id = work.id order by creator.position, creator.pseud_id limit 1), '')`

export interface Order {
  key: RawBuilder<unknown>
  /** Whether marks carry the key: texts and places in a given list are asked for anew. */
  isKept: boolean
  /** True: down. */
  isDown: boolean
}

export function orderOf({ sort, scope }: Question): Order {
  const { key, isKept } = keyOf(sort, scope)
  return { key, isKept, isDown: sort.direction === 'down' }
}

function keyOf({ by }: Sort, scope: Scope): Pick<Order, 'key' | 'isKept'> {
  switch (by) {
    case 'updated':
      return { key: scope.kind === 'tag' ? sql`listed.updated_at` : sql`work.updated_at`, isKept: true }
    case 'published':
      return { key: sql`coalesce(work.posted_at, 0)`, isKept: true }
    case 'title':
      return { key: sql`work.sort_title`, isKept: false }
    case 'author':
      return { key: AUTHOR, isKept: false }
    case 'words':
      return { key: sql`work.word_count`, isKept: true }
    case 'reviews':
      return { key: sql`work.review_count`, isKept: true }
    case 'kudos':
      return { key: sql`work.kudos_count`, isKept: true }
    case 'reads':
      return { key: sql`work.read_count`, isKept: true }
    case 'given':
      // A scope that gives no order is in the order of the rows.
      return { key: scope.kind === 'works' ? sql`listed.place` : sql`work.id`, isKept: false }
  }
}

/** For `order by`; `isTurned`: from the last to the first. */
export function orderedBy({ key, isDown }: Order, scope: Scope, isTurned = false): RawBuilder<unknown> {
  const direction = sql.raw(isDown === isTurned ? 'asc' : 'desc')
  const id = scope.kind === 'tag' ? sql`listed.work_id` : sql`work.id`
  return sql`${key} ${direction}, ${id} ${direction}`
}

/** A mark with its key looked up. */
export interface Place {
  key: number | string
  workId: number
}

/** Where the mark stands; null: its work is in no list any more. */
export async function findPlace(db: Db, question: Question, order: Order, mark: Mark): Promise<Place | null> {
  if (order.isKept && mark.value !== null) return { key: mark.value, workId: mark.workId }
  const { scope, audience, sort } = question
  if (sort.by === 'given' && scope.kind === 'works') {
    const place = [...new Set(scope.ids)].indexOf(mark.workId)
    if (place < 0) return null
    return { key: place, workId: mark.workId }
  }
  const key = scope.kind === 'tag' && sort.by === 'updated' ? sql`work.updated_at` : order.key
  const { rows } = await sql<{ key: number | string }>`
    select ${key} as key from work where work.id = ${whole(mark.workId)} and work.audience >= ${audience}`.execute(db)
  return rows[0] ? { key: rows[0].key, workId: mark.workId } : null
}

/** Whether a row comes after the place; `isTurned`: before it. */
export function comesAfter({ key, isDown }: Order, place: Place, isTurned = false): RawBuilder<SqlBool> {
  const sign = sql.raw(isDown === isTurned ? '>' : '<')
  const value = typeof place.key === 'string' ? sql`cast(${place.key} as text)` : whole(place.key)
  return sql`(${key}, work.id) ${sign} (${value}, ${whole(place.workId)})`
}
