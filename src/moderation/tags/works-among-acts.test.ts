// Works that are written, edited, posted, withdrawn and deleted among acts of moderators, drawn by lot: after each of them
// what their tags stand for, and who finds them by these, is what a plain recomputation says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Kysely } from 'kysely'
import { Random } from '../../../bench/random.ts'
import { aCast, aTag, aVocabulary, type Cast, NOON } from '../../../test/cast.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { expansionsByHand, expansionsOf } from '../../../test/expansions-by-hand.ts'
import { pairingsByHand, pairingsOf } from '../../../test/pairings-by-hand.ts'
import { Refusal } from '../../errors.ts'
import { changeSettings } from '../../site/settings.ts'
import type { Tables } from '../../store/tables.ts'
import type { TagChoice } from '../../tags/choose-tags.ts'
import { createWork } from '../../works/create-work.ts'
import { deleteWork } from '../../works/delete-work.ts'
import { editWork } from '../../works/edit-work.ts'
import { findWorkToEdit } from '../../works/find-work-to-edit.ts'
import { postWork } from '../../works/post-work.ts'
import type { WorkInput } from '../../works/work-input.ts'
import { carryOut } from './carry-out.ts'
import { planOf } from './deeds.ts'
import { undoAct } from './undo.ts'

const SEEDS = [3, 11]
const STEPS = 45
/** So many are left. */
const FEWEST = 4
const HOUR = 60 * 60 * 1000
const KINDS = ['fandom', 'character', 'relationship', 'freeform'] as const

interface Stage {
  db: Kysely<Tables>
  cast: Cast
  random: Random
  kinds: number[]
  /** Every work needs one. */
  ratingKind: number
  /** Moves on, so that nobody posts too much at once. */
  now: number
  acts: number[]
}

async function aStage(db: Kysely<Tables>, seed: number): Promise<Stage> {
  const cast = await aCast(db)
  await changeSettings(db, { submissions: 'open' }, NOON)
  const kinds: number[] = []
  for (const [index, role] of KINDS.entries()) {
    const id = await aVocabulary(db, `kind-${role}`, 'freeform', { closed: 0, position: 20 + index })
    await db.updateTable('vocabulary').set({ role }).where('id', '=', id).execute()
    kinds.push(id)
    for (let number = 0; number < 5; number++) await aTag(db, id, nameOf(role, number))
  }
  const { vocabulary_id: ratingKind } = await db
    .selectFrom('tag')
    .where('id', '=', cast.ratings.general)
    .select('vocabulary_id')
    .executeTakeFirstOrThrow()
  return { db, cast, random: new Random(seed), kinds, ratingKind, now: NOON, acts: [] }
}

const nameOf = (role: string, number: number) => `${role} ${'abcdefghij'[number]!.repeat(6)}`

/** Known names and new ones, in any of the kinds. */
function someTags({ cast, random, kinds, ratingKind }: Stage): WorkInput['tags'] {
  const typed = kinds.map((id, index) => {
    const names = Array.from({ length: random.below(4) }, () => nameOf(KINDS[index]!, random.below(10)))
    return [id, { typed: names.join(', '), meant: names }] as const
  })
  return new Map<number, TagChoice>([[ratingKind, { picked: [cast.ratings.general] }], ...typed])
}

function aWorkInput(stage: Stage): WorkInput {
  const { cast, random } = stage
  const isMembersOnly = random.below(4) === 0
  const switches = { isComplete: false, isMembersOnly, isRoundRobin: false, isWithoutDownloads: false }
  const words = { title: 'A work', language: 'en', summary: '', notes: '', endNotes: '' }
  return { ...words, ...switches, isWithoutReviews: false, pseudIds: [cast.ada.pseudId], tags: someTags(stage) }
}

async function pickWork({ db, random }: Stage): Promise<number> {
  const rows = await db.selectFrom('work').where('deleted_at', 'is', null).select('id').orderBy('id').execute()
  return random.pick(rows).id
}

async function someTagIds({ db, random }: Stage, most: number): Promise<number[]> {
  const rows = await db.selectFrom('tag').select('id').orderBy('id').execute()
  return [...new Set(Array.from({ length: 1 + random.below(most) }, () => random.pick(rows).id))]
}

const STEPS_BY_NAME = {
  async write(stage: Stage) {
    const { db, cast, random, now } = stage
    const chapter = {
      title: '',
      language: '',
      notes: '',
      text: 'Words.',
      endNotes: '',
      format: 'plain' as const,
      pseudId: null,
    }
    const intent = random.pick(['save', 'post'] as const)
    await createWork(db, cast.ada, { work: aWorkInput(stage), chapter, intent, token: `token ${now}` }, now)
  },
  async edit(stage: Stage) {
    const { db, cast, now } = stage
    const workId = await pickWork(stage)
    const { version } = await findWorkToEdit(db, cast.ada, workId)
    await editWork(db, cast.ada, { workId, version, work: aWorkInput(stage) }, now)
  },
  async post(stage: Stage) {
    await postWork(stage.db, stage.cast.ada, await pickWork(stage), stage.now)
  },
  async delete(stage: Stage) {
    const { live } = await stage.db
      .selectFrom('work')
      .where('deleted_at', 'is', null)
      .select((eb) => eb.fn.countAll<number>().as('live'))
      .executeTakeFirstOrThrow()
    if (live > FEWEST) await deleteWork(stage.db, stage.cast.ada, await pickWork(stage), stage.now)
  },
  async merge(stage: Stage) {
    const kind = stage.random.pick(['synonym', 'merge'] as const)
    const [tagIds, [intoId]] = [await someTagIds(stage, 2), await someTagIds(stage, 1)]
    await act(stage, { kind, tagIds, intoId: intoId! })
  },
  async place(stage: Stage) {
    const [tagIds, addIds] = [await someTagIds(stage, 2), await someTagIds(stage, 2)]
    await act(stage, { kind: 'parents', tagIds, addIds, removeIds: await someTagIds(stage, 4) })
  },
  async free(stage: Stage) {
    await act(stage, { kind: 'free', tagIds: await someTagIds(stage, 8) })
  },
  async undo(stage: Stage) {
    const actId = stage.acts.splice(stage.random.below(stage.acts.length), 1)[0]
    if (actId !== undefined) await undoAct(stage.db, stage.cast.mo, actId, stage.now)
  },
}

async function act({ db, cast, now, acts }: Stage, deed: Parameters<typeof planOf>[1]): Promise<void> {
  acts.push(await carryOut(db, cast.mo, (db) => planOf(db, deed, now), now))
}

/** The audience of each work beside each tag that it is found by. */
async function audiencesAgree(db: Kysely<Tables>): Promise<boolean> {
  const rows = await db
    .selectFrom('work_tag_expansion')
    .innerJoin('work', 'work.id', 'work_tag_expansion.work_id')
    .select(['work_tag_expansion.audience', 'work.audience as own'])
    .execute()
  return rows.every(({ audience, own }) => audience === own)
}

for (const seed of SEEDS) {
  test(`whatever authors and moderators do, works stand where they belong (${seed})`, async () => {
    const home = await openTestDatabase()
    const stage = await aStage(home.db, seed)
    const { db, random } = stage
    for (let number = 0; number < 6; number++) {
      stage.now += HOUR
      await STEPS_BY_NAME.write(stage)
    }
    const done: Record<string, number> = {}
    for (let step = 0; step < STEPS; step++) {
      stage.now += HOUR
      const name = random.pick(Object.keys(STEPS_BY_NAME)) as keyof typeof STEPS_BY_NAME
      try {
        await STEPS_BY_NAME[name](stage)
        done[name] = (done[name] ?? 0) + 1
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
      assert.deepEqual(await expansionsOf(db), await expansionsByHand(db), `${step}: ${name}`)
      assert.deepEqual(await pairingsOf(db), await pairingsByHand(db), `${step}: ${name}`)
      assert.ok(await audiencesAgree(db), `${step}: ${name}`)
    }
    for (const name of ['write', 'edit', 'post', 'delete', 'merge', 'place', 'undo'])
      assert.ok((done[name] ?? 0) > 0, `${name} of ${JSON.stringify(done)}`)
    assert.ok((await expansionsOf(db)).length > 20)
    await home.close()
  })
}
