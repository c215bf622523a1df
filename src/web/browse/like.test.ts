import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aMember, aTag, aVocabulary, aWork, NOON } from '../../../test/cast.ts'
import { anApp, type Page } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import type { Member } from '../../people/viewer.ts'
import { hide } from '../../reading/hiding/hide.ts'
import { makeShelf } from '../../reading/keep-shelf.ts'
import { putOnShelf } from '../../reading/put-on-shelf.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const app = await anApp(db)
after(close)

const tags = await aVocabulary(db, 'tags', 'facet')
const secrets = await aVocabulary(db, 'secrets', 'facet')
await db.updateTable('vocabulary').set({ spoiler: 1 }).where('id', '=', secrets).execute()
const lighthouse = await aTag(db, tags, 'Lighthouse')
const slowBurn = await aTag(db, tags, 'Slow Burn')
const common = await aTag(db, tags, 'Common')
const death = await aTag(db, secrets, 'Everybody Dies')
const beacon = await aTag(db, tags, 'Beacon')
await db.updateTable('tag').set({ canonical_id: lighthouse }).where('id', '=', beacon).execute()

const work = async (title: string, tagIds: number[], more: object = {}) =>
  (await aWork(db, { by: cast.bea, title, tagIds, ...more })).workId
const subject = await work('The Lamp', [beacon, slowBurn, common, death], { by: cast.ada })
const twin = await work('Twin', [lighthouse, slowBurn, common, death])
const cousin = await work('Cousin', [slowBurn, common])
await work('Stranger', [common])
for (let number = 0; number < 5; number++) await work(`Common ${number}`, [common])
await work('Own', [lighthouse, slowBurn], { by: cast.ada })
await work('DRAFT', [lighthouse, slowBurn, common], { postedAt: null })
await work('Of members', [lighthouse, slowBurn, common], { ratingId: cast.ratings.members })

const readers: Member[] = []
for (const name of ['Uma', 'Vic', 'Wim', 'Xan']) readers.push(await aMember(db, name))
const shelves = new Map<string, string>()
const keep = async (member: Member, workId: number, name: 'Open' | 'Closed') => {
  const key = `${member.name} ${name}`
  if (!shelves.has(key)) shelves.set(key, await makeShelf(db, member, { name, isPublic: name === 'Open' }, NOON))
  await putOnShelf(db, member, { workId, shelf: shelves.get(key)! }, NOON)
}
const kudos = async (member: Member, workId: number) => {
  const row = { work_id: workId, account_id: member.accountId, guest_key: null, created_at: NOON }
  await db.insertInto('kudos').values(row).execute()
}
const far = await work('Far away', [])
const closed = await work('On closed shelves', [])
const few = await work('Of two people', [])
for (const [index, reader] of readers.entries()) {
  if (index === 0) await kudos(reader, subject)
  else await keep(reader, subject, 'Open')
  await (index === 1 ? kudos(reader, far) : keep(reader, far, 'Open'))
  await keep(reader, closed, 'Closed')
  if (index < 2) await keep(reader, few, 'Open')
}

const titles = (page: Page) => page.texts('.blurb-title').map((text) => text.replace(/ by .*/, ''))
const similar = paths.similarWorks({ work: subject })
const liked = paths.alsoLiked({ work: subject })

test('works that share rare tags come first, with the reason, and synonyms count', async () => {
  const page = await app.guest().get(similar)
  assert.deepEqual(titles(page).slice(0, 3), ['Twin', 'Far away', 'Cousin'])
  const [twins, faraway] = page.texts('.why')
  assert.equal(twins, 'Both have: Lighthouse, Slow Burn, Common')
  assert.equal(faraway, '2 readers keep both')
  assert.ok(page.texts('.why').every((why) => !why.includes('Everybody Dies')))
})

test('what is not for the viewer, by the same authors, or hidden by them is not among them', async () => {
  for (const absent of ['Own', 'DRAFT', 'Of members', 'On closed shelves', 'The Lamp'])
    assert.ok(!titles(await app.guest().get(similar)).includes(absent), absent)
  const rui = await app.as(cast.rui)
  assert.ok(titles(await rui.get(similar)).includes('Of members'))
  await hide(db, cast.rui, [{ kind: 'work', id: twin }], NOON)
  assert.ok(!titles(await rui.get(similar)).includes('Twin'))
  assert.ok(titles(await app.guest().get(similar)).includes('Twin'))
})

test('they can be narrowed like every list', async () => {
  assert.deepEqual(titles(await app.guest().get(`${similar}?with=tags/lighthouse`)), ['Twin'])
})

test('what at least three people like as well is told, of closed shelves nothing', async () => {
  const page = await app.guest().get(liked)
  assert.deepEqual(titles(page), ['Far away'])
  assert.deepEqual(page.texts('.why'), ['4 people like both'])
  const none = await app.guest().get(paths.alsoLiked({ work: cousin }))
  assert.ok(none.has('Too few people like Cousin and another work so far.'))
})

test('both pages stand behind the door and the gates of the work', async () => {
  const draft = await work('Hidden lamp', [lighthouse], { postedAt: null })
  const gated = await work('Grown lamp', [lighthouse], { ratingId: cast.ratings.explicit })
  for (const path of [paths.similarWorks, paths.alsoLiked]) {
    assert.equal((await app.guest().get(path({ work: draft }))).status, 404)
    assert.equal((await app.guest().get(path({ work: 999_999 }))).status, 404)
    assert.ok(!(await app.guest().get(path({ work: gated }))).has('Grown lamp'))
  }
})

test('the end of a work leads to them, and no chapter before it does', async () => {
  const { workId, chapterIds } = await aWork(db, { by: cast.ada, title: 'Two', chapters: [{}, {}] })
  const at = async (chapter: number) => (await app.guest().get(paths.chapter({ work: workId, chapter }))).links()
  const way = paths.similarWorks({ work: workId })
  assert.ok(!(await at(chapterIds[0]!)).includes(way))
  assert.ok((await at(chapterIds[1]!)).includes(way))
  assert.ok((await app.guest().get(paths.work({ work: workId }))).links().includes(way))
})

test('each page takes the same few queries however many works it shows', async () => {
  for (const path of [similar, liked, paths.similarWorks({ work: far })]) {
    await app.guest().get(path)
    queries.length = 0
    await app.guest().get(path)
    assert.ok(queries.length <= 32, `${path}: ${queries.length}`)
  }
})
