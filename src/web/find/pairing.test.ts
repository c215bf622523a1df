// Works of which a pairing is the main one, not one of several: by address, by typed name, and under its other names.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, NOON } from '../../../test/cast.ts'
import { anApp, type Page, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'

let home: TestDatabase
let guest: Visitor

before(async () => {
  home = await openTestDatabase()
  const { ada, fandom } = await aCast(home.db)
  guest = (await anApp(home.db)).guest()
  const pairs = await aVocabulary(home.db, 'pairs', 'facet', { closed: 0 })
  await home.db.updateTable('vocabulary').set({ role: 'relationship' }).where('id', '=', pairs).execute()
  const lamps = await aTag(home.db, pairs, 'Lamp and Wick')
  const ships = await aTag(home.db, pairs, 'Ship and Sea')
  const wicks = await aTag(home.db, pairs, 'Wick and Lamp, always')
  await home.db.updateTable('tag').set({ canonical_id: lamps }).where('id', '=', wicks).execute()
  await home.db.updateTable('tag').set({ slug: 'wick-and-lamp' }).where('id', '=', wicks).execute()
  let told = 0
  const tell = (title: string, tagIds: number[]) =>
    aWork(home.db, { by: ada, title, tagIds: [...tagIds, fandom.holmes], postedAt: NOON + ++told })
  await tell('Beside', [ships, lamps])
  await tell('Main', [lamps, ships])
  await tell('Other name', [wicks])
  await tell('None', [])
})
after(() => home.close())

const titles = (page: Page) => page.texts('.blurb-title').map((title) => title.replace(/ by .*/, ''))

test('only works of which it is the main pairing are found, whatever they call it', async () => {
  const page = await guest.get('/works?pairing=pairs/lamp-and-wick')
  assert.deepEqual(titles(page), ['Other name', 'Main'])
  assert.equal(page.text('h2.total'), '2 works')
  assert.deepEqual(titles(await guest.get('/works?pairing=pairs/wick-and-lamp')), ['Other name', 'Main'])
  assert.deepEqual(titles(await guest.get('/works?pairing=pairs/ship-and-sea')), ['Beside'])
  assert.deepEqual(titles(await guest.get('/works?with=pairs/lamp-and-wick')), ['Other name', 'Main', 'Beside'])
  assert.deepEqual(titles(await guest.get('/browse/fandoms/books?pairing=pairs/ship-and-sea')), ['Beside'])
})

test('it stands in a chip and in the panel, and can be taken away again', async () => {
  const page = await guest.get('/works?pairing=pairs/lamp-and-wick&sort=words')
  assert.match(page.text('ul.chips'), /^main pairing:? ?Lamp and Wick ×$/i)
  assert.equal(page.field('pairing'), 'pairs/lamp-and-wick')
  assert.ok(page.links().includes('/works?sort=words'))
})

test('its name is typed into the panel, and a name that leads nowhere is told beside it', async () => {
  assert.equal((await guest.get('/works?pairing-named=LAMP+and+wick')).location, '/works?pairing=pairs/lamp-and-wick')
  assert.equal(
    (await guest.get('/works?pairing-named=wick+and+lamp%2C+always')).location,
    null,
    'a comma parts names, and the first of them leads nowhere',
  )
  const unknown = await guest.get('/works?pairing-named=Nobody')
  assert.deepEqual([unknown.status, unknown.has('There is nothing called “Nobody” here.')], [422, true])
  assert.equal(unknown.field('pairing-named'), 'Nobody')
})

test('one that is not there, or is ruled out at once, leaves an empty list with the reason', async () => {
  for (const [query, words] of [
    ['pairing=pairs/nobody', 'This archive has no tag at “pairs/nobody”.'],
    ['pairing=pairs/lamp-and-wick&without=pairs/lamp-and-wick', 'You ask for “Lamp and Wick” and rule it out at once'],
  ] as const) {
    const page = await guest.get(`/works?${query}`)
    assert.deepEqual([page.status, titles(page), page.has(words)], [200, [], true], page.text('.found'))
  }
})
