// Gives works one tag in place of another, and keeps what they had.
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { idSet } from '../../store/id-rows.ts'
import type { Move } from '../../tags/wrangling/plan.ts'
import { inTurns } from '../../works/expand-again.ts'

/** Returns the works that had it. */
export async function moveWorks(db: Db, actId: number, { fromId, toId, works }: Move): Promise<number[]> {
  let carrying = db.selectFrom('work_tag').where('tag_id', '=', fromId)
  if (works !== 'all') carrying = carrying.where('work_id', 'in', sql<number>`${idSet(db, works)}`)
  const ids = (await carrying.select('work_id').orderBy('work_id').execute()).map((row) => row.work_id)
  await inTurns(ids, async (some) => {
    const these = idSet(db, some)
    await sql`
      insert into wrangling_move (act_id, work_id, from_id, to_id, position, had_both)
      select cast(${actId} as bigint), work_id, tag_id, cast(${toId} as bigint), position, case when exists (
        select 1 from work_tag other where other.work_id = work_tag.work_id and other.tag_id = ${toId}) then 1 else 0 end
      from work_tag where tag_id = ${fromId} and work_id in ${these}`.execute(db)
    await sql`
      insert into work_tag (work_id, tag_id, position)
      select work_id, cast(${toId} as bigint), position from work_tag where tag_id = ${fromId} and work_id in ${these}
      on conflict do nothing`.execute(db)
    await sql`delete from work_tag where tag_id = ${fromId} and work_id in ${these}`.execute(db)
  })
  return ids
}

export interface Moved {
  fromId: number
  toId: number
  /** Those that can go back: they have the new tag and not the old one. */
  workIds: number[]
  /** Changed since by somebody else: they stay as they are. */
  keptIds: number[]
}

/** What undoing would do with the works of an act. */
export async function listMoved(db: Db, actId: number): Promise<Moved[]> {
  const groups = new Map<string, Moved>()
  let last = { workId: 0, fromId: 0 }
  for (;;) {
    const rows = await readMoves(db, actId, last)
    for (const { workId, fromId, toId, hasNew, hasOld } of rows) {
      const key = `${fromId} ${toId}`
      const group = groups.get(key) ?? { fromId, toId, workIds: [], keptIds: [] }
      groups.set(key, group)
      if (hasNew && !hasOld) group.workIds.push(workId)
      else group.keptIds.push(workId)
    }
    if (rows.length < MOVES_AT_A_LOOK) return [...groups.values()]
    last = rows.at(-1)!
    // Pages are answered in between.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const MOVES_AT_A_LOOK = 1000

function readMoves(db: Db, actId: number, { workId, fromId }: { workId: number; fromId: number }) {
  return db
    .selectFrom('wrangling_move')
    .where('act_id', '=', actId)
    .where(sql<boolean>`(work_id, from_id) > (${workId}, ${fromId})`)
    .select((eb) => [
      'work_id as workId',
      'from_id as fromId',
      'to_id as toId',
      eb
        .exists(
          eb
            .selectFrom('work_tag')
            .whereRef('work_tag.work_id', '=', 'wrangling_move.work_id')
            .whereRef('work_tag.tag_id', '=', 'wrangling_move.to_id')
            .select('work_tag.work_id'),
        )
        .as('hasNew'),
      eb
        .exists(
          eb
            .selectFrom('work_tag')
            .whereRef('work_tag.work_id', '=', 'wrangling_move.work_id')
            .whereRef('work_tag.tag_id', '=', 'wrangling_move.from_id')
            .select('work_tag.work_id'),
        )
        .as('hasOld'),
    ])
    .orderBy('work_id')
    .orderBy('from_id')
    .limit(MOVES_AT_A_LOOK)
    .execute()
}

export async function moveBack(db: Db, actId: number, { fromId, toId, workIds }: Moved): Promise<void> {
  await inTurns(workIds, async (some) => {
    const kept = sql`wrangling_move where act_id = ${actId} and from_id = ${fromId} and to_id = ${toId}
      and work_id in ${idSet(db, some)}`
    await sql`
      insert into work_tag (work_id, tag_id, position)
      select work_id, from_id, position from ${kept} on conflict do nothing`.execute(db)
    await sql`
      delete from work_tag where tag_id = ${toId} and work_id in (select work_id from ${kept} and had_both = 0)`.execute(
      db,
    )
  })
}
