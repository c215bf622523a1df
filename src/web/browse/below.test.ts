import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork } from '../../../test/cast.ts'
import { anApp, type Page } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const app = await anApp(db)
after(close)

const places = await aVocabulary(db, 'places', 'facet', { closed: 0 })
const sea = await aTag(db, places, 'Sea')
const island = (number: number) => `Island ${String(number).padStart(3, '0')}`
const islands: number[] = []
for (let number = 1; number <= 120; number++) islands.push(await aTag(db, places, island(number)))
const [secret, cove] = [await aTag(db, places, 'Secret Island'), await aTag(db, places, 'Cove')]
const pairs = [...islands, secret].map((tag_id) => ({ tag_id, parent_id: sea }))
await db
  .insertInto('tag_parent')
  .values([...pairs, { tag_id: cove, parent_id: islands[0]! }])
  .execute()
await aWork(db, { by: cast.ada, tagIds: [...islands, cove] })
for (const tag of [islands[99]!, islands[99]!, islands[110]!]) await aWork(db, { by: cast.ada, tagIds: [tag] })
await aWork(db, { by: cast.ada, tagIds: [secret], postedAt: null })

const seaPage = paths.tag({ vocabulary: 'places', tag: 'sea' })
const linesOf = (page: Page) => page.texts('li').filter((line) => / works?$/.test(line))
const below = { vocabulary: 'places', tag: 'sea' }

test('a tag shows the most used of what stands directly below it, and leads to all of it', async () => {
  const page = await app.guest().get(seaPage)
  const shown = linesOf(page)
  assert.equal(shown.length, 30)
  assert.deepEqual(shown.slice(0, 3), [`${island(100)} 3 works`, `${island(111)} 2 works`, `${island(1)} 1 work`])
  assert.equal(page.link('All 120 below Sea'), paths.belowTag(below))
  assert.ok(!page.text('.below').includes('Cove'))
})

test('all that stands directly below a tag has pages of its own, in the order of its kind', async () => {
  const guest = app.guest()
  const first = await guest.get(paths.belowTag(below))
  assert.equal(first.status, 200)
  assert.deepEqual(first.texts('h1'), ['Below Sea'])
  assert.deepEqual([linesOf(first).length, linesOf(first)[0]], [100, `${island(1)} 1 work`])
  assert.equal(first.link('Sea'), seaPage)
  const second = await guest.get(first.link('Next page')!)
  assert.deepEqual([linesOf(second).length, linesOf(second)[19]], [20, `${island(120)} 1 work`])
  const past = await guest.get(paths.belowTag(below, { page: 9 }))
  assert.ok(past.has('This list has fewer pages.') && !past.has('Page 9'))
})

test('what only a draft is tagged with stands below nothing', async () => {
  for (const visitor of [app.guest(), await app.as(cast.rui)])
    for (const path of [seaPage, paths.belowTag(below), paths.belowTag(below, { page: 2 })])
      assert.ok(!(await visitor.get(path)).body.includes('Secret Island'), path)
})

test('a few tags below stand there in their order, and nothing below says so', async () => {
  const guest = app.guest()
  const first = await guest.get(paths.tag({ vocabulary: 'places', tag: 'island-001' }))
  assert.deepEqual(linesOf(first), ['Cove 1 work'])
  assert.equal(first.link('All 1 below Island 001'), null)
  const none = await guest.get(paths.belowTag({ vocabulary: 'places', tag: 'cove' }))
  assert.ok(none.has('Nothing below Cove has works.'))
  assert.equal((await guest.get(paths.belowTag({ vocabulary: 'places', tag: 'nothing' }))).status, 404)
  const bare = await aTag(db, places, 'Bare Island')
  await db.insertInto('tag_parent').values({ tag_id: bare, parent_id: cove }).execute()
  const unused = await guest.get(paths.belowTag({ vocabulary: 'places', tag: 'cove' }))
  assert.ok(unused.has('Nothing below Cove has works.') && !unused.has('Bare Island'))
})

test('what stands below a synonym is what stands below its tag', async () => {
  const ocean = await aTag(db, places, 'Ocean')
  await db.updateTable('tag').set({ canonical_id: sea }).where('id', '=', ocean).execute()
  const answer = await app.guest().get(paths.belowTag({ vocabulary: 'places', tag: 'ocean' }))
  assert.deepEqual([answer.status, answer.location], [302, paths.belowTag(below)])
})
