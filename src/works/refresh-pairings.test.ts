import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { aCast, aTag, aVocabulary, aWork, type Cast, NOON } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import type { Db } from '../store/database.ts'

let home: TestDatabase
let cast: Cast
/** By name. */
const tags = new Map<string, number>()

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  const { id: pairings } = await home.db
    .insertInto('vocabulary')
    .values({ slug: 'pairings', name: 'Pairings', role: 'relationship', created_at: NOON })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: fandoms } = await home.db
    .selectFrom('vocabulary')
    .where('role', '=', 'fandom')
    .select('id')
    .executeTakeFirstOrThrow()
  for (const name of ['Space', 'Ships', 'Stars', 'Comics', 'Bats', 'Cats', 'Batz'])
    tags.set(name, await aTag(home.db, fandoms, name))
  for (const name of ['A/B', 'B/A', 'C/D']) tags.set(name, await aTag(home.db, pairings, name))
  tags.set('Fluff', await aTag(home.db, await aVocabulary(home.db, 'moods', 'facet'), 'Fluff'))
  await below(home.db, 'Ships', 'Space')
  await below(home.db, 'Stars', 'Space')
  await below(home.db, 'Stars', 'Comics')
  await below(home.db, 'Bats', 'Comics')
  await standsFor(home.db, 'Batz', 'Bats')
  await standsFor(home.db, 'B/A', 'A/B')
})
after(() => home.close())

async function below(db: Db, name: string, above: string) {
  await db
    .insertInto('tag_parent')
    .values({ tag_id: tags.get(name)!, parent_id: tags.get(above)! })
    .execute()
}

async function standsFor(db: Db, name: string, canonical: string) {
  await db
    .updateTable('tag')
    .set({ canonical_id: tags.get(canonical)! })
    .where('id', '=', tags.get(name)!)
    .execute()
}

async function post(names: string[]) {
  const tagIds = names.map((name) => tags.get(name)!)
  return (await aWork(home.db, { by: cast.ada, tagIds })).workId
}

async function pairingsOf(workId: number) {
  const row = await home.db
    .selectFrom('work')
    .where('id', '=', workId)
    .select(['crossover', 'main_relationship_id'])
    .executeTakeFirstOrThrow()
  const main = [...tags].find(([, id]) => id === row.main_relationship_id)?.[0] ?? null
  return { crossover: row.crossover === 1, main }
}

const CASES: ReadonlyArray<[names: string[], crossover: boolean, why: string]> = [
  [[], false, 'no fandom at all'],
  [['Ships'], false, 'one fandom'],
  [['Ships', 'Cats'], true, 'two that have nothing in common'],
  [['Ships', 'Stars'], false, 'two of one family'],
  [['Ships', 'Space'], false, 'one below the other'],
  [['Ships', 'Bats'], true, 'two whose only link is a third that is not there'],
  [['Ships', 'Stars', 'Bats'], false, 'one that is akin to each of the others'],
  [['Ships', 'Stars', 'Bats', 'Cats'], true, 'none that is akin to each of the others'],
  [['Bats', 'Batz'], false, 'one under two names'],
  [['Batz', 'Stars'], false, 'a family, by the other name'],
  [['Batz', 'Cats'], true, 'strangers, by the other name'],
  [['Ships', 'Fluff', 'A/B'], false, 'what is no fandom does not count'],
]

test('a work is a crossover when no fandom of it is akin to all others', async () => {
  for (const [names, crossover, why] of CASES)
    assert.equal((await pairingsOf(await post(names))).crossover, crossover, why)
})

test('the main pairing is the first of its relationships, under its canonical name', async () => {
  assert.equal((await pairingsOf(await post(['Ships', 'Fluff']))).main, null)
  assert.equal((await pairingsOf(await post(['Ships', 'C/D', 'A/B']))).main, 'C/D')
  assert.equal((await pairingsOf(await post(['B/A', 'Ships', 'C/D']))).main, 'A/B')
})

test('an archive that comes from before has them as well', async () => {
  const crossing = await post(['Ships', 'Cats', 'B/A'])
  const plain = await post(['Ships', 'Stars', 'C/D'])
  const before = [await pairingsOf(crossing), await pairingsOf(plain)]
  await home.db.updateTable('work').set({ crossover: 0, main_relationship_id: null }).execute()
  const migration = '../store/migrations/20261129_34_pairings/both.sql'
  const text = readFileSync(new URL(migration, import.meta.url), 'utf8')
  await sql.raw(text.split(/;\n/)[0]!).execute(home.db)
  assert.deepEqual([await pairingsOf(crossing), await pairingsOf(plain)], before)
  assert.deepEqual(before[0], { crossover: true, main: 'A/B' })
})
