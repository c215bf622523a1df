import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const app = await anApp(db)
after(close)

const freeforms = await aVocabulary(db, 'tags', 'facet', { closed: 0 })
const lighthouse = await aTag(db, freeforms, 'Lighthouse')
const beacon = await aTag(db, freeforms, 'Beacon')
await db.updateTable('tag').set({ canonical_id: lighthouse }).where('id', '=', beacon).execute()
const spoiled = await aTag(db, freeforms, 'Only In A Draft')

const titles = ['The Apple', 'A Banana', 'Zebra', '1001 Nights', 'Élan', 'あき']
const keys = ['apple', 'banana', 'zebra', '1001 nights', 'elan', 'あき']
for (const [at, title] of titles.entries()) {
  const tagIds = [cast.fandom.holmes, at === 0 ? beacon : lighthouse]
  const made = await aWork(db, { by: at < 4 ? cast.ada : cast.bea, title, tagIds, postedAt: NOON - at * DAY })
  await db.updateTable('work').set({ sort_title: keys[at]! }).where('id', '=', made.workId).execute()
}
const absent = [
  await aWork(db, { by: cast.ada, title: 'ABSENT', postedAt: null, tagIds: [cast.fandom.holmes, spoiled] }),
  await aWork(db, { by: cast.ada, title: 'ABSENT', postedAt: null, heldAt: NOON, tagIds: [cast.fandom.holmes] }),
  await aWork(db, { by: cast.ada, title: 'ABSENT', hiddenAt: NOON, tagIds: [cast.fandom.holmes] }),
  await aWork(db, { by: cast.ada, title: 'ABSENT', tagIds: [cast.fandom.holmes] }),
]
await db.updateTable('work').set({ deleted_at: NOON }).where('id', '=', absent[3]!.workId).execute()
await refreshWorks(db, [absent[3]!.workId])
await aWork(db, { by: cast.ada, title: 'Members only', ratingId: cast.ratings.members, tagIds: [cast.fandom.books] })

const titlesOn = async (visitor: Visitor, path: string) => {
  const page = await visitor.get(path)
  assert.equal(page.status, 200, path)
  return page.texts('.blurb-title').map((text) => text.replace(/ by .*/, ''))
}
const fandom = (tag: string) => paths.tag({ vocabulary: 'fandoms', tag })

test('recent works come newest first, and what is not posted stands nowhere', async () => {
  assert.deepEqual(await titlesOn(app.guest(), paths.works({})), titles)
  const mo = await app.as(cast.mo)
  const all = [paths.home({}), paths.works({}), paths.browseTitles({}), fandom('books'), fandom('sherlock-holmes')]
  for (const path of [...all, paths.author({ slug: 'ada' }), paths.vocabulary({ vocabulary: 'tags' })])
    for (const visitor of [app.guest(), await app.as(cast.rui), await app.as(cast.ada), mo]) {
      const page = await visitor.get(path)
      assert.ok(!page.body.includes('ABSENT') && !page.body.includes('Only In A Draft'), path)
    }
})

test('titles are found by their letter', async () => {
  const guest = app.guest()
  const letter = (letter: string) => titlesOn(guest, paths.browseTitles({}, { letter }))
  assert.deepEqual(await letter('a'), ['The Apple'])
  assert.deepEqual(await letter('b'), ['A Banana'])
  assert.deepEqual(await letter('e'), ['Élan'])
  assert.deepEqual(await letter('z'), ['Zebra'])
  assert.deepEqual(await letter('q'), [])
  assert.deepEqual(await letter('other'), ['1001 Nights'])
  assert.deepEqual(await letter('あ'), ['あき'])
  assert.equal((await titlesOn(guest, paths.browseTitles({}))).length, 6)
  assert.equal((await titlesOn(guest, paths.browseTitles({}, { letter: '%' }))).length, 6)
})

test('a tag lists what stands below it and what means the same', async () => {
  const guest = app.guest()
  assert.equal((await titlesOn(guest, fandom('books'))).length, 6)
  assert.equal((await titlesOn(guest, fandom('sherlock-holmes'))).length, 6)
  assert.equal((await titlesOn(guest, paths.tag({ vocabulary: 'tags', tag: 'lighthouse' }))).length, 6)
  const synonym = await guest.get(paths.tag({ vocabulary: 'tags', tag: 'beacon' }))
  const filtered = await guest.get('/browse/tags/beacon?without=fandoms/books&sort=title&page=2')
  assert.equal(filtered.location, '/browse/tags/lighthouse?without=fandoms/books&sort=title&page=2')
  assert.equal((await guest.get('/opds/browse/tags/beacon?page=2')).location, '/opds/browse/tags/lighthouse?page=2')
  assert.equal(synonym.status, 302)
  assert.equal(synonym.location, paths.tag({ vocabulary: 'tags', tag: 'lighthouse' }))
})

test('counts are what the lists show, to guests and to members', async () => {
  for (const [visitor, books] of [
    [app.guest(), 6],
    [await app.as(cast.rui), 7],
  ] as const) {
    const page = await visitor.get(paths.vocabulary({ vocabulary: 'fandoms' }))
    assert.deepEqual(page.texts('.entries').at(0), `Books ${books} works Sherlock Holmes 6 works`)
    assert.equal((await titlesOn(visitor, fandom('books'))).length, books)
    assert.ok((await visitor.get(fandom('books'))).has(`${books} works`))
    const authors = (await visitor.get(paths.browseAuthors({}))).text('main')
    assert.ok(authors.includes(`Ada ${books - 2} works`) && authors.includes('Bea 2 works') && !authors.includes('Rui'))
    assert.equal((await titlesOn(visitor, paths.author({ slug: 'ada' }))).length, books - 2)
  }
})

test('authors are found by their letter', async () => {
  assert.ok((await app.guest().get(paths.browseAuthors({}, { letter: 'b' }))).has('Bea 2 works'))
  assert.ok(!(await app.guest().get(paths.browseAuthors({}, { letter: 'b' }))).has('Ada'))
  assert.ok((await app.guest().get(paths.browseAuthors({}, { letter: 'other' }))).has('Nobody has posted'))
})

test('every vocabulary and list is reached from the browse page', async () => {
  const guest = app.guest()
  const page = await guest.get(paths.browse({}))
  const ways = page.links().filter((link) => link.startsWith('/browse/') || link === '/works')
  assert.ok(ways.length >= 8)
  for (const way of ways) assert.equal((await guest.get(way)).status, 200, way)
})

test('long lists have pages, and a page past the end says so', async () => {
  await changeSettings(db, { worksPerPage: 5 }, NOON)
  const guest = app.guest()
  const first = await guest.get(fandom('books'))
  assert.equal(first.all('article').length, 5)
  assert.ok(first.has('Page 1 of 2'))
  assert.equal((await titlesOn(guest, first.link('Next page')!)).length, 1)
  const past = await guest.get(paths.works({}, { page: 40 }))
  assert.ok(past.has('This list has fewer pages.'))
  assert.equal((await guest.get(`${paths.works({})}?page=-1`)).status, 200)
  await changeSettings(db, { worksPerPage: 20 }, NOON)
})

async function aSeries(title: string, parts: Array<{ work?: number; series?: number; confirmed?: 0 }>) {
  const times = { created_at: NOON, updated_at: NOON, hidden_at: null }
  const row = { title, sort_title: title.toLowerCase(), pseud_id: cast.ada.pseudId, ...times }
  const { id } = await db.insertInto('series').values(row).returning('id').executeTakeFirstOrThrow()
  for (const part of parts) await addTo(id, part)
  return id
}

let position = 0
const addTo = (id: number, part: { work?: number; series?: number; confirmed?: 0 }) =>
  db
    .insertInto('series_entry')
    .values({
      series_id: id,
      work_id: part.work ?? null,
      part_series_id: part.series ?? null,
      position: ++position,
      confirmed: part.confirmed ?? 1,
    })
    .execute()

test('a series shows its works in order, other series inside it, and ends at loops', async () => {
  const [one, two, three, offered] = await Promise.all(
    ['One', 'Two', 'Three', 'Offered'].map((title) => aWork(db, { by: cast.ada, title, postedAt: NOON - 90 * DAY })),
  )
  const inner = await aSeries('Inner', [{ work: two!.workId }])
  const outer = await aSeries('Outer', [
    { work: one!.workId },
    { series: inner },
    { work: absent[0]!.workId },
    { work: offered!.workId, confirmed: 0 },
    { work: three!.workId },
  ])
  await addTo(inner, { series: outer })
  await addTo(inner, { series: inner })
  const page = await app.guest().get(paths.series({ series: outer }))
  assert.deepEqual(await titlesOn(app.guest(), paths.series({ series: outer })), ['One', 'Two', 'Three'])
  assert.equal(page.link('Inner'), paths.series({ series: inner }))
  assert.ok(page.has('3 works'))
  assert.ok((await app.guest().get(paths.work({ work: three!.workId }))).has('Part 3 of Outer'))
  assert.ok((await app.guest().get(paths.browseSeries({}))).has('Outer by Ada 3 works'))
  assert.ok((await app.guest().get(paths.author({ slug: 'ada' }))).has('Outer'))
  await db.updateTable('series').set({ hidden_at: NOON }).where('id', '=', inner).execute()
  assert.deepEqual(await titlesOn(app.guest(), paths.series({ series: outer })), ['One', 'Three'])
  assert.equal((await app.guest().get(paths.series({ series: inner }))).status, 404)
})

test('a tag in a loop of parents harms nobody', async () => {
  const vocabulary = await aVocabulary(db, 'loops', 'facet')
  const root = await aTag(db, vocabulary, 'Root')
  const [left, right] = [await aTag(db, vocabulary, 'Left'), await aTag(db, vocabulary, 'Right')]
  const pairs = [
    [left, root],
    [right, left],
    [left, right],
  ] as const
  await db
    .insertInto('tag_parent')
    .values(pairs.map(([tag_id, parent_id]) => ({ tag_id, parent_id })))
    .execute()
  for (const path of [paths.vocabulary({ vocabulary: 'loops' }), paths.tag({ vocabulary: 'loops', tag: 'left' })])
    assert.equal((await app.guest().get(path)).status, 200)
})

test('a list of twenty costs the same queries as a list of one', async () => {
  const single = await aTag(db, freeforms, 'Single')
  const many = await aTag(db, freeforms, 'Many')
  await aWork(db, { by: cast.rui, tagIds: [single] })
  for (let made = 0; made < 20; made++)
    await aWork(db, { pseudIds: [cast.ada.pseudId, cast.mo.pseudId], tagIds: [many] })
  // Without the index in memory the database is asked for the list, its counts, its tags and its kinds.
  const inSql = process.env.TEST_FINDER === 'sql' ? 4 : 0
  const guest = app.guest()
  // Who has a cookie is not given what others were given a moment ago.
  guest.cookies.set('fanfold_look', 'theme.dark')
  const cost = async (path: string) => {
    const counts: number[] = []
    // What is kept in memory for seconds may run out between two requests, so the cheapest of several counts.
    for (let time = 0; time < 4; time++) {
      queries.length = 0
      await guest.get(path)
      counts.push(queries.length)
    }
    return [(await guest.get(path)).all('article').length, Math.min(...counts)]
  }
  assert.deepEqual(await cost(paths.tag({ vocabulary: 'tags', tag: 'single' })), [1, 2 + inSql])
  assert.deepEqual(await cost(paths.tag({ vocabulary: 'tags', tag: 'many' })), [20, 2 + inSql])
  assert.deepEqual(await cost(paths.author({ slug: 'rui' })), [1, 6 + inSql])
  assert.deepEqual(await cost(paths.author({ slug: 'mo' })), [20, 6 + inSql])
  assert.deepEqual(await cost(paths.works({})), [20, 1 + inSql])
  assert.deepEqual(await cost(paths.home({})), [10, 6])
})
