import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { NOON } from '../../../test/cast.ts'
import { MAIL_JOB, type Mail } from '../../notices/mail.ts'
import { answerLostPassword } from '../../notices/send-letter.ts'
import { createAccount } from '../../people/create-account.ts'
import { LOST_PASSWORD_JOB } from '../../people/lost-password.ts'
import { hashPassword, wrapOldMd5 } from '../../people/password.ts'
import { changeSettings } from '../../site/settings.ts'
import { runDueJobs } from '../../store/run-jobs.ts'

const PASSWORD = 'a long enough password'
const HOUR = 60 * 60 * 1000

let home: TestDatabase
let archive: TestApp
before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
})
beforeEach(async () => {
  archive.clock.time = NOON
  await home.db.deleteFrom('attempt').execute()
  await home.db.deleteFrom('job').execute()
})
after(() => home.close())

/** Does what is due and returns the mails that would go out. */
async function mails(): Promise<Mail[]> {
  const sent: Mail[] = []
  const handlers = {
    [LOST_PASSWORD_JOB]: answerLostPassword(home.db, () => archive.clock.time),
    [MAIL_JOB]: async (mail: unknown) => void sent.push(mail as Mail),
  }
  await runDueJobs(home.db, handlers, { error: (details) => assert.fail(String(Object.values(details)[0])) }, NOON * 2)
  return sent
}

function linkIn(mail: Mail | undefined): string {
  const link = /http:\/\/archive\.example(\/\S+)/.exec(mail?.text ?? '')?.[1]
  assert.ok(link, mail?.text ?? 'no mail')
  return link
}

async function aMember(
  name: string,
  password = PASSWORD,
  email = `${name.toLowerCase().replace(/\W/g, '')}@example.org`,
) {
  return createAccount(home.db, { name, email, passwordHash: await hashPassword(password) }, NOON)
}

const logIn = (visitor: Visitor, name: string, password = PASSWORD) => visitor.post('/login', { name, password })
const isIn = async (visitor: Visitor) => (await visitor.get('/account')).status === 200

test('a stranger registers, confirms by mail, logs in, and logs out again', async () => {
  const visitor = archive.guest()
  const back = '/works/1/chapters/1?x=1'
  const form = await visitor.get(`/register?to=${encodeURIComponent(back)}`)
  assert.equal(form.field('to'), back)
  const fields = { name: '  Nia  Ó Briain ', email: 'Nia@Example.org', password: PASSWORD, to: back }
  const sent = await visitor.post('/register', fields)
  assert.equal(sent.status, 200)
  assert.match(sent.text('main'), /We have sent a mail to Nia@Example.org/)
  assert.match((await logIn(visitor, 'Nia Ó Briain')).text('main'), /do not belong together/)

  const [mail, ...others] = await mails()
  assert.equal(mail!.to, 'Nia@Example.org')
  assert.deepEqual(others, [])
  const link = linkIn(mail)
  assert.match((await visitor.get(link)).text('main'), /Nia Ó Briain/)
  assert.equal(await isIn(visitor), false, 'opening the link alone confirms nothing: mail programs do that')
  const confirmed = await visitor.post(link.split('?')[0]!, { to: back })
  assert.match(confirmed.text('main'), /Your? account is ready|your account is ready/)
  assert.equal(confirmed.field('to'), back)

  const response = await visitor.send('POST', '/login', {
    body: new URLSearchParams({ name: 'nia ó briain', password: PASSWORD, to: back }),
  })
  assert.equal(response.status, 303)
  assert.equal(response.location, back)
  const cookie = response.response.headers.get('set-cookie')!
  assert.match(cookie, /HttpOnly/)
  assert.match(cookie, /SameSite=Lax/)
  assert.doesNotMatch(cookie, /Secure/)
  const account = await visitor.get('/account')
  assert.match(account.text('main'), /You write as Nia Ó Briain/)

  const stolen = archive.guest()
  stolen.cookies.set('fanfold_session', visitor.cookies.get('fanfold_session')!)
  await visitor.post('/logout')
  assert.equal(visitor.cookies.has('fanfold_session'), false)
  assert.equal(await isIn(stolen), false)
})

test('a link in a mail works once', async () => {
  const visitor = archive.guest()
  await visitor.post('/register', { name: 'Once', email: 'once@example.org', password: PASSWORD })
  const link = linkIn((await mails())[0])
  await visitor.post(link)
  assert.equal((await visitor.get(link)).status, 404)
  assert.equal((await visitor.post(link)).status, 404)
  assert.equal((await visitor.get('/register/confirm/nonsense')).status, 404)
  assert.equal((await visitor.get('/register/confirm/%00')).status, 404)
})

test('behind TLS the cookie stays on TLS', async () => {
  await aMember('Tess')
  const visitor = archive.guest()
  const page = await visitor.send('POST', 'https://archive.example/login', {
    body: new URLSearchParams({ name: 'Tess', password: PASSWORD }),
    headers: { origin: 'https://archive.example' },
  })
  assert.equal(page.status, 303)
  assert.match(page.response.headers.get('set-cookie')!, /; Secure/)
})

test('an e-mail address that has an account gets the same answer as one that has none, and another mail', async () => {
  await aMember('Known', PASSWORD, 'known@example.org')
  const pages = []
  for (const email of ['KNOWN@example.org', 'fresh@example.org']) {
    const page = await archive.guest().post('/register', { name: `For ${email}`, email, password: PASSWORD })
    pages.push({ status: page.status, body: page.body.replaceAll(email, 'EMAIL') })
  }
  assert.deepEqual(pages[0], pages[1])
  const [known, fresh] = await mails()
  assert.match(known!.text, /It has an account already/)
  assert.match(fresh!.subject, /Confirm your registration/)
})

test('mistakes stand beside their fields, what was typed stays, passwords do not', async () => {
  await aMember('Taken')
  const visitor = archive.guest()
  const fields = { name: 'TAKEN', email: 'not an address', password: 'short' }
  const page = await visitor.post('/register', fields)
  assert.equal(page.status, 422)
  assert.equal(page.texts('p.error').length, 3)
  assert.equal(page.field('name'), 'TAKEN')
  assert.equal(page.field('email'), 'not an address')
  assert.equal(page.field('password'), '')
  assert.equal(page.body.includes('short'), false)
  assert.match(page.text('#name-error'), /taken/)
})

test('a pen name that waits for its confirmation is taken', async () => {
  const visitor = archive.guest()
  await visitor.post('/register', { name: 'Waiting', email: 'one@example.org', password: PASSWORD })
  const again = await visitor.post('/register', { name: 'waiting', email: 'two@example.org', password: PASSWORD })
  assert.equal(again.status, 422)
})

test('an archive that takes no new members says so', async () => {
  await changeSettings(home.db, { registration: 'closed' }, NOON)
  const visitor = archive.guest()
  assert.match((await visitor.get('/register')).text('main'), /takes no new members/)
  const page = await visitor.post('/register', { name: 'Late', email: 'late@example.org', password: PASSWORD })
  assert.equal(page.status, 403)
  await changeSettings(home.db, { registration: 'open' }, NOON)
})

test('a member of the old site logs in with the old name and password', async () => {
  const passwordHash = await wrapOldMd5(createHash('md5').update('hunter2').digest('hex'))
  await createAccount(home.db, { name: 'Zoë O’Hara', email: null, passwordHash }, NOON)
  const visitor = archive.guest()
  await logIn(visitor, 'zoë o’hara', 'hunter2')
  assert.equal(await isIn(visitor), true)
  const again = archive.guest()
  await logIn(again, 'ZOË O’HARA', 'hunter2')
  assert.equal(await isIn(again), true)
})

test('a wrong password and an unknown name get the same page', async () => {
  await aMember('Exists')
  const answers = []
  for (const name of ['Exists', 'Nobody', 'exists@example.org', 'nobody@example.org']) {
    const page = await logIn(archive.guest(), name, 'not the password')
    answers.push({ status: page.status, body: page.body.replaceAll(name, 'NAME') })
  }
  for (const answer of answers) assert.deepEqual(answer, answers[0])
  assert.equal(answers[0]!.status, 422)
})

test('after too many tries the page says when to come back', async () => {
  await aMember('Tried')
  for (let tries = 0; tries < 10; tries++) await logIn(archive.guest(), 'Tried', 'wrong')
  const page = await logIn(archive.guest(), 'Tried')
  assert.equal(page.status, 429)
  assert.equal(page.response.headers.get('retry-after'), '900')
  archive.clock.time += HOUR
  const visitor = archive.guest()
  await logIn(visitor, 'Tried')
  assert.equal(await isIn(visitor), true)
})

test('logging in leads back to a page of this archive and nowhere else', async () => {
  await aMember('Traveller')
  const foreign = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ]
  for (const to of [...foreign, '/%2e%2e//evil.example', '/login', '/logout', '']) {
    const page = await archive.guest().send('POST', '/login', {
      body: new URLSearchParams({ name: 'Traveller', password: PASSWORD, to }),
    })
    assert.equal(page.status, 303)
    assert.equal(page.location, '/', to)
    assert.equal((await archive.guest().get(`/login?to=${encodeURIComponent(to)}`)).field('to'), null)
  }
  const named = await archive.guest().send('POST', '/login', {
    body: new URLSearchParams({ name: 'Traveller', password: PASSWORD, to: '/authors/月#top' }),
  })
  assert.equal(named.location, '/authors/%E6%9C%88#top')
})

test('whoever lost the password gets a link that works once, for two hours, and ends every session', async () => {
  await aMember('Lost')
  const old = archive.guest()
  await logIn(old, 'Lost')
  const visitor = archive.guest()
  await visitor.post('/lost-password', { name: ' LOST@example.org' })
  await visitor.post('/lost-password', { name: 'lost' })
  const [late, mail] = await mails()
  const link = linkIn(mail)
  assert.match((await visitor.get(link)).text('main'), /For the account of Lost/)
  assert.equal((await visitor.post(link, { password: 'short' })).status, 422)
  assert.match((await visitor.post(link, { password: 'my new password' })).text('main'), /new password is set/)
  assert.equal(await isIn(old), false)
  assert.equal((await visitor.post(link, { password: 'another password' })).status, 404)
  assert.equal((await visitor.get(linkIn(late))).status, 404, 'the other links are over, too')
  assert.match((await mails())[0]!.subject, /was changed/)
  await logIn(visitor, 'Lost', 'my new password')
  assert.equal(await isIn(visitor), true)

  await archive.guest().post('/lost-password', { name: 'Lost' })
  const again = linkIn((await mails())[0])
  archive.clock.time += 2 * HOUR
  assert.equal((await visitor.get(again)).status, 404)
})

test('asking for a lost password says and does the same, whether there is an account or not', async () => {
  await aMember('Somebody')
  const answers = []
  for (const name of ['somebody@example.org', 'unknown@example.org', 'Somebody', 'Unknown']) {
    const page = await archive.guest().post('/lost-password', { name })
    answers.push({ status: page.status, body: page.body.replaceAll(name, 'NAME') })
  }
  for (const answer of answers) assert.deepEqual(answer, answers[0])
  assert.equal((await home.db.selectFrom('job').select('id').execute()).length, 4)
  assert.equal((await mails()).length, 2)
})

test('broken and hostile input gets a clear answer, never a mistake of ours', async () => {
  const visitor = archive.guest()
  const huge = 'x'.repeat(1_000_000)
  for (const path of ['/login', '/register', '/lost-password']) {
    for (const body of [
      'name=%ff&password=%',
      'name=%00&email=%00&password=%00',
      `name=${huge}&password=${huge}`,
      '=',
      '',
    ]) {
      const page = await visitor.send('POST', path, {
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      assert.ok([400, 422].includes(page.status), `${path} ${body.slice(0, 20)} ${page.status}`)
    }
    const json = await visitor.send('POST', path, { body: '{}', headers: { 'content-type': 'application/json' } })
    assert.equal(json.status, 400)
  }
  visitor.cookies.set('fanfold_session', '\u0001\'"--')
  assert.equal((await visitor.get('/login')).status, 200)
})
