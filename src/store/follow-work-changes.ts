// A reader's place in the log of work-changes.ts. On PostgreSQL rows become visible out of order: a transaction that took
// an earlier number may end later. What is missing is looked for again until all who could have taken it are over.
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'
import { prepare, whole } from './prepared.ts'

/** Older rows are swept; whoever is further behind must begin anew. */
export const CHANGES_KEPT = 200_000
const MOST_AT_ONCE = 5000

export interface Change {
  id: number
  workId: number
  numbersOnly: boolean
}

export interface Changes {
  rows: Change[]
  /** There are more to be read. */
  areMore: boolean
  /** Rows may have been swept away unread. */
  isTooFar: boolean
}

/** Numbers that have been passed over. `until`: the first transaction that began too late to have taken them. */
interface Gap {
  from: number
  to: number
  until: bigint
}

interface Row {
  id: number
  work_id: number
  numbers_only: number
}

/** Asked before every list. */
const rowsAfter = prepare<{ last: number }>()((db, param) => ({
  compile: () =>
    sql<Row>`select /* index */ id, work_id, numbers_only from work_change where id > ${param('last')}
      order by id limit ${whole(MOST_AT_ONCE)}`.compile(db),
}))

export class ChangeFollower {
  #last = 0
  #gaps: Gap[] = []

  /** How many numbers or rows of numbers are still looked for. */
  get gaps(): number {
    return this.#gaps.length
  }

  /** Up to this number, changes are read. */
  get last(): number {
    return this.#last
  }

  /** Before anything is read that the changes are to be added to. */
  async startAtEnd(db: Db): Promise<void> {
    const last = await newestChange(db)
    const gaps = dialectOf(db).name === 'postgres' ? await findGaps(db, last) : []
    this.#last = last
    this.#gaps = gaps
  }

  /** Where it fails, the next reading finds the same changes. */
  async read(db: Db): Promise<Changes> {
    const { found, gaps } = this.#gaps.length > 0 ? await this.#readGaps(db) : { found: [], gaps: [] }
    const next = await rowsAfter(db, { last: this.#last })
    const areMore = next.length === MOST_AT_ONCE
    const isTooFar = (await this.#lengthOf(db, next, areMore)) >= CHANGES_KEPT
    const passed = await this.#gapsIn(db, next)
    this.#gaps = [...gaps, ...passed]
    this.#last = next.at(-1)?.id ?? this.#last
    return { rows: [...found, ...next].map(toChange), areMore, isTooFar }
  }

  async #gapsIn(db: Db, rows: readonly Row[]): Promise<Gap[]> {
    const missing: Array<{ from: number; to: number }> = []
    let last = this.#last
    for (const { id } of rows) {
      if (id > last + 1) missing.push({ from: last + 1, to: id - 1 })
      last = id
    }
    if (missing.length === 0 || dialectOf(db).name !== 'postgres') return []
    const until = await nextTransaction(db)
    return missing.map((gap) => ({ ...gap, until }))
  }

  /** `gaps`: what is to be looked for further. */
  async #readGaps(db: Db): Promise<{ found: Row[]; gaps: Gap[] }> {
    // Asked first: whoever is over by then is seen by the query that follows.
    const oldest = await oldestTransaction(db)
    const { rows } = await sql<Row>`select /* index */ id, work_id, numbers_only from work_change
      where id >= ${this.#gaps[0]!.from} and id <= ${this.#last} order by id`.execute(db)
    const found = rows.filter(({ id }) => this.#gaps.some(({ from, to }) => from <= id && id <= to))
    const there = new Set(found.map(({ id }) => id))
    return { found, gaps: this.#gaps.filter(({ until }) => until > oldest).flatMap((gap) => without(gap, there)) }
  }

  /** From the last change that was read to the newest. */
  async #lengthOf(db: Db, rows: readonly Row[], areMore: boolean): Promise<number> {
    return (areMore ? await newestChange(db) : (rows.at(-1)?.id ?? this.#last)) - this.#last
  }
}

/** Every hour is often enough. */
export async function sweepWorkChanges(db: Db): Promise<void> {
  await sql`delete from work_change where id <= (select max(id) from work_change) - ${CHANGES_KEPT}`.execute(db)
}

async function newestChange(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select /* index */ max(id) as last from work_change`.execute(db)
  return rows[0]?.last ?? 0
}

/** The last change up to this one that was of more than numbers; 0: there is none. */
export async function lastOfMore(db: Db, upTo: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`select /* index */ id from work_change
    where id <= ${upTo} and numbers_only = 0 order by id desc limit 1`.execute(db)
  return rows[0]?.id ?? 0
}

function toChange({ id, work_id, numbers_only }: Row): Change {
  return { id, workId: work_id, numbersOnly: numbers_only === 1 }
}

/** What is left of a gap when some of it has been found. */
function without({ from, to, until }: Gap, found: ReadonlySet<number>): Gap[] {
  const rest: Gap[] = []
  let start = from
  for (let id = from; id <= to + 1; id++) {
    if (id <= to && !found.has(id)) continue
    if (id > start) rest.push({ from: start, to: id - 1, until })
    start = id + 1
  }
  return rest
}

async function findGaps(db: Db, last: number): Promise<Gap[]> {
  const { rows } = await sql<{
    from: number
    to: number
  }>`select /* index */ before + 1 as "from", id - 1 as "to" from (
      select id, lag(id) over (order by id) as before from work_change where id <= ${last}
    ) as rows where id > before + 1 order by id`.execute(db)
  if (rows.length === 0) return []
  const until = await nextTransaction(db)
  return rows.map(({ from, to }) => ({ from, to, until }))
}

async function nextTransaction(db: Db): Promise<bigint> {
  const { rows } = await sql<{
    id: string
  }>`select /* index */ cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as id`.execute(db)
  return BigInt(rows[0]!.id)
}

async function oldestTransaction(db: Db): Promise<bigint> {
  const { rows } = await sql<{
    id: string
  }>`select /* index */ cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as id`.execute(db)
  return BigInt(rows[0]!.id)
}
