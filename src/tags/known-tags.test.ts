import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aTag, aVocabulary } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { findKnownTags } from './known-tags.ts'

const { db, close } = await openTestDatabase()
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
