import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aTag, aVocabulary } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { findSurroundings } from './find-surroundings.ts'
import { findKnownTags, forgetKnownTags } from './known-tags.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
after(close)

test('what another node renames arrives after five seconds, and without a change the same tags stay', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() })
  const { holmes } = cast.fandom
  const before = await findKnownTags(db, [holmes])
  const [tag, name] = [before.get(holmes), before.get(holmes)?.name]
  t.mock.timers.tick(6000)
  assert.equal((await findKnownTags(db, [holmes])).get(holmes), tag)
  const changes = [
    () => db.updateTable('tag').set({ name: 'Mycroft' }).where('id', '=', holmes).execute(),
    () => db.updateTable('vocabulary').set({ name: 'Worlds' }).where('slug', '=', 'fandoms').execute(),
    () => aVocabulary(db, 'places', 'facet'),
    async () => aTag(db, await aVocabulary(db, 'moods', 'facet'), 'Something New'),
  ]
  assert.equal(name, 'Sherlock Holmes')
  for (const change of changes) {
    const last = await findKnownTags(db, [holmes])
    await change()
    assert.equal(await findKnownTags(db, []), last)
    t.mock.timers.tick(6000)
    assert.notEqual(await findKnownTags(db, [holmes]), last)
  }
  const { name: renamed, vocabularyName } = (await findKnownTags(db, [holmes])).get(holmes)!
  assert.deepEqual([renamed, vocabularyName], ['Mycroft', 'Worlds'])
})

test('what stands around a tag is read once, and anew after any of it has changed', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() })
  const { books, holmes } = cast.fandom
  const crimes = await aTag(db, await aVocabulary(db, 'kinds', 'facet'), 'Crimes')
  const names = async () => {
    const { parents, around } = await findSurroundings(db, holmes)
    return [...parents, ...around].map(({ name }) => name)
  }
  forgetKnownTags()
  const first = await names()
  queries.length = 0
  assert.deepEqual(await names(), first)
  assert.deepEqual(queries, [])
  const link = { tag_id: holmes, parent_id: crimes }
  const changes = [
    [() => db.insertInto('tag_parent').values(link).execute(), [...first, 'Crimes']],
    [() => db.deleteFrom('tag_parent').where('parent_id', '=', crimes).execute(), first],
    [() => db.insertInto('tag_meaning').values({ tag_id: holmes, meaning_id: crimes }).execute(), [...first, 'Crimes']],
    [() => db.deleteFrom('tag_meaning').where('meaning_id', '=', crimes).execute(), first],
  ] as const
  for (const [change, expected] of changes) {
    // Another node does it, which tells nobody here.
    await change()
    t.mock.timers.tick(6000)
    assert.deepEqual((await names()).toSorted(), [...expected].toSorted())
  }
  const order = async () => (await findKnownTags(db, [books])) as unknown
  const last = await order()
  await db.updateTable('tag').set({ position: 77 }).where('id', '=', crimes).execute()
  t.mock.timers.tick(6000)
  assert.notEqual(await order(), last)
})
