// Lists of works out of the database: what the index in memory answers as well, and is compared with.
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { Answer, From, Mark, Question } from '../question.ts'
import { isAmong, isHidden, type Listed, listedBy } from './conditions.ts'
import { countFacets } from './facets.ts'
import { comesAfter, findPlace, type Order, orderedBy, orderOf, type Place } from './order.ts'
import { rarestFirst } from './rarest-first.ts'
import { whole } from './whole.ts'

/** What is asked, with everything that its queries have in common. */
interface Asked {
  question: Question
  listed: Listed
  isLeftOut: RawBuilder<SqlBool>
  isHidden: RawBuilder<SqlBool>
  /** Neither of both. */
  isKept: RawBuilder<SqlBool>
  order: Order
  slice: Slice
}

type Slice = { page: number } | { after: Place } | { before: Place }

/** Above, counting what the works have takes the database alone longer than anybody waits. */
const MOST_COUNTED = 20_000

/** A handful of queries, however much is asked. */
export async function askSql(db: Db, asking: Question): Promise<Answer> {
  const question = await rarestFirst(db, asking)
  const order = orderOf(question)
  const leftOut = isAmong(db, question.leftOut)
  const hidden = isHidden(db, question.hidden)
  const isKept = sql<SqlBool>`not (${leftOut}) and not (${hidden})`
  const slice = await sliceOf(db, question, order)
  const asked = { question, listed: listedBy(db, question), isLeftOut: leftOut, isHidden: hidden, isKept, order, slice }
  const [rows, counts] = await Promise.all([listRows(db, asked), countRows(db, asked)])
  const { total, leftOutCount, hiddenCount } = counts
  const isCounted = question.facets > 0 && total <= MOST_COUNTED
  const facets = isCounted ? await countFacets(db, { ...asked, top: question.facets }) : null
  const start = startOf(asked, rows.length, counts.before)
  const page = Math.floor(start / question.perPage) + 1
  const ends = { first: markOf(order, rows[0]), last: markOf(order, rows.at(-1)) }
  return { ids: rows.map((row) => row.id), total, page, start, leftOutCount, hiddenCount, facets, ...ends }
}

async function sliceOf(db: Db, question: Question, order: Order): Promise<Slice> {
  const { from } = question
  if ('page' in from) return from
  const place = await findPlace(db, question, order, markIn(from))
  if (place === null) return { page: from.orPage ?? 1 }
  return 'after' in from ? { after: place } : { before: place }
}

function markIn(from: Exclude<From, { page: number }>): Mark {
  return 'after' in from ? from.after : from.before
}

interface Row {
  id: number
  key: number | string
}

async function listRows(db: Db, { question, listed, isKept, order, slice }: Asked): Promise<Row[]> {
  const { scope, perPage } = question
  const isTurned = 'before' in slice
  const offset = 'page' in slice ? (slice.page - 1) * perPage : 0
  const { rows } = await sql<Row>`
    select work.id as id, ${order.key} as key from ${listed.from}
    where ${listed.where} and ${isKept} and ${fromMark(order, slice)}
    order by ${orderedBy(order, scope, isTurned)}
    limit ${whole(perPage)} offset ${whole(offset)}`.execute(db)
  return isTurned ? rows.toReversed() : rows
}

function fromMark(order: Order, slice: Slice): RawBuilder<SqlBool> {
  if ('after' in slice) return comesAfter(order, slice.after)
  if ('before' in slice) return comesAfter(order, slice.before, true)
  return sql`1 = 1`
}

interface Counts {
  total: number
  leftOutCount: number
  hiddenCount: number
  /** Kept rows before those after the mark, or before the mark. */
  before: number
}

async function countRows(db: Db, { listed, isLeftOut, isHidden, isKept, order, slice }: Asked): Promise<Counts> {
  const isBefore =
    'after' in slice
      ? sql`not (${comesAfter(order, slice.after)})`
      : 'before' in slice
        ? comesAfter(order, slice.before, true)
        : sql`1 = 0`
  const { rows } = await sql<Counts>`
    select count(*) filter (where ${isKept}) as total,
      count(*) filter (where ${isLeftOut}) as "leftOutCount",
      count(*) filter (where not (${isLeftOut}) and ${isHidden}) as "hiddenCount",
      count(*) filter (where ${isKept} and ${isBefore}) as before
    from ${listed.from} where ${listed.where}`.execute(db)
  return rows[0]!
}

function startOf({ question, slice }: Asked, rowCount: number, before: number): number {
  if ('page' in slice) return (slice.page - 1) * question.perPage
  return 'after' in slice ? before : before - rowCount
}

function markOf(order: Order, row: Row | undefined): Mark | null {
  if (!row) return null
  return { value: order.isKept ? Number(row.key) : null, workId: row.id }
}
