// What stands in nobody's lists must not be counted there either: not a letter of any page differs.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, type Cast, NOON } from '../../test/cast.ts'
import { anApp, type TestApp } from '../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { refreshWorks } from '../works/refresh-work.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
  await aTale('One for everybody')
})
after(() => home.close())

function aTale(title: string) {
  const tagIds = [cast.fandom.holmes, cast.character.watson]
  return aWork(home.db, { title, by: cast.ada, tagIds, chapters: [{ title: 'Dusk', html: '<p>Wick.</p>' }] })
}

const PLACE: Readonly<Record<string, string>> = {
  slug: 'ada',
  vocabulary: 'fandoms',
  tag: 'sherlock-holmes',
  format: 'html',
}

/** Every page that is about more than one thing, as guests find it. */
async function readLists(): Promise<Map<string, string>> {
  const lists = archive.app.routes
    .filter(({ method, path }) => method === 'GET' && !path.includes('*'))
    .map(({ path }) => path.replaceAll(/:(\w+)(?:\{[^/]*\})?/g, (_, name: string) => PLACE[name] ?? 'odd'))
  const pages = new Map<string, string>()
  for (const address of new Set([...lists, '/opds/search?query=tale', '/opds/v2/works?sort=words'])) {
    const { status, body } = await archive.guest().get(address)
    if (status === 200) pages.set(address, body)
  }
  return pages
}

test('a work in nobody’s lists changes no list, count, catalogue, feed or book', async () => {
  const lists = await readLists()
  for (const address of ['/opds', '/opds/v2/works', '/authors/ada/feed.json', '/authors/ada/books/html'])
    assert.ok(lists.has(address), address)
  const standings = [{ posted_at: null }, { posted_at: null, held_at: NOON }, { hidden_at: NOON }, { deleted_at: NOON }]
  for (const standing of [...standings, { members_only: 1 }]) {
    const { workId } = await aTale('A tale apart')
    await home.db.updateTable('work').set(standing).where('id', '=', workId).execute()
    await refreshWorks(home.db, [workId])
    for (const [address, body] of await readLists())
      assert.equal(body, lists.get(address), `${JSON.stringify(standing)} at ${address}`)
  }
})

test('and one that is for everybody changes them', async () => {
  const lists = await readLists()
  await aTale('Another tale for everybody')
  const now = await readLists()
  for (const address of ['/opds/v2/works', '/authors/ada/feed.json', '/authors/ada/books/html', '/authors/ada'])
    assert.notEqual(now.get(address), lists.get(address), address)
})
