import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aCast, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import type { Mail } from '../../notices/mail.ts'
import { hashPassword } from '../../people/password.ts'
import { DEFAULT_PREFERENCES, parsePreferences } from '../../people/preferences.ts'

const PASSWORD = 'a long enough password'

let home: TestDatabase
let archive: TestApp
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
})
beforeEach(async () => {
  const password_hash = await hashPassword(PASSWORD)
  await home.db.updateTable('account').set({ password_hash }).execute()
  await home.db.deleteFrom('attempt').execute()
  await home.db.deleteFrom('job').execute()
})
after(() => home.close())

async function listMails(): Promise<Mail[]> {
  const jobs = await home.db.selectFrom('job').where('kind', '=', 'mail').select('payload').orderBy('id').execute()
  return jobs.map((job) => JSON.parse(job.payload) as Mail)
}

test('a guest is sent to log in first, and back', async () => {
  for (const path of [
    '/account',
    '/account/password',
    '/account/email',
    '/account/pen-names',
    '/account/preferences',
  ]) {
    const page = await archive.guest().get(path)
    assert.equal(page.status, 303)
    assert.equal(page.location, `/login?to=${encodeURIComponent(path)}`)
  }
})

test('a member changes the password with the old one; other browsers are logged out and a mail tells of it', async () => {
  const [here, elsewhere] = [await archive.as(cast.ada), await archive.as(cast.ada)]
  const wrong = await here.post('/account/password', { current: 'wrong', password: 'my next password' })
  assert.equal(wrong.status, 422)
  assert.equal(wrong.text('#current-error'), 'This is not your password.')
  const done = await here.post('/account/password', { current: PASSWORD, password: 'my next password' })
  assert.match(done.text('main'), /Your password is changed/)
  assert.equal((await here.get('/account')).status, 200)
  assert.equal((await elsewhere.get('/account')).status, 303)
  assert.deepEqual(
    (await listMails()).map((mail) => mail.to),
    ['ada@example.org'],
  )
})

test('a new e-mail address counts once its mail is confirmed, and the old address hears of it', async () => {
  const ada = await archive.as(cast.ada)
  const asked = await ada.post('/account/email', { email: 'ada@new.example', current: PASSWORD })
  assert.match(asked.text('main'), /a mail to ada@new.example/)
  assert.match((await ada.get('/account')).text('main'), /ada@example.org/)
  const [mail] = await listMails()
  assert.equal(mail!.to, 'ada@new.example')
  const link = /http:\/\/archive\.example(\/\S+)/.exec(mail!.text)![1]!
  assert.match((await ada.get(link)).text('main'), /ada@new.example/)
  assert.match((await ada.post(link)).text('main'), /ada@new.example/)
  assert.equal((await ada.post(link)).status, 404)
  assert.equal((await listMails())[1]!.to, 'ada@example.org')
})

test('the e-mail address of another account is not taken over, nor given away', async () => {
  const rui = await archive.as(cast.rui)
  const page = await rui.post('/account/email', { email: 'BEA@example.org', current: PASSWORD })
  assert.match(page.text('main'), /a mail to BEA@example.org/)
  const [mail] = await listMails()
  assert.match(mail!.text, /belongs to another account/)
  assert.equal(mail!.text.includes('/confirm/'), false)
})

test('a member logs out everywhere else', async () => {
  const [here, elsewhere] = [await archive.as(cast.rui), archive.guest()]
  await elsewhere.send('POST', '/login', {
    body: new URLSearchParams({ name: 'Rui', password: PASSWORD }),
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
  })
  assert.match((await here.get('/account')).text('main'), /Firefox, Linux, last seen/)
  await here.post('/account/sessions')
  assert.equal((await here.get('/account')).status, 200)
  assert.equal((await elsewhere.get('/account')).status, 303)
})

test('a member adds a pen name, writes about themselves, and makes it the usual one', async () => {
  const bea = await archive.as(cast.bea)
  const taken = await bea.post('/account/pen-names', { name: 'ADA' })
  assert.equal(taken.status, 422)
  assert.equal(taken.field('name'), 'ADA')
  for (const name of ['', '...', 'a\u202eb', 'Ad\u200ba', 'x'.repeat(61), 'me@example.org']) {
    assert.equal((await bea.post('/account/pen-names', { name })).status, 422, name)
  }
  const added = await bea.post('/account/pen-names', { name: '月の 光' })
  assert.match(added.text('main'), /月の 光/)
  const edit = added
    .links()
    .filter((link) => /^\/account\/pen-names\/\d+$/.test(link))
    .at(-1)!
  const bio = 'I write.\n\n<script>alert(1)</script><b>Boldly</b>'
  await bea.post(edit, { bio, default: 'yes' })
  assert.match((await bea.get('/account')).text('main'), /You write as 月の 光/)
  assert.equal((await bea.get(edit)).field('bio'), bio)
  const { bio_html } = await home.db
    .selectFrom('pseud')
    .where('name', '=', '月の 光')
    .select('bio_html')
    .executeTakeFirstOrThrow()
  assert.match(bio_html, /<b>Boldly<\/b>/)
  assert.doesNotMatch(bio_html, /script/)
})

test('nobody changes the pen name of somebody else', async () => {
  const rui = await archive.as(cast.rui)
  const path = `/account/pen-names/${cast.ada.pseudId}`
  assert.equal((await rui.get(path)).status, 404)
  assert.equal((await rui.post(path, { bio: 'mine now', default: 'yes' })).status, 404)
})

test('preferences are kept', async () => {
  const mo = await archive.as(cast.mo)
  await mo.post('/account/preferences', {
    ageConsent: 'yes',
    mailAboutReplies: 'yes',
    mailAboutSubmissions: 'yes',
    sortBy: 'title',
  })
  const { preferences } = await home.db
    .selectFrom('account')
    .where('id', '=', cast.mo.accountId)
    .select('preferences')
    .executeTakeFirstOrThrow()
  assert.deepEqual(parsePreferences(preferences), {
    ...DEFAULT_PREFERENCES,
    ageConsent: true,
    mailAboutReviews: false,
    mailAboutReplies: true,
    mailAboutUpdates: false,
    mailAboutSubmissions: true,
    contentsFirst: false,
    history: 'kept',
    sortBy: 'title',
  })
  assert.equal((await mo.get('/account/preferences')).field('sortBy'), 'title')
})

test('the clock that ends sessions is the archive’s', async () => {
  const olga = await archive.as(cast.olga)
  archive.clock.time = NOON + 61 * 24 * 60 * 60 * 1000
  assert.equal((await olga.get('/account')).status, 303)
  archive.clock.time = NOON
})

test('the day on a pen name’s page is its own, so that nobody sees which names belong together', async () => {
  await home.db
    .updateTable('pseud')
    .set({ created_at: NOON - 30 * DAY })
    .where('id', '=', cast.ada.pseudId)
    .execute()
  const days = []
  for (const { slug } of [cast.ada, cast.adaAsWren])
    days.push((await archive.guest().get(`/authors/${slug}`)).text('time'))
  assert.deepEqual(days, ['16 December 2025', '15 January 2026'])
})
