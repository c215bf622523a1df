import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aCast, aWork, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { paths } from '../paths.ts'

test('an empty archive says what to do next', async () => {
  const { db, close } = await openTestDatabase()
  const { rui } = await aCast(db)
  const app = await anApp(db)
  const guest = await app.guest().get('/')
  assert.equal(guest.link('register'), paths.register({}, { to: paths.newWork({}) }))
  const member = await (await app.as(rui)).get('/')
  assert.equal(member.link('post a work'), paths.newWork({}))
  await close()
})

test('home greets with the archive’s own words, its news and its works', async () => {
  const { db, close } = await openTestDatabase()
  const { ada } = await aCast(db)
  await changeSettings(db, { name: 'The Lantern Room', slogan: 'Read on', welcomeHtml: '<p>Come in.</p>' }, NOON)
  const news = { title: 'The lamps are lit', body_html: '<p>We moved.</p>', author_name: 'Olga' }
  await db
    .insertInto('news')
    .values({ ...news, pseud_id: null, posted_at: NOON })
    .execute()
  const featured = await aWork(db, { by: ada, title: 'Chosen', postedAt: NOON - 1 })
  await db.updateTable('work').set({ featured_at: NOON }).where('id', '=', featured.workId).execute()
  await aWork(db, { by: ada, title: 'Fresh' })
  const page = await (await anApp(db)).guest().get('/')
  assert.equal(page.text('h1'), 'The Lantern Room')
  for (const words of ['Read on', 'Come in.', 'We moved.', 'Olga', 'Featured Chosen', 'Recently updated Fresh'])
    assert.ok(page.has(words), words)
  const item = await (await anApp(db)).guest().get(page.link('The lamps are lit')!)
  assert.ok(item.has('We moved.'))
  await close()
})
