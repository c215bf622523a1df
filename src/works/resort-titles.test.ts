import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, NOON } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { resortTitles } from './resort-titles.ts'

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

const keys = async () =>
  (await home.db.selectFrom('work').select('sort_title').orderBy('id').execute()).map((row) => row.sort_title)

test('titles that were sorted by an older rule are sorted anew, once', async () => {
  const { ada } = await aCast(home.db)
  for (const title of ['The 10 Lamps', 'Lamp 2', 'Os Faróis']) await aWork(home.db, { by: ada, title })
  await home.db.updateTable('work').set({ language: 'pt' }).where('title', '=', 'Os Faróis').execute()
  await home.db.updateTable('work').set({ sort_title: 'os farois' }).where('title', '=', 'Os Faróis').execute()
  await home.db.updateTable('work').set({ sort_title: '10 lamps' }).where('title', '=', 'The 10 Lamps').execute()
  await home.db.updateTable('work').set({ sort_title: 'lamp 2' }).where('title', '=', 'Lamp 2').execute()
  const times = { created_at: NOON, updated_at: NOON }
  const series = { title: 'The 12 Months', sort_title: '12 months', summary_html: '', banner_url: null, ...times }
  await home.db
    .insertInto('series')
    .values({ ...series, pseud_id: null, hidden_at: null })
    .execute()
  await home.db.deleteFrom('work_change').execute()

  await resortTitles(home.db, NOON)
  assert.deepEqual(await keys(), [':10 lamps', 'lamp 2', 'farois'])
  const { sort_title } = await home.db.selectFrom('series').select('sort_title').executeTakeFirstOrThrow()
  assert.equal(sort_title, ':12 months')
  assert.equal((await home.db.selectFrom('work_change').selectAll().execute()).length, 2)

  await home.db.updateTable('work').set({ sort_title: '10 lamps' }).where('title', '=', 'The 10 Lamps').execute()
  await resortTitles(home.db, NOON)
  assert.equal((await keys())[0], '10 lamps')
})

test('asked to stop it leaves the rest for the next start', async () => {
  await home.db.deleteFrom('setting').where('name', '=', 'titles.sorted').execute()
  await resortTitles(home.db, NOON, AbortSignal.abort())
  assert.equal((await keys())[0], '10 lamps')
  await resortTitles(home.db, NOON)
  assert.equal((await keys())[0], ':10 lamps')
})
