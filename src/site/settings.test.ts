import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { NOON } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { changeSettings, readSettings } from './settings.ts'

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

test('an archive without settings works with the defaults', async () => {
  const settings = await readSettings(home.db)
  assert.equal(settings.reviewsBy, 'members')
  assert.equal(settings.submissions, 'held')
})

test('a change is seen at once, and a second one replaces it', async () => {
  await changeSettings(home.db, { name: 'The Lantern', worksPerPage: 50 }, NOON)
  await changeSettings(home.db, { name: 'The Lantern Archive' }, NOON)
  const settings = await readSettings(home.db)
  assert.deepEqual([settings.name, settings.worksPerPage], ['The Lantern Archive', 50])
})

test('a value out of bounds is refused and nothing changes', async () => {
  await assert.rejects(changeSettings(home.db, { name: 'Other', worksPerPage: 100_000 }, NOON))
  assert.equal((await readSettings(home.db)).name, 'The Lantern Archive')
})

test('a value that another version wrote falls back to the default', async () => {
  const rows = [
    { name: 'scores', value: '"hearts"', updated_at: NOON },
    { name: 'unknown', value: '{}', updated_at: NOON },
    { name: 'slogan', value: 'not json', updated_at: NOON },
  ]
  await home.db.insertInto('setting').values(rows).execute()
  await changeSettings(home.db, { welcomeHtml: '' }, NOON)
  const settings = await readSettings(home.db)
  assert.deepEqual([settings.scores, settings.slogan], ['none', ''])
})
