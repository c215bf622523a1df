import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { CHECKERS } from '../../../test/feed-checker.ts'
import { changePreferences } from '../../people/change-preferences.ts'
import { follow } from '../../reading/follow.ts'
import { changeSettings } from '../../site/settings.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let rui: Visitor

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
  rui = await archive.as(cast.rui)
  const { ada, bea, ratings } = cast
  const chapter = { title: 'Chapterword', html: '<p>Textword</p>' }
  const works = [
    {
      by: ada,
      title: 'Open',
      chapters: [
        { ...chapter, postedAt: NOON - DAY },
        { title: '', postedAt: NOON },
      ],
    },
    { by: ada, title: 'For members', ratingId: ratings.members, postedAt: NOON - 2 * DAY },
    {
      by: ada,
      title: 'Of age',
      ratingId: ratings.explicit,
      summary: '<p>Adultsummary</p>',
      chapters: [{ ...chapter, postedAt: NOON - 3 * DAY }],
    },
    { by: ada, title: 'Secretdraft', postedAt: null },
    { by: ada, title: 'Secrethidden', hiddenAt: NOON },
    { by: bea, title: 'Followed', postedAt: NOON - 4 * DAY },
    { by: bea, title: 'Not followed', postedAt: NOON - 5 * DAY },
  ]
  await changeSettings(home.db, { feedTexts: 'texts' }, NOON)
  for (const work of works) {
    const { workId } = await aWork(home.db, work)
    if (work.title === 'Followed') await follow(home.db, cast.rui, { kind: 'work', workId }, NOON)
  }
  await follow(home.db, cast.rui, { kind: 'author', pseudId: ada.pseudId, accountId: ada.accountId }, NOON)
})
after(() => home.close())

async function makeAddress(): Promise<string> {
  const page = await rui.send('POST', '/account/following/feed')
  assert.equal(page.response.headers.get('cache-control'), 'no-store')
  const [, atom] = /<code>(http[^<]*feed\.atom)</.exec(page.body)!
  return atom!
}

const read = async (address: string) => {
  const page = await archive.guest().get(address)
  assert.equal(page.status, 200)
  return CHECKERS.atom(page.body).entries
}

test('a member’s own feed has the new chapters of what they follow, and no texts', async () => {
  const address = await makeAddress()
  const entries = await read(address)
  assert.deepEqual(
    entries.map(({ title }) => title),
    ['Open: Chapter 2', 'Open: Chapterword', 'For members: Chapter 1', 'Of age: Chapter 1', 'Followed: Chapter 1'],
  )
  const page = await archive.guest().get(address)
  assert.ok(!/Textword|Adultsummary|Secret/.test(page.body))
  assert.match(page.response.headers.get('cache-control')!, /private/)
  for (const format of ['rss', 'json'] as const) {
    const { body } = await archive.guest().get(address.replace(/atom$/, format))
    assert.equal(CHECKERS[format](body).entries.length, 5)
  }
  await changePreferences(home.db, cast.rui, { ageConsent: true })
  assert.ok((await read(address)).some(({ title }) => title === 'Of age: Chapterword'))
  await changePreferences(home.db, cast.rui, { ageConsent: false })
})

test('an address is shown once, replaced by the next, and taken back', async () => {
  const first = await makeAddress()
  const page = await rui.get('/account/following')
  assert.ok(page.has('You made an address on 15 January 2026.') && !page.body.includes(first))
  const second = await makeAddress()
  assert.equal((await archive.guest().get(first)).status, 404)
  assert.equal((await archive.guest().get(second)).status, 200)
  await home.db.updateTable('account').set({ state: 'locked' }).where('id', '=', cast.rui.accountId).execute()
  assert.equal((await archive.guest().get(second)).status, 404)
  await home.db.updateTable('account').set({ state: 'active' }).where('id', '=', cast.rui.accountId).execute()
  assert.ok((await rui.post('/account/following/feed/revoke')).has('Make an address'))
  assert.equal((await archive.guest().get(second)).status, 404)
  assert.equal((await archive.guest().send('POST', '/account/following/feed')).status, 303)
})

test('the feed costs the same queries for one chapter as for many', async () => {
  const address = await makeAddress()
  const cost = async () => {
    await archive.guest().get(address)
    home.queries.length = 0
    await archive.guest().get(address)
    return home.queries.length
  }
  const few = await cost()
  for (let index = 0; index < 10; index++) await aWork(home.db, { by: cast.ada, title: `Work ${index}` })
  assert.equal(await cost(), few)
})
