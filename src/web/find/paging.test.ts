import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { anApp, type Page, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { refreshWorks } from '../../works/refresh-work.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let last = NOON

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  archive = await anApp(home.db)
  await changeSettings(home.db, { worksPerPage: 5 }, NOON)
  for (let made = 1; made <= 17; made++) await tell(`W${String(made).padStart(2, '0')}`)
})
after(() => home.close())

const tell = (title: string, language = 'en') =>
  aWork(home.db, { by: cast.ada, tagIds: [cast.fandom.holmes], title, language, postedAt: (last += 1000) })

const titles = (page: Page) => page.texts('.blurb-title').map((title) => title.split(' ')[0]!)
const next = (page: Page) => page.link('Next page')
const previous = (page: Page) => page.link('Previous page')

const LISTS = [
  '/works',
  '/browse/fandoms/books',
  '/authors/ada',
  '/works?with=fandoms/books',
  '/works?sort=published',
  '/works?sort=title&order=down',
  '/works?sort=words',
]

test('going forward, nobody sees a work twice or misses one that was there, whatever is posted meanwhile', async () => {
  for (const [index, list] of LISTS.entries()) {
    const guest = archive.guest()
    const before = await readAll(list)
    let page = await guest.get(list)
    const seen = titles(page)
    for (let turn = 0; next(page) !== null; turn++) {
      // A language of its own, so that it is known which works came meanwhile.
      await tell(`N${index}${turn}`)
      page = await guest.get(next(page)!)
      assert.ok(page.status === 200 && turn < 20, list)
      seen.push(...titles(page))
    }
    assert.equal(new Set(seen).size, seen.length, `${list}: ${seen.join()}`)
    assert.deepEqual(
      before.filter((title) => !seen.includes(title)),
      [],
      list,
    )
  }
})

async function readAll(list: string): Promise<string[]> {
  const guest = archive.guest()
  let page = await guest.get(list)
  const all = titles(page)
  while (next(page) !== null) all.push(...titles((page = await guest.get(next(page)!))))
  return all
}

test('going back leads over everything to the very first work', async () => {
  const guest = archive.guest()
  const first = await guest.get('/works')
  let page = await guest.get(next(first)!)
  for (let turn = 0; turn < 3; turn++) await tell(`B${turn}`)
  page = await guest.get(previous(page)!)
  assert.deepEqual(titles(page), titles(first), 'the same works as before')
  page = await guest.get(previous(page)!)
  assert.deepEqual(titles(page), ['B2', 'B1', 'B0'])
  assert.equal(previous(page), null)
  assert.deepEqual(titles(await guest.get(next(page)!)), titles(first))
})

test('numbers lead to where they say', async () => {
  const guest = archive.guest()
  const all = await readAll('/works')
  const page = await guest.get('/works')
  assert.equal(page.link('3'), '/works?page=3')
  assert.deepEqual(titles(await guest.get('/works?page=3')), all.slice(10, 15))
  assert.ok((await guest.get('/works?page=3')).has('Page 3 of'))
  const beyond = await guest.get('/works?page=999')
  assert.ok(beyond.has('This list has fewer pages.') && beyond.link('To its first page') === '/works')
  assert.ok(!beyond.has('Page 999') && next(beyond) === null && previous(beyond) === null)
})

test('a work that is gone still marks where to go on', async () => {
  const guest = archive.guest()
  const [first, all] = [await guest.get('/works'), await readAll('/works')]
  await home.db.updateTable('work').set({ hidden_at: NOON, audience: 0 }).where('title', '=', all[4]!).execute()
  assert.deepEqual(titles(await guest.get(next(first)!)), all.slice(5, 10))
})

test('a list that cannot tell any more where a work stood goes on at the page that was asked for', async () => {
  const guest = archive.guest()
  while (await archive.parts.textSearch.keepUp());
  for (const list of ['/works?sort=title', '/browse/titles', '/search?q=summary']) {
    const all = await readAll(list)
    const second = await guest.get(next(await guest.get(list))!)
    await home.db.updateTable('work').set({ hidden_at: NOON }).where('title', '=', all[9]!).execute()
    const rows = await home.db.selectFrom('work').where('title', '=', all[9]!).select('id').execute()
    await refreshWorks(
      home.db,
      rows.map(({ id }) => id),
    )
    while (await archive.parts.textSearch.keepUp());
    const third = await guest.get(next(second)!)
    assert.deepEqual(titles(third).slice(0, 4), all.slice(11, 15), list)
    assert.ok(third.has('Page 3 of'), list)
  }
})
