// The one way in which acts on tags are done: rows, works, history and the log in one transaction.
import { conflict, type Refusal } from '../../errors.ts'
import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { holdTags } from '../../store/hold-tags.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { forgetKnownTags } from '../../tags/known-tags.ts'
import { TagGraph } from '../../tags/wrangling/graph.ts'
import { type ActKind, changedSource, type Plan, type RowChange } from '../../tags/wrangling/plan.ts'
import { expandAgain, listWorksMeaning, noteInTurns, type Shift } from '../../works/expand-again.ts'
import { forgetCounts } from '../../works/kept-counts.ts'
import { moveWorks } from './move-works.ts'
import { forgetAlikeNames } from '../../tags/wrangling/keep-alike-names.ts'
import { refuseOutOfScope } from './rights.ts'
import { forgetUses } from './survey.ts'
import { keepRows, writeRows } from './write-rows.ts'

export function nothingNew(): Refusal {
  return conflict('This is so already: nothing would change.')
}

/** Makes the plan in the transaction that carries it out. Returns the act, for its undoing. Refuses an empty plan. */
export async function carryOut(
  db: Db,
  moderator: Member,
  makePlan: (db: Db) => Promise<Plan>,
  now: number,
): Promise<number> {
  const act = await writeAct(db, moderator, makePlan, now)
  forgetAfter(db, act)
  return act.actId
}

export interface DoneAct {
  actId: number
  kind: ActKind
  subjects: readonly number[]
}

/** Leaves what is kept in memory as it was. */
export async function writeAct(
  db: Db,
  moderator: Member,
  makePlan: (db: Db) => Promise<Plan>,
  now: number,
): Promise<DoneAct> {
  const doIt = async (db: Db) => {
    await holdTags(db, 'alone')
    const plan = await makePlan(db)
    await refuseOutOfScope(db, moderator, plan.subjects)
    const actId = await keepAct(db, moderator, plan, now)
    let count = plan.rows.length
    await change(db, plan, async (move) => {
      const moved = await moveWorks(db, actId, move)
      count += moved.length
      return moved
    })
    if (count === 0) throw nothingNew()
    return { actId, kind: plan.kind, subjects: plan.subjects }
  }
  return inTransaction(db, doIt)
}

/** What is kept in memory of tags and is not so any more. */
export function forgetAfter(db: Db, { kind, subjects }: Pick<DoneAct, 'subjects'> & { kind: ActKind | 'undo' }): void {
  forgetKnownTags()
  forgetCounts()
  if (kind === 'rename' || kind === 'free' || kind === 'undo') forgetAlikeNames(db)
  forgetUses(db, subjects)
}

async function keepAct(db: Db, { accountId }: Member, plan: Plan, now: number): Promise<number> {
  const { id } = await db
    .insertInto('wrangling_act')
    .values({
      kind: plan.kind,
      detail: JSON.stringify(plan.detail),
      account_id: accountId,
      happened_at: now,
      undone_at: null,
      undone_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const subjects = [...new Set(plan.subjects)]
  await insertRows(
    db,
    'wrangling_subject',
    subjects.map((tag_id) => ({ act_id: id, tag_id })),
  )
  await keepRows(db, id, plan.rows)
  const subject = { kind: 'tag', id: subjects[0]! }
  await recordAct(db, { accountId, action: `tag ${plan.kind}`, subject, detail: { ...plan.detail, act: id } }, now)
  return id
}

export interface Changes<OneMove extends { fromId: number; toId: number }> {
  rows: readonly RowChange[]
  moves: readonly OneMove[]
}

/** Writes rows and moves works, and brings what works' tags stand for after them. `moveOne` returns the works moved. */
export async function change<OneMove extends { fromId: number; toId: number }>(
  db: Db,
  { rows, moves }: Changes<OneMove>,
  moveOne: (move: OneMove) => Promise<readonly number[]>,
): Promise<void> {
  const sources = [...new Set(rows.flatMap(changedSource))]
  const works = new Map<number, number[]>()
  for (const id of sources) works.set(id, await listWorksMeaning(db, id))
  const before = await new TagGraph(db).up([...sources, ...moves.map((move) => move.fromId)])
  await writeRows(db, rows)
  const after = await new TagGraph(db).up([...sources, ...moves.map((move) => move.toId)])
  const shifts: Shift[] = sources.map((id) => ({
    sourceId: id,
    workIds: works.get(id)!,
    before: before.get(id)!,
    after: after.get(id)!,
  }))
  for (const move of moves) {
    const ends = { before: before.get(move.fromId)!, after: after.get(move.toId)! }
    shifts.push({ sourceId: null, workIds: await moveOne(move), ...ends })
  }
  await expandAgain(db, shifts)
  const renamed = rows.filter(({ place, after }) => place === 'tag' && after !== null && 'name' in after)
  for (const { key } of renamed) await noteInTurns(db, await listWorksMeaning(db, Number(key.id)))
}
