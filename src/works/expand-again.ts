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
  // By tag, not by shift: what stands below the tag is then looked up once, and a work is asked for it once.
  for (const [tagId, workIds] of worksLosing(shifts)) await takeAway(db, inOrder(workIds), tagId)
  for (const { sourceId, workIds, before, after } of shifts) {
    const gained = [...after.difference(before)]
    if (gained.length > 0) await inTurns(workIds, (ids) => add(db, ids, gained, sourceId))
  }
  // Also where a tag stands for the same as before: a synonym may have been another pairing until now.
  const workIds = inOrder(new Set(shifts.flatMap((shift) => shift.workIds)))
  if (await concernsPairings(db, shifts)) await inTurns(workIds, (ids) => refreshPairings(db, ids))
  await noteInTurns(db, workIds)
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
    await work(workIds.slice(start, start + WORKS_AT_ONCE))
    if (performance.now() - turnBegan < TURN_MS) continue
    await new Promise((resolve) => setImmediate(resolve))
    turnBegan = performance.now()
  }
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

/** From works of which no tag stands for it. */
async function takeAway(db: Db, workIds: readonly number[], tagId: number): Promise<void> {
  const losing = await losingWorks(db, { tagId, edges: EDGES, withoutId: null })
  await inTurns(workIds, (ids) =>
    sql`delete from work_tag_expansion where tag_id = ${tagId} and work_id in (${losing(idSet(db, ids))})`.execute(db),
  )
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
