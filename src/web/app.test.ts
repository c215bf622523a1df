import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, type Cast } from '../../test/cast.ts'
import { anApp, type TestApp } from '../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { SAFETY_HEADERS } from './middleware/headers.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
})
after(() => home.close())

test('every answer forbids scripts, styles and requests that are not the archive’s own', async () => {
  for (const path of ['/', '/nothing-here', '/health', '/login']) {
    const page = await archive.guest().get(path)
    const policy = page.response.headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'/, path)
    assert.doesNotMatch(policy, /unsafe|\*|https?:/, path)
    assert.equal(page.response.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(page.response.headers.get('x-frame-options'), 'DENY')
    assert.ok(page.response.headers.get('x-request-id'))
  }
})

test('no page names a style or script of another host, nor holds one of its own', async () => {
  const page = await archive.guest().get('/login')
  assert.deepEqual(page.all('style').length, 0)
  for (const script of page.all('script')) assert.equal(script.childNodes.length, 0)
  assert.doesNotMatch(page.body, /\son[a-z]+=|\sstyle=/)
})

test('what does not exist is a calm page with status 404', async () => {
  for (const path of [
    '/nothing',
    '/works/999999',
    '/works/abc',
    '/works/1e3',
    '/authors/nobody',
    '/series/0',
    '/%ff',
    '/%00',
    '/a/../../etc/passwd',
    '/works/99999999999999999999',
  ]) {
    const page = await archive.guest().get(path)
    assert.equal(page.status, 404, path)
    assert.ok(page.text('h1').length > 0, path)
  }
})

test('a form sent from another site does nothing', async () => {
  const rui = await archive.as(cast.rui)
  const foreign: Array<Record<string, string>> = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://archive.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'http://archive.example', 'sec-fetch-site': 'same-site' },
    { origin: 'http://archive.example:8080' },
  ]
  for (const headers of foreign) {
    const page = await rui.send('POST', '/logout', { headers })
    assert.equal(page.status, 403, JSON.stringify(headers))
  }
  assert.ok((await rui.get('/account')).status === 200, 'still logged in')
})

test('a form that cannot be read is refused with 400', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const broken: Array<[string, Record<string, string>]> = [
    ['name=%E0%A4%A', form],
    ['name=%ff', form],
    ['name=%C3%28', form],
    ['{"name":"x"}', { 'content-type': 'application/json' }],
    ['--x\r\nbroken', { 'content-type': 'multipart/form-data; boundary=y' }],
    ['a=1&'.repeat(5000), form],
  ]
  for (const [body, headers] of broken) {
    const page = await archive.guest().send('POST', '/login', { body, headers })
    assert.equal(page.status, 400, body.slice(0, 40))
  }
})

test('more than the archive takes at once is refused with 413', async () => {
  const body = `name=${'x'.repeat(21 * 1024 * 1024)}`
  const page = await archive.guest().send('POST', '/login', {
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) },
  })
  assert.equal(page.status, 413)
})

test('a failure inside shows a number to tell the keepers, and nothing of what happened', async () => {
  const broken = await openTestDatabase()
  const other = await anApp(broken.db)
  other.app.get('/broken', () => {
    throw new Error('secret: password at line 5')
  })
  const page = await other.guest().get('/broken')
  assert.equal(page.status, 500)
  assert.ok(page.has(page.response.headers.get('x-request-id')!))
  assert.doesNotMatch(page.body, /secret|line 5/)
  await broken.close()
})

test('a database that is gone is told calmly with 503', async () => {
  const gone = await openTestDatabase()
  const other = await anApp(gone.db)
  await gone.close()
  const page = await other.guest().get('/')
  assert.equal(page.status, 503)
  assert.doesNotMatch(page.body, /destroyed|sql/i)
})

test('pages are compressed for browsers that take it', async () => {
  const page = await archive.app.request('http://archive.example/login', { headers: { 'accept-encoding': 'gzip, br' } })
  assert.equal(page.headers.get('content-encoding'), 'gzip')
})

test('files, redirects, refusals and bare heads carry the same safety headers as pages', async () => {
  const guest = archive.guest()
  const answers = [
    await guest.get(archive.parts.assets.styles),
    await guest.get('/favicon.svg'),
    await guest.get('/robots.txt'),
    await guest.get('/account'),
    await guest.send('HEAD', '/'),
    await guest.send('OPTIONS', '/'),
    await guest.post('/login', { name: '' }),
    await guest.send('POST', '/login', { headers: { origin: 'https://evil.example' } }),
  ]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 303, 200, 404, 422, 403],
  )
  for (const { response, path } of answers)
    for (const [name, value] of Object.entries(SAFETY_HEADERS)) assert.equal(response.headers.get(name), value, path)
})

test('behind a proxy of one’s own a client counts by its address; without one its word for it counts nothing', async () => {
  const addresses: string[] = []
  const ask = async (trustProxy: boolean, forwarded: string) => {
    const other = await anApp(home.db)
    other.parts.trustProxy = trustProxy
    other.app.get('/who', (c) => c.text(addresses[addresses.push(c.get('address')) - 1]!))
    await other.guest().send('GET', '/who', { headers: { 'x-forwarded-for': forwarded } })
  }
  await ask(true, '203.0.113.9, 192.0.2.7:51234')
  await ask(true, '[2001:db8::1]:443')
  await ask(false, '192.0.2.7')
  assert.deepEqual(addresses, ['192.0.2.7', '2001:db8::1', 'unknown'])
})
