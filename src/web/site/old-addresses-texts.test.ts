// Links to the old site in texts of every kind, as the pages that show them lead on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { tinySite } from '../../../test/tiny-site.ts'
import { importSite } from '../../import/efiction/import-site.ts'

let home: TestDatabase
let archive: TestApp
let work: string
let chapter: string

const link = (words: string) =>
  `<a href="http://www.tiny.example/archive/viewstory.php?sid=2&amp;chapter=2">${words}</a>`

before(async () => {
  home = await openTestDatabase()
  const dump = tinySite({
    settings: [{ anonreviews: 1 }],
    authors: [{ bio: `See ${link('bio link')} and <a href="viewuser.php?uid=1">me</a>.` }],
    stories: [
      {
        sid: 1,
        title: 'First',
        summary: `After ${link('summary link')}.`,
        storynotes: `By ${link('work notes link')}.`,
      },
      { sid: 2, title: 'Second' },
    ],
    chapters: [
      {
        chapid: 1,
        sid: 1,
        notes: `A ${link('notes link')}.`,
        endnotes: 'The <a href="../viewstory.php?sid=2&amp;chapter=2">end notes link</a>.',
        storytext: `<p>Before ${link('text link')}, <a href="viewstory.php?sid=2#2">relative link</a>, <a href="https://www.tiny.example/forum/">forum</a>, <a href="#note">down</a>.</p><p id="note">Note.</p>`,
      },
      { chapid: 2, sid: 2, inorder: 1 },
      { chapid: 3, sid: 2, inorder: 2 },
    ],
    reviews: [
      { reviewid: 1, review: `Like ${link('review link')}!` },
      { reviewid: 2, item: 2, chapid: 3, review: 'No links.' },
    ],
  })
  await importSite(home.db, { dump, now: Date.UTC(2026, 10, 22) })
  archive = await anApp(home.db)
  const guest = archive.guest()
  work = (await guest.get('/viewstory.php?sid=1')).location!
  chapter = (await guest.get('/viewstory.php?chapid=1')).location!
})
after(() => home.close())

async function follow(page: string, words: string): Promise<string> {
  const address = (await archive.guest().get(page)).link(words)
  assert.ok(address !== null && address.startsWith('/'), `${page}: ${words} ${address}`)
  const led = await archive.guest().get(address)
  assert.equal(led.status, 301, address)
  return led.location! + (/#.*/.exec(address)?.[0] ?? '')
}

test('links to the old site lead on from wherever they are shown', async () => {
  const second = (await archive.guest().get('/viewstory.php?chapid=3')).location!
  const shown: Array<[string, string]> = [
    [chapter, 'text link'],
    [chapter, 'notes link'],
    [chapter, 'end notes link'],
    [chapter, 'work notes link'],
    [work, 'summary link'],
    ['/works', 'summary link'],
    ['/', 'summary link'],
    [`${work}/whole`, 'text link'],
    [`${work}/print`, 'text link'],
    [`${work}/reviews`, 'review link'],
    ['/authors/wren', 'bio link'],
  ]
  for (const [page, words] of shown) assert.equal(await follow(page, words), second, `${page}: ${words}`)
  assert.equal(await follow('/authors/wren', 'me'), '/authors/wren')
  assert.equal(await follow(chapter, 'relative link'), `${second.replace(/\/chapters.*/, '')}#2`)
})

test('a feed reader, which knows no folder to start from, is led on too', async () => {
  const { body } = await archive.guest().get('/rss.php')
  const link = 'http://archive.example/archive/viewstory.php?sid=2&amp;chapter=2'
  assert.ok(body.includes(link.replaceAll('&', '&amp;')), body)
})

test('other links in the same texts are left alone', async () => {
  const page = await archive.guest().get(chapter)
  assert.equal(page.link('forum'), 'https://www.tiny.example/forum/')
  assert.equal(page.link('down'), '#t-note')
})

test('links cost a page no query', async () => {
  await archive.guest().get(chapter)
  const second = (await archive.guest().get('/viewstory.php?chapid=3')).location!
  const costs = []
  for (const page of [chapter, second]) {
    home.queries.length = 0
    await archive.guest().get(page)
    costs.push(home.queries.filter((query) => !/read_count|"setting"/.test(query)).length)
  }
  assert.ok(costs[0]! > 0)
  assert.equal(costs[0], costs[1])
})
