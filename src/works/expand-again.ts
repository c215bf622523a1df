// What works' tags stand for, after the tags have changed: the same as refresh-work.ts makes, but only what differs is
// written, a few works in each turn, so that pages are answered in between. One transaction holds all of it.
import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { idSet } from '../store/id-rows.ts'
import { noteWorkChanges } from '../store/work-changes.ts'
import { EDGES } from '../tags/wrangling/edges-sql.ts'
import { losingWorks } from './losing-works.ts'
import { refreshPairings } from './refresh-pairings.ts'

/** Works that lose what stands in `before` alone, unless by another of their tags, and gain what stands in `after`. */
export interface Shift {
  /** The works meant it until now, and gain only if they still do; null: their own tags have changed. */
  sourceId: number | null
  workIds: readonly number[]
  before: ReadonlySet<number>
  after: ReadonlySet<number>
}

/** Pages wait for one such statement. */
const WORKS_AT_ONCE = 200
const TURN_MS = 5

let turnBegan = 0

/** Call it in the transaction of the change, after it. */
export async function expandAgain(db: Db, shifts: readonly Shift[]): Promise<void> {
  const losses = await findLosses(db, shifts)
  const gains = findGains(db, shifts)
  const steps = [...losses, ...gains].filter((step) => !isSmall(step))
  const waiting = steps.map(({ workIds, write }) => ({ portions: new Portions(workIds), write }))
  // Also where a tag stands for the same as before: a synonym may have been another pairing until now.
  const isOfPairings = await concernsPairings(db, shifts)
  // What works gain depends on what they have lost: small losses come before all else, and small gains last.
  await writeEach(losses.filter(isSmall))
  // All that is to be written of some works, then of the next: in a large file it is the same few pages each time.
  await inTurns(inOrder(new Set(shifts.flatMap((shift) => shift.workIds))), async (ids) => {
    for (const { portions, write } of waiting) {
      const own = portions.upTo(ids.at(-1)!)
      if (own.length > 0) await breathingAfter(write(own))
    }
    if (isOfPairings) await breathingAfter(refreshPairings(db, ids))
    await noteWorkChanges(db, ids)
  })
  await writeEach(gains.filter(isSmall))
}

interface Step {
  /** Upwards. */
  workIds: readonly number[]
  write: (ids: readonly number[]) => Promise<unknown>
}

/** One statement is enough: in the portions of all works it would be one for nearly each of its own. */
function isSmall({ workIds }: Step): boolean {
  return workIds.length <= WORKS_AT_ONCE
}

async function writeEach(steps: readonly Step[]): Promise<void> {
  for (const { workIds, write } of steps) await inTurns(workIds, write)
}

/** By tag, not by shift: what stands below the tag is then looked up once, and a work is asked for it once. */
async function findLosses(db: Db, shifts: readonly Shift[]): Promise<Step[]> {
  const steps: Step[] = []
  for (const [tagId, workIds] of worksLosing(shifts)) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    const losing = await losingWorks(db, { tagId, edges: EDGES, withoutId: null })
    const write = (ids: readonly number[]) =>
      sql`delete from work_tag_expansion where tag_id = ${tagId} and work_id in (${losing(idSet(db, ids))})`.execute(db)
    steps.push({ workIds: inOrder(workIds), write })
  }
  return steps
}

function findGains(db: Db, shifts: readonly Shift[]): Step[] {
  return shifts.flatMap(({ sourceId, workIds, before, after }) => {
    const gained = [...after.difference(before)]
    const write = (ids: readonly number[]) => add(db, ids, gained, sourceId)
    return gained.length === 0 ? [] : [{ workIds: inOrder(new Set(workIds)), write }]
  })
}

/** Of ids upwards: portions that end where others do. */
class Portions {
  readonly #ids: readonly number[]
  #from = 0

  constructor(ids: readonly number[]) {
    this.#ids = ids
  }

  /** Those that are left, no higher than `last`. */
  upTo(last: number): readonly number[] {
    const from = this.#from
    while (this.#from < this.#ids.length && this.#ids[this.#from]! <= last) this.#from += 1
    return this.#ids.slice(from, this.#from)
  }
}

export async function noteInTurns(db: Db, workIds: readonly number[]): Promise<void> {
  await inTurns(workIds, (ids) => noteWorkChanges(db, ids))
}

/** Many small lists one after another take one turn. */
export async function inTurns(
  workIds: readonly number[],
  work: (ids: readonly number[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < workIds.length; start += WORKS_AT_ONCE) {
    await breathingAfter(work(workIds.slice(start, start + WORKS_AT_ONCE)))
  }
}

/** Lets pages be answered where the turn has been long enough. */
async function breathingAfter(work: Promise<unknown>): Promise<void> {
  await work
  if (performance.now() - turnBegan < TURN_MS) return
  await new Promise((resolve) => setImmediate(resolve))
  turnBegan = performance.now()
}

function worksLosing(shifts: readonly Shift[]): Map<number, Set<number>> {
  const losing = new Map<number, Set<number>>()
  for (const { workIds, before, after } of shifts)
    for (const tagId of before.difference(after)) {
      const works = losing.get(tagId) ?? new Set()
      for (const id of workIds) works.add(id)
      losing.set(tagId, works)
    }
  return losing
}

/** As the tables have them: neighbours are on the same pages of the file. */
function inOrder(ids: ReadonlySet<number>): number[] {
  return [...ids].sort((one, other) => one - other)
}

const WORKS_AT_A_LOOK = 5000

/** The works that mean this tag, in whatever state they are; those of a large tag a few thousand in each turn. */
export async function listWorksMeaning(db: Db, tagId: number): Promise<number[]> {
  const ids: number[] = []
  let [last, at]: [number, number] = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
  for (;;) {
    const { rows } = await sql<{ id: number; at: number }>`
      select work_id as id, updated_at as at from work_tag_expansion
      where tag_id = ${tagId} and (updated_at, work_id) < (${at}, ${last})
      order by updated_at desc, work_id desc limit ${WORKS_AT_A_LOOK}`.execute(db)
    for (const { id } of rows) ids.push(id)
    if (rows.length < WORKS_AT_A_LOOK) return ids
    ;({ id: last, at } = rows.at(-1)!)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Whether fandoms or relationships are among what was or is stood for, or stand below what has changed. */
async function concernsPairings(db: Db, shifts: readonly Shift[]): Promise<boolean> {
  const sources = shifts.flatMap(({ sourceId }) => sourceId ?? [])
  const meant = new Set(shifts.flatMap(({ before, after }) => [...before, ...after]))
  const { rows } = await sql`
    with recursive down (id) as (
      select id from tag where id in ${idSet(db, sources)}
      union
      select next.from_id from down join ${EDGES} next on next.to_id = down.id
    )
    select 1 from tag join vocabulary on vocabulary.id = tag.vocabulary_id
    where vocabulary.role in ('fandom', 'relationship')
      and (tag.id in ${idSet(db, [...meant])} or tag.id in (select id from down)) limit 1`.execute(db)
  return rows.length > 0
}

async function add(
  db: Db,
  workIds: readonly number[],
  tagIds: readonly number[],
  sourceId: number | null,
): Promise<void> {
  const still = sql`exists (select 1 from work_tag_expansion source
    where source.work_id = work.id and source.tag_id = ${sourceId})`
  await sql`
    insert into work_tag_expansion (tag_id, work_id, audience, updated_at)
    select tag.id, work.id, work.audience, work.updated_at from work cross join tag
    where work.id in ${idSet(db, workIds)} and tag.id in ${idSet(db, tagIds)}
      and ${sourceId === null ? sql`1 = 1` : still}
    on conflict do nothing`.execute(db)
}
