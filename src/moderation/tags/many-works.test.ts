// More works than are written in one turn, some under tags of many works and some under tags of few: after each act, and after
// it was undone, what their tags stand for is what a plain recomputation says.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Random } from '../../../bench/random.ts'
import { aCast, aTag, aVocabulary, type Cast, NOON } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { expansionsByHand, expansionsOf } from '../../../test/expansions-by-hand.ts'
import { insertRows } from '../../store/insert-rows.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { carryOut } from './carry-out.ts'
import { type Deed, planOf } from './deeds.ts'
import { undoAct } from './undo.ts'

const WORKS = 650
/** How many in a hundred works have each of the tags. */
const SHARES = [95, 70, 40, 4, 1]

let home: TestDatabase
let cast: Cast
let tags: number[]
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  const kind = await aVocabulary(home.db, 'themes', 'freeform', { closed: 0 })
  tags = []
  for (const share of SHARES) tags.push(await aTag(home.db, kind, `Of ${share}`))
  const random = new Random(5)
  const ids = Array.from({ length: WORKS }, (_, index) => 1000 + 3 * index)
  const works = ids.map((id) => ({
    id,
    title: `Work ${id}`,
    sort_title: `work ${id}`,
    language: 'en',
    created_at: NOON,
    updated_at: NOON + id,
    posted_at: NOON,
  }))
  await insertRows(home.db, 'work', works)
  const tagged = ids.flatMap((work_id) =>
    tags.flatMap((tag_id, place) => (random.below(100) < SHARES[place]! ? [{ work_id, tag_id, position: place }] : [])),
  )
  await insertRows(home.db, 'work_tag', tagged)
  for (let start = 0; start < WORKS; start += 100) await refreshWorks(home.db, ids.slice(start, start + 100))
})
after(() => home.close())

async function isRight(): Promise<string[]> {
  const written = await expansionsOf(home.db)
  assert.deepEqual(written, await expansionsByHand(home.db))
  return written
}

test('an act on more works than are written at once is the same as on few, and so is undoing it', async () => {
  const [most, many, some, few, rare] = tags as [number, number, number, number, number]
  const deeds: Deed[] = [
    { kind: 'parents', tagIds: [most, few], addIds: [some], removeIds: [] },
    { kind: 'parents', tagIds: [some], addIds: [rare], removeIds: [] },
    { kind: 'synonym', tagIds: [many, few], intoId: most },
    { kind: 'parents', tagIds: [some], addIds: [], removeIds: [rare] },
    { kind: 'merge', tagIds: [most], intoId: rare },
  ]
  const acts: { id: number; before: string[] }[] = []
  for (const deed of deeds) {
    const before = await isRight()
    const id = await carryOut(home.db, cast.mo, (db) => planOf(db, deed, NOON), NOON)
    assert.notDeepEqual(await isRight(), before, deed.kind)
    acts.push({ id, before })
  }
  for (const { id, before } of acts.toReversed()) {
    await undoAct(home.db, cast.mo, id, NOON)
    assert.deepEqual(await isRight(), before)
  }
})
