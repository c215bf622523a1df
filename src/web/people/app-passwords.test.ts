import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, type Cast, DAY } from '../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { writeResetLetter } from '../../people/lost-password.ts'
import { makeAppPassword } from '../../people/app-passwords.ts'
import { resetPassword } from '../../people/reset-password.ts'
import { changePreferences } from '../../people/change-preferences.ts'
import { parseCredentials } from '../middleware/reading-program.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let rui: Visitor

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
  rui = await archive.as(cast.rui)
})
after(() => home.close())

const basic = (name: string, word: string) => `Basic ${Buffer.from(`${name}:${word}`).toString('base64')}`
const ask = (path: string, authorization: string, method = 'GET') =>
  archive.guest().send(method, path, { headers: { authorization } })

async function aWord(name = 'Kobo', acceptsWarnings = false): Promise<string> {
  return makeAppPassword(home.db, cast.rui, { name, acceptsWarnings }, archive.clock.time)
}

test('a member makes an app password, reads it once, and takes it back', async () => {
  const empty = await rui.get('/account/app-passwords')
  assert.ok(empty.has('None yet.') && empty.has('http://archive.example/opds'))
  const made = await rui.send('POST', '/account/app-passwords', { body: new URLSearchParams({ name: ' My  Kobo ' }) })
  assert.equal(made.response.headers.get('cache-control'), 'no-store')
  const word = made.text('.app-password')
  assert.match(word, /^(?:[a-km-np-z2-9]{4}-){6}[a-km-np-z2-9]{4}$/)
  const page = await rui.get('/account/app-passwords')
  assert.ok(page.has('My Kobo made on 15 January 2026 · never used') && !page.body.includes(word))
  assert.equal((await ask('/opds/shelves', basic('Rui', word))).status, 200)
  assert.ok((await rui.get('/account/app-passwords')).has('last used on 15 January 2026'))
  const stored = await home.db.selectFrom('app_password').selectAll().execute()
  assert.ok(!JSON.stringify(stored).includes(word.replaceAll('-', '')))
  const taken = await rui.post(`/account/app-passwords/${stored[0]!.id}/revoke`)
  assert.ok(taken.has('It is taken back') && taken.has('None yet.'))
  assert.equal((await ask('/opds/shelves', basic('Rui', word))).status, 401)
  const acts = await home.db.selectFrom('audit_entry').select(['action', 'detail']).execute()
  assert.deepEqual(
    acts.map(({ action }) => action),
    ['app password made', 'app password taken back'],
  )
  assert.ok(!JSON.stringify(acts).includes(word))
})

test('it needs a name, and there is an end to how many one may have', async () => {
  for (const name of ['', '  ', 'x'.repeat(61)]) {
    const page = await rui.post('/account/app-passwords', { name })
    assert.equal(page.status, 422)
    assert.equal(page.field('name'), name)
  }
  for (let count = 0; count < 30; count++) await aWord(`Device ${count}`)
  assert.equal((await rui.post('/account/app-passwords', { name: 'One more' })).status, 409)
  await home.db.deleteFrom('app_password').execute()
})

test('nobody takes back what is another’s, and guests have none', async () => {
  await aWord()
  const { id } = await home.db.selectFrom('app_password').select('id').executeTakeFirstOrThrow()
  assert.equal((await (await archive.as(cast.ada)).post(`/account/app-passwords/${id}/revoke`)).status, 404)
  assert.equal((await archive.guest().send('POST', `/account/app-passwords/${id}/revoke`)).status, 303)
  assert.equal((await archive.guest().get('/account/app-passwords')).status, 303)
  assert.equal((await home.db.selectFrom('app_password').selectAll().execute()).length, 1)
})

test('programs come in by pen name or e-mail, in capitals, with or without dashes, or with a bare token', async () => {
  const word = await aWord()
  const plain = word.replaceAll('-', '')
  const good = [
    basic('Rui', word),
    basic('rui', plain.toUpperCase()),
    basic('RUI@example.org', word.replaceAll('-', ' ')),
    basic('', word),
    `Bearer ${plain}`,
    `bearer ${word}`,
  ]
  for (const header of good) assert.equal((await ask('/opds/shelves', header)).status, 200, header)
  const bad = [
    basic('Ada', word),
    basic('Rui', `${plain}x`),
    basic('Rui', plain.slice(1)),
    basic('Rui', ''),
    'Bearer x',
    'Basic',
    'Basic !!!',
    `Basic ${Buffer.from('no colon').toString('base64')}`,
    'Digest username="Rui"',
    '',
  ]
  for (const header of bad) {
    const page = await ask('/opds', header)
    const isNone = header === ''
    assert.equal(page.status, isNone ? 200 : 401, header)
    if (!isNone) assert.equal(page.response.headers.get('content-type'), 'application/opds-authentication+json')
  }
  await home.db.deleteFrom('attempt').execute()
})

test('names and words outside ASCII are read as UTF-8', () => {
  assert.deepEqual(parseCredentials(basic('Señora', 'a:b')), { name: 'Señora', word: 'a:b' })
})

test('it opens books that are for members, as far as the member’s own consent goes', async () => {
  const { ratings } = cast
  const made = async (ratingId: number) =>
    (await aWork(home.db, { by: cast.ada, ratingId, chapters: [{ html: '<p>Textword</p>' }] })).workId
  const [members, age, warned] = [await made(ratings.members), await made(ratings.explicit), await made(ratings.mature)]
  const reads = async (header: string, work: number) => {
    const page = await ask(`/works/${work}/book.html`, header)
    assert.deepEqual(page.response.headers.getSetCookie(), [])
    return page.body.includes('Textword')
  }
  const word = basic('Rui', await aWord())
  assert.deepEqual(await Promise.all([members, age, warned].map((work) => reads(word, work))), [true, false, false])
  await changePreferences(home.db, cast.rui, { ageConsent: true })
  const bold = basic('Rui', await aWord('Phone', true))
  assert.deepEqual(await Promise.all([members, age, warned].map((work) => reads(bold, work))), [true, true, true])
  assert.deepEqual(await Promise.all([members, age, warned].map((work) => reads(word, work))), [true, true, false])
  await changePreferences(home.db, cast.rui, { ageConsent: false })
  const head = await ask(`/works/${members}/book.html`, word, 'HEAD')
  assert.deepEqual([head.status, head.body], [200, ''])
})

test('it opens nothing else, and changes nothing', async () => {
  const header = basic('Rui', await aWord())
  const { workId } = await aWork(home.db, { by: cast.ada, ratingId: cast.ratings.members })
  for (const path of ['/account', '/account/app-passwords', '/account/works', '/works/new'])
    assert.equal((await ask(path, header)).status, 303, path)
  assert.equal((await ask(`/works/${workId}`, header)).status, 403)
  assert.equal((await ask('/moderation/queue', header)).status, 303)
  for (const path of ['/account/app-passwords', `/works/${workId}/kudos`, '/opds', `/works/${workId}/book.html`]) {
    const page = await ask(path, header, 'POST')
    assert.ok([303, 403, 404].includes(page.status), `${path} ${page.status}`)
  }
  assert.deepEqual(await home.db.selectFrom('kudos').selectAll().execute(), [])
  const wrong = await ask('/works', basic('Rui', 'wrong'))
  assert.equal(wrong.status, 200, 'elsewhere the header counts for nothing')
})

test('whoever guesses is stopped, and the right word still opens', async () => {
  const header = basic('Rui', await aWord())
  for (let time = 0; time < 10; time++) assert.equal((await ask('/opds', basic('Rui', `guess-${time}`))).status, 401)
  const stopped = await ask('/opds', basic('Rui', 'guess'))
  assert.equal(stopped.status, 429)
  assert.ok(Number(stopped.response.headers.get('retry-after')) > 0)
  assert.equal((await ask('/opds', header)).status, 200)
  archive.clock.time += DAY
  assert.equal((await ask('/opds', basic('Rui', 'guess'))).status, 401)
})

test('a locked account’s word opens nothing, and a new password takes all words back', async () => {
  const header = basic('Rui', await aWord())
  const lock = (state: 'locked' | 'active') =>
    home.db.updateTable('account').set({ state }).where('id', '=', cast.rui.accountId).execute()
  await lock('locked')
  assert.equal((await ask('/opds', header)).status, 401)
  await lock('active')
  assert.equal((await ask('/opds', header)).status, 200)
  const letter = await writeResetLetter(home.db, 'Rui', archive.clock.time)
  const [{ token }] = (letter as unknown as { accounts: [{ token: string }] }).accounts
  await resetPassword(home.db, token, 'a long new password', archive.clock.time)
  assert.equal((await ask('/opds', header)).status, 401)
})
