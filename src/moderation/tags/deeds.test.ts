// Random deeds and edits: what works' tags stand for is always what a plain recomputation says, previews come true, and
// undoing puts every table back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Kysely } from 'kysely'
import { aCast, aTag, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { expansionsByHand, expansionsOf } from '../../../test/expansions-by-hand.ts'
import { pairingsByHand, pairingsOf } from '../../../test/pairings-by-hand.ts'
import { Refusal } from '../../errors.ts'
import type { Tables } from '../../store/tables.ts'
import type { VocabularyRole } from '../../store/tables/tags.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { carryOut } from './carry-out.ts'
import { type Deed, planOf } from './deeds.ts'
import { previewDeed } from './preview.ts'
import { undoAct } from './undo.ts'

const SEEDS = [1, 2, 18]
const STEPS = 90

/** Park and Miller's; the same numbers every time. */
class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed * 7919
  }

  below(count: number): number {
    this.#state = (this.#state * 48_271) % 2_147_483_647
    return this.#state % count
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!
  }

  some<T>(choices: readonly T[], most: number): T[] {
    return [...new Set(Array.from({ length: 1 + this.below(most) }, () => this.of(choices)))]
  }
}

interface Stage {
  db: Kysely<Tables>
  cast: Cast
  dice: Dice
  tagIds: number[]
  workIds: number[]
  close: () => Promise<void>
}

const KINDS: VocabularyRole[] = ['fandom', 'character', 'relationship', 'freeform']

async function aStage(seed: number): Promise<Stage> {
  const { db, close } = await openTestDatabase()
  const cast = await aCast(db)
  const dice = new Dice(seed)
  const tagIds: number[] = []
  for (const role of KINDS) {
    const row = { slug: `kind-${role}`, name: role, role, closed: 0, created_at: NOON }
    const { id } = await db.insertInto('vocabulary').values(row).returning('id').executeTakeFirstOrThrow()
    for (let number = 1; number <= 7; number++) tagIds.push(await aTag(db, id, `${role} ${number}`))
  }
  const workIds: number[] = []
  for (let number = 1; number <= 25; number++) {
    const { workId } = await aWork(db, {
      by: cast.ada,
      tagIds: dice.some(tagIds, 6),
      postedAt: dice.below(5) ? NOON : null,
    })
    workIds.push(workId)
  }
  await follow(db, cast, dice.some(tagIds, 6))
  return { db, cast, dice, tagIds, workIds, close }
}

async function follow(db: Kysely<Tables>, { rui, bea }: Cast, tagIds: readonly number[]): Promise<void> {
  const nothing = { work_id: null, pseud_id: null, created_at: NOON }
  for (const tag_id of tagIds) {
    const row = { ...nothing, account_id: rui.accountId, tag_id }
    await db
      .insertInto('subscription')
      .values({ ...row, series_id: null })
      .execute()
    await db
      .insertInto('hiding')
      .values({ ...row, account_id: bea.accountId })
      .execute()
  }
}

function aDeed({ dice, tagIds }: Stage): Deed {
  const tagId = dice.of(tagIds)
  const several = dice.some(tagIds, 3)
  const kind = dice.of([
    'synonym',
    'synonym',
    'merge',
    'merge',
    'free',
    'parents',
    'parents',
    'parents',
    'scope',
    'rename',
    'meanings',
    'split',
    'description',
    'marks',
  ] as const)
  switch (kind) {
    case 'synonym':
    case 'merge':
      return { kind, tagIds: several, intoId: tagId }
    case 'free':
      return { kind, tagIds: tagIds.slice(dice.below(20)) }
    case 'parents':
    case 'scope':
      return { kind, tagIds: several, addIds: dice.some(tagIds, 2), removeIds: dice.some(tagIds, 8) }
    case 'rename':
      return { kind, tagId, name: `${dice.of(['Nova', 'Étoile', '星', 'نجم'])} ${dice.below(9)}` }
    case 'meanings':
      return { kind, tagId, meaningIds: dice.some(tagIds, 4) }
    case 'split':
      return { kind, tagId }
    case 'description':
      return { kind, tagId, description: dice.of(['', 'One.', 'Another.']) }
    case 'marks':
      return {
        kind,
        tagIds: several,
        marks: dice.of([{ isLocked: true }, { isLeftAlone: true }, { isLookedAt: false }]),
      }
  }
}

const STATE = [
  'tag',
  'tag_parent',
  'tag_scope',
  'tag_meaning',
  'tag_address',
  'work_tag',
  'work_tag_expansion',
  'subscription',
  'hiding',
  'moderator_scope',
] as const

async function stateOf(db: Kysely<Tables>): Promise<Record<string, string[]>> {
  const state: Record<string, string[]> = {}
  for (const table of STATE) {
    const rows = await db.selectFrom(table).selectAll().execute()
    state[table] = rows.map((row) => JSON.stringify(Object.entries(row).toSorted())).toSorted()
  }
  state.work = await pairingsOf(db)
  return state
}

async function listedCounts(db: Kysely<Tables>): Promise<Map<number, number>> {
  const rows = await db.selectFrom('work_tag_expansion').where('audience', '>=', 1).select('tag_id').execute()
  return new Map([...Map.groupBy(rows, (row) => row.tag_id)].map(([id, some]) => [id, some.length]))
}

/** Null: it was refused, with a sentence. */
async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** What was done; null: it was refused. */
async function doOne(stage: Stage, deed: Deed): Promise<number | null> {
  const { db, cast } = stage
  const preview = await attempt(() => previewDeed(db, cast.mo, deed, NOON))
  const before = await listedCounts(db)
  const actId = await attempt(() => carryOut(db, cast.mo, (db) => planOf(db, deed, NOON), NOON))
  if (actId === null) return null
  const after = await listedCounts(db)
  const changed = [...new Set([...before.keys(), ...after.keys()])]
    .map((id) => `${id}: ${before.get(id) ?? 0} ${after.get(id) ?? 0}`)
    .filter((line) => !/: (\d+) \1$/.test(line))
  const foretold = preview!.lists.map((list) => `${list.tagId}: ${list.before} ${list.after}`)
  assert.deepEqual(foretold.toSorted(), changed.toSorted(), JSON.stringify(deed))
  return actId
}

async function editWork({ db, dice, tagIds, workIds }: Stage): Promise<void> {
  const work_id = dice.of(workIds)
  await db.deleteFrom('work_tag').where('work_id', '=', work_id).execute()
  const rows = dice.some(tagIds, 5).map((tag_id, position) => ({ work_id, tag_id, position }))
  await db.insertInto('work_tag').values(rows).execute()
  await refreshWorks(db, [work_id])
}

for (const seed of SEEDS) {
  test(`whatever is done to tags, works stand where they belong, and undoing puts all of it back (${seed})`, async () => {
    const stage = await aStage(seed)
    const { db, cast, dice } = stage
    const begun = await stateOf(db)
    const done: Array<{ actId: number; before: Record<string, string[]>; deed: Deed }> = []
    let edits = 0
    for (let step = 0; step < STEPS; step++) {
      const before = await stateOf(db)
      const deed = aDeed(stage)
      const actId = await doOne(stage, deed)
      if (actId !== null) done.push({ actId, before, deed })
      else assert.deepEqual(await stateOf(db), before, 'a refusal leaves everything as it was')
      assert.deepEqual(await expansionsOf(db), await expansionsByHand(db), JSON.stringify(deed))
      assert.deepEqual(await pairingsOf(db), await pairingsByHand(db), JSON.stringify(deed))
      // Every now and then the last deed is undone, and the table is as before it.
      if (dice.below(4) === 0 && done.length > 0) {
        const last = done.pop()!
        await undoAct(db, cast.mo, last.actId, NOON)
        assert.deepEqual(await stateOf(db), last.before, JSON.stringify(last.deed))
      }
    }
    assert.ok(done.length > 10, `${done.length} deeds`)
    for (const { actId, before, deed } of done.splice(10).toReversed()) {
      await undoAct(db, cast.mo, actId, NOON)
      assert.deepEqual(await stateOf(db), before, JSON.stringify(deed))
    }
    // Out of order, and among edits: what can be put back is, and works stand where they belong.
    while (done.length > 0) {
      if (edits++ < 8) await editWork(stage)
      const { actId } = done.splice(dice.below(done.length), 1)[0]!
      await attempt(() => undoAct(db, cast.mo, actId, NOON))
      assert.deepEqual(await expansionsOf(db), await expansionsByHand(db))
      assert.deepEqual(await pairingsOf(db), await pairingsByHand(db))
    }
    assert.equal(begun.tag!.length, (await stateOf(db)).tag!.length)
    await stage.close()
  })
}
