// The desk narrowed to a kind, a fandom, both, and by words of a name; and what waits at all.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aWork, type Cast, NOON } from '../../../../test/cast.ts'
import { anApp, type Page, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { paths } from '../../paths.ts'

let home: TestDatabase
let cast: Cast
let mo: Visitor
let themes: number
let people: number
const tags = new Map<string, number>()

before(async () => {
  home = await openTestDatabase()
  const archive = await anApp(home.db)
  cast = await aCast(home.db)
  mo = await archive.as(cast.mo)
  themes = await openKind('themes', 'freeform')
  people = await openKind('people', 'character')
  // The newest comes last here, and first on the desk.
  await waiting('Storm', themes, [cast.fandom.holmes, cast.fandom.holmes])
  await waiting('Stormy Sea', themes, [cast.fandom.books, null, null])
  await waiting('Alice', people, [cast.fandom.holmes])
  await waiting('Nobody Yet', people, [])
  await waiting('In No Fandom', themes, [null])
})
after(() => home.close())

async function openKind(slug: string, role: 'freeform' | 'character'): Promise<number> {
  const row = { slug, name: slug, role, closed: 0, position: 9, created_at: NOON }
  return (await home.db.insertInto('vocabulary').values(row).returning('id').executeTakeFirstOrThrow()).id
}

/** On a work for each of the fandoms; null: on one that has none. */
async function waiting(name: string, kind: number, fandoms: ReadonlyArray<number | null>): Promise<void> {
  const id = await aTag(home.db, kind, name)
  tags.set(name, id)
  for (const fandom of fandoms)
    await aWork(home.db, { title: name, by: cast.ada, tagIds: fandom === null ? [id] : [id, fandom] })
}

const names = (page: Page) =>
  page.links().flatMap((link) => [...tags].filter(([, id]) => link === `/moderation/tags/${id}`).map(([name]) => name))
const desk = (query: Record<string, string | number>) => mo.get(paths.tagDesk({}, query))
/** What the first two lists offer, in one row. */
const choices = (page: Page) => page.texts('option').slice(0, page.texts('option').indexOf('Newest first'))

test('everything that waits is there, the newest first or the most used', async () => {
  const all = await desk({})
  assert.deepEqual(names(all), ['In No Fandom', 'Nobody Yet', 'Alice', 'Stormy Sea', 'Storm'])
  assert.deepEqual(choices(all).slice(0, 3), ['Every kind (5)', 'themes (3)', 'people (2)'])
  assert.deepEqual(names(await desk({ sort: 'used' })).slice(0, 2), ['Stormy Sea', 'Storm'])
})

test('a kind, a fandom, or both narrow what is shown', async () => {
  const kind = await desk({ kind: people })
  assert.deepEqual(names(kind), ['Nobody Yet', 'Alice'])
  assert.equal(kind.field('kind'), String(people))
  const { holmes, books } = cast.fandom
  assert.deepEqual(names(await desk({ fandom: holmes })), ['Alice', 'Storm'])
  assert.deepEqual(names(await desk({ fandom: books })), ['Alice', 'Stormy Sea', 'Storm'])
  assert.deepEqual(names(await desk({ kind: themes, fandom: holmes })), ['Storm'])
  assert.deepEqual(names(await desk({ kind: themes, fandom: books, sort: 'used' })), ['Stormy Sea', 'Storm'])
})

test('only fandoms of what waits in the kind are offered, with how much that is', async () => {
  const fandomsOf = async (query: Record<string, number>) => choices(await desk(query)).slice(3)
  assert.deepEqual(await fandomsOf({}), ['Every fandom', 'Books (3)', 'Sherlock Holmes (2)'])
  assert.deepEqual(await fandomsOf({ kind: people }), ['Every fandom', 'Books (1)', 'Sherlock Holmes (1)'])
})

test('words of a name find any tag, within the kind and the fandom', async () => {
  await home.db.updateTable('tag').set({ looked_at: NOON }).where('id', '=', tags.get('Storm')!).execute()
  assert.ok(!names(await desk({ kind: themes })).includes('Storm'))
  assert.deepEqual(names(await desk({ find: 'STORM' })), ['Stormy Sea', 'Storm'])
  assert.deepEqual(names(await desk({ find: 'sea storm' })), ['Stormy Sea'])
  assert.deepEqual(names(await desk({ find: 'storm', fandom: cast.fandom.holmes })), ['Storm'])
  assert.deepEqual(names(await desk({ find: 'storm', kind: people })), [])
})

test('a choice that leaves nothing says so, and an odd one harms nobody', async () => {
  const none = await desk({ kind: people, fandom: tags.get('Storm')! })
  assert.deepEqual([names(none), none.texts('p.empty').length], [[], 1])
  for (const odd of [
    'kind=x',
    'kind=-1',
    'kind=99999999999999999999',
    'fandom=1e9',
    'sort=x',
    'page=0',
    'find=%25_%5C',
  ])
    assert.equal((await mo.get(`/moderation/tags?${odd}`)).status, 200, odd)
})
