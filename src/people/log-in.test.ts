import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { createAccount } from './create-account.ts'
import { logIn } from './log-in.ts'
import { logOut, logOutElsewhere } from './log-out.ts'
import { hashPassword, wrapOldMd5 } from './password.ts'
import { findSession, listSessions, SESSION_MS } from './sessions.ts'

const NOW = 1_800_000_000_000
const MINUTE = 60_000
const BROWSER = { address: '192.0.2.1', userAgent: 'Test' }

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
beforeEach(() => home.db.deleteFrom('attempt').execute())
after(() => home.close())

let made = 0
async function aMember(name: string, password: string, more: { email?: string; md5?: boolean } = {}) {
  const md5 = createHash('md5').update(password).digest('hex')
  const passwordHash = more.md5 ? await wrapOldMd5(md5) : await hashPassword(password)
  return createAccount(home.db, { name, email: more.email ?? `m${++made}@example.org`, passwordHash }, NOW)
}

async function nameOf(token: string, now = NOW) {
  return (await findSession(home.db, token, now))?.name ?? null
}

const enter = (name: string, password: string, now = NOW) => logIn(home.db, { name, password }, BROWSER, now)

test('a member logs in with any old pen name: accents, apostrophes, dots, another case', async () => {
  for (const name of ['Éowyn d’Arc', 'J.R.R. *Fan*', 'Ærøskøbing', '月の光', 'Ким']) {
    await aMember(name, 'old password')
    assert.equal(await nameOf(await enter(name, 'old password')), name)
    assert.equal(await nameOf(await enter(` ${name.toUpperCase()} `, 'old password')), name)
  }
})

test('a member may leave out the accents, as the old site let them', async () => {
  await aMember('José', 'old password')
  assert.equal(await nameOf(await enter('jose', 'old password')), 'José')
})

test('a member logs in with an e-mail address, in whatever case', async () => {
  await aMember('Ada', 'old password', { email: 'Ada@Example.org' })
  assert.equal(await nameOf(await enter('aDA@example.ORG', 'old password')), 'Ada')
})

test('where several accounts share an e-mail address, the password tells which one is meant', async () => {
  await aMember('Twin one', 'password one', { email: 'twins@example.org' })
  await aMember('Twin two', 'password two', { email: 'twins@example.org' })
  assert.equal(await nameOf(await enter('twins@example.org', 'password two')), 'Twin two')
  assert.equal(await nameOf(await enter('twins@example.org', 'password one')), 'Twin one')
  await assert.rejects(enter('twins@example.org', 'password three'), { code: 'invalid' })
})

test('the old password of a member who moved in works, and its old hash is gone after that', async () => {
  const { accountId } = await aMember('Mover', 'krümel', { md5: true })
  const hashOf = async () =>
    (await home.db.selectFrom('account').where('id', '=', accountId).select('password_hash').executeTakeFirstOrThrow())
      .password_hash!
  assert.match(await hashOf(), /^md5-/)
  await enter('mover', 'krümel')
  const replaced = await hashOf()
  assert.match(replaced, /^\$argon2id\$/)
  await enter('mover', 'krümel')
  assert.equal(await hashOf(), replaced)
})

test('a wrong password, an unknown name and an account nobody has claimed get the same answer', async () => {
  await aMember('Known', 'right password')
  const { accountId } = await aMember('Unclaimed', 'right password')
  await home.db.updateTable('account').set({ state: 'unclaimed' }).where('id', '=', accountId).execute()
  await createAccount(home.db, { name: 'No password', email: null, passwordHash: null }, NOW)
  const answers = await Promise.all(
    ['Known', 'Nobody', 'Unclaimed', 'No password', 'nobody@example.org', '\0', '\ud800'].map((name) =>
      enter(name, name === 'Unclaimed' ? 'right password' : 'wrong password').catch((error: unknown) => error),
    ),
  )
  for (const answer of answers) assert.deepEqual(answer, answers[0])
})

test('a locked account says so, but only to who knows its password', async () => {
  const { accountId } = await aMember('Locked', 'right password')
  const token = await enter('Locked', 'right password')
  await home.db.updateTable('account').set({ state: 'locked' }).where('id', '=', accountId).execute()
  await assert.rejects(enter('Locked', 'wrong password'), { code: 'invalid' })
  await assert.rejects(enter('Locked', 'right password'), { code: 'not_allowed' })
  assert.equal(await nameOf(token), null, 'and its sessions are worth nothing')
})

test('after ten wrong passwords the name has to wait, from wherever it is tried, and then may try again', async () => {
  await aMember('Guessed', 'right password')
  for (let tries = 0; tries < 10; tries++) {
    await assert.rejects(enter('Guessed', 'wrong password'), { code: 'invalid' })
  }
  const elsewhere = { address: '198.51.100.7', userAgent: '' }
  const attempt = logIn(home.db, { name: 'guéssed!', password: 'right password' }, elsewhere, NOW + MINUTE)
  await assert.rejects(attempt, { code: 'too_many', retryAfterSeconds: 14 * 60 })
  assert.equal(await nameOf(await enter('Guessed', 'right password', NOW + 15 * MINUTE)), 'Guessed')
})

test('one address cannot try one name after the other for ever', async () => {
  for (let tries = 0; tries < 50; tries++) {
    await logIn(home.db, { name: `name ${tries}`, password: 'x'.repeat(5000) }, BROWSER, NOW).catch(() => {})
  }
  await assert.rejects(enter('name 51', 'wrong password'), { code: 'too_many' })
})

test('a session ends by logging out, by age, and everywhere else at once', async () => {
  const { accountId } = await aMember('Sessions', 'right password')
  const [first, second, third] = [
    await enter('Sessions', 'right password'),
    await enter('Sessions', 'right password'),
    await enter('Sessions', 'right password'),
  ]
  await logOut(home.db, first)
  assert.equal(await nameOf(first), null)
  assert.equal((await listSessions(home.db, accountId, second, NOW)).length, 2)
  await logOutElsewhere(home.db, accountId, second)
  assert.equal(await nameOf(third), null)
  assert.equal(await nameOf(second), 'Sessions')
  assert.equal(await nameOf(second, NOW + SESSION_MS), null)
  assert.equal(await nameOf('no such token'), null)
})

test('being seen is written down at most every ten minutes', async () => {
  await aMember('Seen', 'right password')
  const token = await enter('Seen', 'right password')
  home.queries.length = 0
  await findSession(home.db, token, NOW + 9 * MINUTE)
  assert.equal(home.queries.length, 1)
  await findSession(home.db, token, NOW + 10 * MINUTE)
  assert.equal(home.queries.length, 4)
  await findSession(home.db, token, NOW + 11 * MINUTE)
  assert.equal(home.queries.length, 5)
})

test('the database holds no token that would open a session', async () => {
  await aMember('Stolen', 'right password')
  const token = await enter('Stolen', 'right password')
  const rows = await home.db.selectFrom('session').select('token_hash').execute()
  assert.equal(
    rows.some((row) => row.token_hash === token),
    false,
  )
})
