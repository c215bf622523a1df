import { conflict, notFound } from '../../errors.ts'
import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { holdTags } from '../../store/hold-tags.ts'
import type { RowChange } from '../../tags/wrangling/plan.ts'
import { refuseLoops } from '../../tags/wrangling/plan-synonyms.ts'
import { change, forgetAfter } from './carry-out.ts'
import { listMoved, type Moved, moveBack } from './move-works.ts'
import { refuseOutOfScope } from './rights.ts'
import { partRows } from './part-rows.ts'
import { readKeptRows } from './write-rows.ts'

/** What undoing an act would do, and what it would leave, since others have changed it. */
export interface Undoing {
  kind: string
  detail: Record<string, unknown>
  happenedAt: number
  undoneAt: number | null
  rows: RowChange[]
  /** Rows that are not as the act left them. */
  keptRows: RowChange[]
  moves: Moved[]
}

export async function findUndoing(db: Db, moderator: Member, actId: number): Promise<Undoing> {
  const act = await db.selectFrom('wrangling_act').where('id', '=', actId).selectAll().executeTakeFirst()
  if (!act) throw notFound('Act')
  await refuseOutOfScope(db, moderator, await listSubjects(db, actId))
  const kept = (await readKeptRows(db, actId)).toReversed()
  const { rows, keptRows } = await partRows(
    db,
    kept.map(({ place, key, before, after }) => ({ place, key, before: after, after: before })),
  )
  const { kind, happened_at: happenedAt, undone_at: undoneAt } = act
  const detail = JSON.parse(act.detail) as Record<string, unknown>
  return { kind, detail, happenedAt, undoneAt, rows, keptRows, moves: await listMoved(db, actId) }
}

/** Puts back whatever is still as the act left it. Refuses with conflict a second undoing and what would go in a circle. */
export async function undoAct(db: Db, moderator: Member, actId: number, now: number): Promise<void> {
  await writeUndo(db, moderator, actId, now)
  forgetAfter(db, { kind: 'undo', subjects: await listSubjects(db, actId) })
}

/** Leaves what is kept in memory as it was. */
export async function writeUndo(db: Db, moderator: Member, actId: number, now: number): Promise<void> {
  const undo = async (db: Db) => {
    await holdTags(db, 'alone')
    const undoing = await findUndoing(db, moderator, actId)
    if (undoing.undoneAt !== null) throw conflict('This has been undone already.')
    if (undoing.rows.length === 0 && undoing.moves.every((move) => move.workIds.length === 0))
      throw conflict('Everything that this changed has been changed again since: there is nothing to put back.')
    await refuseLoops(db, undoing.rows)
    const moves = undoing.moves.map((move) => ({ fromId: move.toId, toId: move.fromId, move }))
    await change(db, { rows: undoing.rows, moves }, async ({ move }) => {
      await moveBack(db, actId, move)
      return move.workIds
    })
    const undone = { undone_at: now, undone_by: moderator.accountId }
    await db.updateTable('wrangling_act').set(undone).where('id', '=', actId).execute()
    const act = { accountId: moderator.accountId, action: 'tag act undone', detail: { act: actId, ...undoing.detail } }
    await recordAct(db, act, now)
  }
  await inTransaction(db, undo)
}

export async function listSubjects(db: Db, actId: number): Promise<number[]> {
  const rows = await db.selectFrom('wrangling_subject').where('act_id', '=', actId).select('tag_id').execute()
  return rows.map((row) => row.tag_id)
}
