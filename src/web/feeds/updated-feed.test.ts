import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY, aCast, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
})
after(() => home.close())

interface Item {
  title: string
  link: string
  guid: string
  description: string | null
  creators: string[]
}

/** A small reader of well-formed XML: refuses what does not nest or is not escaped. */
function read(xml: string): Item[] {
  const open: string[] = []
  const items: Record<string, string[]>[] = []
  let text = ''
  for (const [piece] of xml.matchAll(/<[^>]*>|[^<]+/g)) {
    if (piece.startsWith('<?')) continue
    if (!piece.startsWith('<')) {
      assert.ok(!/&(?!(?:amp|lt|gt|quot|#39);)/.test(piece), piece)
      text += piece
    } else if (piece.startsWith('</')) {
      const name = piece.slice(2, -1)
      assert.equal(open.pop(), name)
      if (open.at(-1) === 'item') (items.at(-1)![name] ??= []).push(unescaped(text))
      text = ''
    } else if (!piece.endsWith('/>')) {
      const name = /^<([\w:]+)/.exec(piece)![1]!
      open.push(name)
      if (name === 'item') items.push({})
      text = ''
    }
  }
  assert.deepEqual(open, [])
  return items.map((item) => ({
    title: item.title![0]!,
    link: item.link![0]!,
    guid: item.guid![0]!,
    description: item.description?.[0] ?? null,
    creators: item['dc:creator'] ?? [],
  }))
}

function unescaped(text: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name]!)
}

test('the feed stays a feed, at its old address in any folder and at its own', async () => {
  const { db } = home
  const { general, members, explicit, mature } = cast.ratings
  const summary = '<p>Tea &amp; <a href="/works/1">toast</a></p>'
  const open = await aWork(db, {
    by: cast.ada,
    title: 'Salt & <Pepper>',
    ratingId: general,
    summary,
    postedAt: NOON + 4,
  })
  await aWork(db, { by: cast.ada, title: 'For members', ratingId: members, postedAt: NOON + 3 })
  await aWork(db, { by: cast.bea, title: 'Of age', ratingId: explicit, summary: '<p>Secret</p>', postedAt: NOON + 2 })
  await aWork(db, { by: cast.bea, title: 'With a warning', ratingId: mature, postedAt: NOON + 1 })
  await aWork(db, { by: cast.ada, title: 'Hidden', hiddenAt: NOON })
  await aWork(db, { by: cast.ada, title: 'A draft', postedAt: null })

  const guest = archive.guest()
  const pages = []
  for (const address of ['/rss.php', '/archive/rss.php?type=ST&uid=3', '/feeds/updated.rss'])
    pages.push(await guest.get(address))
  // What a logged-in moderator fetches is what everybody would.
  pages.push(await (await archive.as(cast.mo)).get('/rss.php'))
  for (const page of pages) {
    assert.equal(page.status, 200)
    assert.match(page.response.headers.get('content-type')!, /^application\/rss\+xml/)
    assert.equal(page.body, pages[0]!.body)
  }
  const items = read(pages[0]!.body)
  assert.deepEqual(
    items.map(({ title, description }) => [title, description]),
    [
      ['Salt & <Pepper> by Ada [General]', '<p>Tea &amp; <a href="http://archive.example/works/1">toast</a></p>'],
      ['Of age by Bea [Explicit]', null],
      ['With a warning by Bea [Mature]', '<p>A summary.</p>'],
    ],
  )
  assert.equal(items[0]!.link, `http://archive.example/works/${open.workId}`)
  assert.deepEqual(items[0]!.creators, ['Ada'])
  assert.equal(new Set(items.map(({ guid }) => guid)).size, 3)
})

test('a reader that has the feed already is told so, until a work is updated', async () => {
  const guest = archive.guest()
  const etag = (await guest.get('/rss.php')).response.headers.get('etag')!
  const ask = () => guest.send('GET', '/rss.php', { headers: { 'if-none-match': `"x", W/${etag}` } })
  const known = await ask()
  assert.deepEqual([known.status, known.body], [304, ''])
  const before = read((await guest.get('/rss.php')).body)
  await aWork(home.db, { by: cast.ada, title: 'Newest', postedAt: NOON + DAY })
  const page = await ask()
  assert.equal(page.status, 200)
  assert.equal(read(page.body).length, before.length + 1)
})

test('at most the twenty last, with links to the archive’s own address', async () => {
  await changeSettings(home.db, { address: 'https://stories.example', name: 'A & B' }, NOON)
  for (let index = 0; index < 25; index++) await aWork(home.db, { by: cast.ada, postedAt: NOON + 2 * DAY + index })
  const { body } = await archive.guest().get('/rss.php')
  const items = read(body)
  assert.equal(items.length, 20)
  assert.ok(items.every(({ link }) => link.startsWith('https://stories.example/works/')))
  assert.ok(body.includes('<title>A &amp; B</title>'))
})

test('home tells feed readers where the feed is', async () => {
  const page = await archive.guest().get('/')
  assert.match(page.body, /<link rel="alternate" type="application\/rss\+xml" href="\/feeds\/updated.rss"/)
})

test('an archive without works has an empty feed', async () => {
  const fresh = await openTestDatabase()
  const page = await (await anApp(fresh.db)).guest().get('/rss.php')
  assert.equal(page.status, 200)
  assert.deepEqual(read(page.body), [])
  await fresh.close()
})
