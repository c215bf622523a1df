import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, type Cast, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { changeSettings, readSettings } from '../../site/settings.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let olga: Visitor

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  archive = await anApp(home.db)
  olga = await archive.as(cast.olga)
})
after(() => home.close())

const SETTINGS = {
  name: ' The  Lamp\nRoom ',
  slogan: 'Stories after dark',
  welcomeHtml: 'Welcome.\n\nCome <b>in</b><script>alert(1)</script>',
  footerHtml: '',
  registration: 'closed',
  reviewsBy: 'everybody',
  scores: 'likes',
  challengesBy: 'nobody',
  recommendationsBy: 'members',
  submissions: 'open',
  language: 'en',
  timezone: 'Europe/Berlin',
  worksPerPage: '30',
  siteEmail: 'lamp@example.org',
  address: 'https://stories.example/',
}

test('an owner sets the archive up in one form, and it shows at once', async () => {
  const page = await olga.post('/moderation/settings', SETTINGS)
  assert.ok(page.has('The settings are saved.'))
  assert.equal(page.field('name'), 'The Lamp Room')
  assert.equal(page.field('timezone'), 'Europe/Berlin')
  const guest = await archive.guest().get('/')
  assert.equal(guest.text('.archive-name'), 'The Lamp Room')
  const settings = await readSettings(home.db)
  assert.equal(settings.welcomeHtml, '<p>Welcome.</p>\n<p>Come <b>in</b></p>')
  assert.equal(settings.address, 'https://stories.example')
  assert.deepEqual([settings.worksPerPage, settings.reviewsBy, settings.scores], [30, 'everybody', 'likes'])
  assert.deepEqual([settings.challengesBy, settings.recommendationsBy], ['nobody', 'members'])
  const { action, detail } = await home.db
    .selectFrom('audit_entry')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  assert.equal(action, 'settings changed')
  assert.ok(JSON.parse(detail).changed.includes('timezone'))
})

test('saving without a change is not worth an entry in the log', async () => {
  const count = async () => (await home.db.selectFrom('audit_entry').selectAll().execute()).length
  const before = await count()
  const page = await olga.get('/moderation/settings')
  const same = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, page.field(name)!]))
  assert.ok((await olga.post('/moderation/settings', same)).has('saved'))
  assert.equal(await count(), before)
})

test('mistakes stand beside their fields, and nothing is changed', async () => {
  const before = await readSettings(home.db)
  const page = await olga.post('/moderation/settings', {
    ...SETTINGS,
    name: '\u0000 ',
    timezone: 'Mars/Olympus',
    language: '!!',
    worksPerPage: '1e9',
    siteEmail: 'a@b@c',
    address: 'javascript:alert(1)',
    slogan: 'kept as typed'.repeat(100),
  })
  assert.equal(page.status, 422)
  for (const words of [
    'a name',
    'time zone',
    'a language',
    '5 to 100',
    'e-mail address',
    'whole address',
    'at most 500',
  ])
    assert.ok(
      page.texts('.error').some((text) => text.includes(words)),
      words,
    )
  assert.equal(page.field('slogan'), 'kept as typed'.repeat(100))
  assert.deepEqual(await readSettings(home.db), before)
})

test('a form cut short empties nothing', async () => {
  const before = await readSettings(home.db)
  await olga.post('/moderation/settings', { slogan: 'New' })
  assert.deepEqual(await readSettings(home.db), { ...before, slogan: 'New' })
})

test('only admins and owners open the settings', async () => {
  for (const member of [cast.ada, cast.mo]) {
    const visitor = await archive.as(member)
    assert.equal((await visitor.get('/moderation/settings')).status, 403)
    assert.equal((await visitor.post('/moderation/settings', SETTINGS)).status, 403)
  }
  assert.equal((await archive.guest().get('/moderation/settings')).status, 303)
})

test('a welcome that grows too long when it is cleaned comes back as it was typed', async () => {
  const page = await olga.post('/moderation/settings', { welcomeHtml: '&'.repeat(45_000) })
  assert.equal(page.status, 422)
  assert.equal(page.field('welcomeHtml')?.length, 45_000)
})

test('an archive without an address offers the one that the owner’s browser uses', async () => {
  await changeSettings(home.db, { address: '' }, NOON)
  assert.equal((await olga.get('/moderation/settings')).field('address'), 'http://archive.example')
  assert.equal((await olga.get('http://127.0.0.1:8080/moderation/settings')).field('address'), '')
})
