import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aCast, aMember, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { countMiss, flushMisses, MOST_KEPT } from '../../import/efiction/addresses/missed-addresses.ts'
import { forgetOldSites } from '../../import/efiction/addresses/old-sites.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
const LIST = '/moderation/old-addresses'

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
  const site = { source: 'old', host: 'old.example', path: '/archive', moved_at: NOON }
  await home.db.insertInto('old_site').values(site).execute()
  await aWork(home.db, { by: cast.ada, title: 'Silver Road' })
  await aWork(home.db, { by: cast.ada, title: 'Silver Secret', hiddenAt: NOON })
})
beforeEach(async () => {
  await flushMisses(home.db)
  await home.db.deleteFrom('missed_address').execute()
})
after(() => home.close())

async function counted(): Promise<Record<string, number>> {
  await flushMisses(home.db)
  const rows = await home.db.selectFrom('missed_address').select(['address', 'hits']).execute()
  return Object.fromEntries(rows.map(({ address, hits }) => [address, hits]))
}

test('an address that leads nowhere says what happened and shows the ways in', async () => {
  for (const address of [
    '/links.php?cat=3',
    '/archive/old/page.html',
    '/archive/skins/blue/images/logo.gif',
    '/includes/button.php',
    '/skins/blue/images/logo.gif',
    '/promote.php',
    '/buttons/88x31.png',
  ]) {
    const page = await archive.guest().get(address)
    assert.equal(page.status, 404, address)
    assert.equal(page.text('h1'), 'That page is not here')
    for (const way of ['/works', '/browse/titles', '/browse/titles?letter=s', '/browse/authors', '/browse/fandoms'])
      assert.ok(page.links().includes(way), `${address}: ${way}`)
  }
})

test('words in an address are tried as a title, and show only what the viewer finds', async () => {
  for (const address of [
    '/archive/The_Silver.html',
    '/archive/silver-r.php',
    '/stories/list.php?title=the+silver',
    '/archive/Silver%20Road.epub',
  ]) {
    const page = await archive.guest().get(address)
    assert.ok(page.link('Silver Road'), address)
    assert.ok(!page.has('Secret'), address)
  }
  assert.ok(!(await archive.guest().get('/archive/%F0%9F%92%A9.php')).has('Works whose titles'))
})

test('an archive that nothing moved into knows no old addresses', async () => {
  const fresh = await openTestDatabase()
  const page = await (await anApp(fresh.db)).guest().get('/links.php')
  assert.deepEqual([page.status, page.text('h1')], [404, 'Not found'])
  await flushMisses(fresh.db)
  assert.deepEqual(await fresh.db.selectFrom('missed_address').selectAll().execute(), [])
  await fresh.close()
})

test('what is asked for in vain is counted, with the host that linked to it', async () => {
  const guest = archive.guest()
  const referer = 'https://rec-list.example/page?who=me'
  await guest.send('GET', '/links.php?cat=3', { headers: { referer } })
  await guest.get('/links.php?cat=3')
  await guest.get('/archive/stats.html')
  await guest.get('/viewstory.php?sid=77')
  await guest.get('/forum/index.php?topic=3')
  await guest.send('HEAD', '/head.php')
  await guest.get('/no-old-address')
  await guest.get('/archive/skins/blue/style.css')
  assert.deepEqual(await counted(), {
    '/links.php?cat=3': 2,
    '/archive/stats.html': 1,
    '/forum/index.php?topic=3': 1,
    '/viewstory.php?sid=77': 1,
  })
  await guest.get('/links.php?cat=3')
  assert.equal((await counted())['/links.php?cat=3'], 3)
  const row = await home.db.selectFrom('missed_address').where('hits', '=', 3).selectAll().executeTakeFirstOrThrow()
  assert.equal(row.referrer_host, 'rec-list.example')
})

test('a flood of addresses neither fills the table nor is written one by one', async () => {
  for (const junk of [
    '/wp-login.php',
    '/wp-content/x.php',
    '/xmlrpc.php',
    '/archive/.env',
    '/a/phpMyAdmin/index2.php',
    '/shell.php',
  ])
    await archive.guest().get(junk)
  assert.deepEqual(await counted(), {})

  await archive.guest().get('/kept.php')
  await archive.guest().get('/kept.php')
  await flushMisses(home.db)
  home.queries.length = 0
  for (let index = 0; index < 5000; index++) countMiss(home.db, { address: `/flood.php?n=${index}` }, NOON + index)
  assert.equal(home.queries.length, 0)
  await flushMisses(home.db)
  assert.ok(home.queries.length < 8)
  const first = await counted()
  assert.ok(Object.keys(first).length < 400)

  for (let round = 0; round < 20; round++) {
    for (let index = 0; index < 300; index++) countMiss(home.db, { address: `/round${round}.php?n=${index}` }, NOON)
    await flushMisses(home.db)
  }
  const rows = await counted()
  assert.equal(Object.keys(rows).length, MOST_KEPT)
  assert.equal(rows['/kept.php'], 2)
  assert.ok(countLong() <= 500)

  function countLong(): number {
    return Math.max(...Object.keys(rows).map((address) => address.length))
  }
})

test('a very long address is kept short', async () => {
  await archive.guest().get(`/long.php?${'a'.repeat(3000)}%E2%98%83`)
  const [address] = Object.keys(await counted())
  assert.equal(address!.length, 500)
})

test('an owner leads an address to a page, and it stays so', async () => {
  const olga = await archive.as(cast.olga)
  for (const address of ['/links.php?cat=3', '/links.php?cat=3', '/faq.php']) await archive.guest().get(address)
  const list = await olga.get(LIST)
  assert.deepEqual(list.texts('code').slice(0, 2), ['/links.php?cat=3', '/faq.php'])
  assert.ok(list.has('asked for 2 times'))

  for (const leadsTo of [
    '',
    'nowhere',
    '//evil.example',
    'https://evil.example/',
    '/\\evil',
    '/viewstory.php?sid=1',
    '/a b',
    'x'.repeat(600),
  ]) {
    const page = await olga.post(LIST, { address: '/links.php?cat=3', leadsTo, intent: 'map' })
    assert.equal(page.status, 422, leadsTo)
    assert.ok(page.has('Give a page of this archive'), leadsTo)
  }
  assert.ok(
    (
      await olga.post(LIST, {
        address: '/links.php?cat=3',
        leadsTo: 'http://archive.example/browse?x=1',
        intent: 'map',
      })
    ).has('Saved.'),
  )
  const led = await archive.guest().get('/links.php?cat=3')
  assert.deepEqual([led.status, led.location], [301, '/browse?x=1'])
  assert.equal((await archive.guest().get('/links.php?cat=4')).status, 404)
  await olga.post(LIST, { address: '/faq.php', leadsTo: '/pages/help', intent: 'map' })
  assert.equal((await archive.guest().get('/faq.php?q=7')).location, '/pages/help')

  assert.deepEqual((await olga.get(`${LIST}?show=mapped`)).texts('code').slice(0, 2), ['/links.php?cat=3', '/faq.php'])
  const act = await home.db
    .selectFrom('audit_entry')
    .where('action', '=', 'old address led to a page')
    .select('detail')
    .execute()
  assert.equal(act.length, 2)
})

test('what was dismissed is listed no more, however often it is asked for', async () => {
  const olga = await archive.as(cast.olga)
  await archive.guest().get('/links.php')
  await olga.get(LIST)
  await olga.post(LIST, { address: '/links.php', intent: 'dismiss' })
  await archive.guest().get('/links.php')
  assert.ok(!(await olga.get(LIST)).has('/links.php'))
  assert.equal((await olga.post(LIST, { address: '/unheard-of.php', intent: 'dismiss' })).status, 404)
})

test('an owner adds a host that the site was known by, and takes it away', async () => {
  const olga = await archive.as(cast.olga)
  assert.ok((await olga.get(LIST)).has('old.example/archive'))
  for (const site of ['', 'localhost', 'mailto:x@y.example'])
    assert.equal((await olga.post(`${LIST}/sites`, { source: 'old', site })).status, 422, site)
  assert.equal((await olga.post(`${LIST}/sites`, { source: 'none', site: 'http://a.example' })).status, 422)
  const page = await olga.post(`${LIST}/sites`, { source: 'old', site: 'http://www.Older.example/fic/index.php' })
  assert.ok(page.has('older.example/fic'))
  assert.equal((await archive.guest().get('/fic')).location, '/')
  const remove = await home.db.selectFrom('old_site').where('by_owner', '=', 1).select('id').executeTakeFirstOrThrow()
  assert.ok(!(await olga.post(`${LIST}/sites`, { remove: remove.id })).has('older.example'))
  const moved = await home.db.selectFrom('old_site').select('id').executeTakeFirstOrThrow()
  assert.equal((await olga.post(`${LIST}/sites`, { remove: moved.id })).status, 404)
})

test('only owners and admins see and change where old addresses lead', async () => {
  await archive.guest().get('/links.php')
  await flushMisses(home.db)
  assert.match((await archive.guest().get(LIST)).location!, /^\/login/)
  for (const member of [cast.rui, cast.mo]) {
    const visitor = await archive.as(member)
    assert.equal((await visitor.get(LIST)).status, 403)
    assert.equal((await visitor.post(LIST, { address: '/links.php', leadsTo: '/works', intent: 'map' })).status, 403)
    assert.equal((await visitor.post(`${LIST}/sites`, { source: 'old', site: 'http://a.example' })).status, 403)
  }
  const ann = await archive.as(await aMember(home.db, 'Ann', 'admin'))
  assert.equal((await ann.get(LIST)).status, 200)
  forgetOldSites(home.db)
})
