// What works' tags stand for, after the tags have changed: the same as refresh-work.ts makes, but only what differs is
// written, a few works in each turn, so that pages are answered in between. One transaction holds all of it.
import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { idSet } from '../store/id-rows.ts'
import { noteWorkChanges } from '../store/work-changes.ts'
import { refreshPairings } from './refresh-pairings.ts'

/** Works that lose what stands in `before` alone, unless by another of their tags, and gain what stands in `after`. */
export interface Shift {
  /** The works meant it until now, and gain only if they still do; null: their own tags have changed. */
  sourceId: number | null
  workIds: readonly number[]
  before: ReadonlySet<number>
  after: ReadonlySet<number>
}

export const WORKS_AT_ONCE = 500

/** Call it in the transaction of the change, after it. */
export async function expandAgain(db: Db, shifts: readonly Shift[]): Promise<void> {
  for (const { workIds, before, after } of shifts) {
    const lost = [...before.difference(after)]
    if (lost.length > 0) await inTurns(workIds, (ids) => takeAway(db, ids, lost))
  }
  for (const { sourceId, workIds, before, after } of shifts) {
    const gained = [...after.difference(before)]
    if (gained.length > 0) await inTurns(workIds, (ids) => add(db, ids, gained, sourceId))
  }
  // Also where a tag stands for the same as before: a synonym may have been another pairing until now.
  const workIds = [...new Set(shifts.flatMap((shift) => shift.workIds))]
  await inTurns(workIds, (ids) => refreshPairings(db, ids))
  await noteInTurns(db, workIds)
}

export async function noteInTurns(db: Db, workIds: readonly number[]): Promise<void> {
  await inTurns(workIds, (ids) => noteWorkChanges(db, ids))
}

export async function inTurns(
  workIds: readonly number[],
  work: (ids: readonly number[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < workIds.length; start += WORKS_AT_ONCE) {
    await work(workIds.slice(start, start + WORKS_AT_ONCE))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** The works that mean this tag, in whatever state they are. */
export async function listWorksMeaning(db: Db, tagId: number): Promise<number[]> {
  const rows = await db.selectFrom('work_tag_expansion').where('tag_id', '=', tagId).select('work_id').execute()
  return rows.map((row) => row.work_id)
}

async function takeAway(db: Db, workIds: readonly number[], tagIds: readonly number[]): Promise<void> {
  const [works, tags] = [idSet(db, workIds), idSet(db, tagIds)]
  await sql`
    delete from work_tag_expansion where work_id in ${works} and tag_id in ${tags}
    and (work_id, tag_id) not in (
      with recursive meaning (work_id, tag_id) as (
        select work_id, tag_id from work_tag where work_id in ${works}
        union
        select meaning.work_id, next.tag_id from meaning
        join (
          select id as from_id, canonical_id as tag_id from tag where canonical_id is not null
          union all
          select tag_id as from_id, parent_id as tag_id from tag_parent
        ) next on next.from_id = meaning.tag_id
      )
      select work_id, tag_id from meaning where tag_id in ${tags}
    )`.execute(db)
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
