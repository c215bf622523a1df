import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aMember, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type Fields, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { flushPlaces } from '../../reading/keep-places.ts'
import { sortKey } from '../../text/sort-key.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
after(close)

const history = paths.history({})
const forget = paths.forgetHistory({})

/** Somebody whose history is empty. */
async function aReader(name: string) {
  const member = await aMember(db, name)
  return { member, visitor: await archive.as(member) }
}

const aStory = (title: string, by = cast.ada) => aWork(db, { by, title, chapters: [{}, {}, {}] })

async function open(visitor: Visitor, work: { workId: number; chapterIds: number[] }, at: number, chapter = 0) {
  archive.clock.time = at
  const page = await visitor.get(paths.chapter({ work: work.workId, chapter: work.chapterIds[chapter]! }))
  assert.equal(page.status, 200)
  archive.clock.time = NOON
}

const titlesIn = async (visitor: Visitor, path = history) => (await visitor.get(path)).texts('.blurb-title')

const rowsOf = async ({ accountId }: { accountId: number }) => ({
  places: await db.selectFrom('reading_place').where('account_id', '=', accountId).selectAll().execute(),
  marks: await db.selectFrom('read_mark').where('account_id', '=', accountId).selectAll().execute(),
})

test('what a member has opened stands there with when and where, the last first, and is gone on with', async () => {
  const { visitor } = await aReader('Historian')
  assert.ok((await visitor.get(history)).has('Nothing yet. Works that you open will stand here.'))
  const [lamp, key] = [await aStory('The Lamp'), await aStory('A Key')]
  await open(visitor, lamp, NOON - 2 * DAY)
  await open(visitor, key, NOON - DAY)
  await open(visitor, lamp, NOON, 1)
  const page = await visitor.get(history)
  assert.deepEqual(page.texts('.blurb-title'), ['The Lamp by Ada', 'A Key by Ada'])
  assert.match(
    page.texts('li.opened').find((text) => text.startsWith('The Lamp'))!,
    /Chapter 2 of 3 · 2 unread chapters/,
  )
  assert.match(page.text('time'), /15 January 2026/)
  assert.equal(page.link('Continue: Chapter 2'), paths.chapter({ work: lamp.workId, chapter: lamp.chapterIds[1]! }))
  assert.ok((await visitor.get(paths.account({}))).link('History') === history)
})

test('it is searched by title and by author, whatever the case and the accents', async () => {
  const { visitor } = await aReader('Searcher')
  const [one, other] = [await aStory('Élan at the Lighthouse', cast.bea), await aStory('100% Rain_Coat')]
  const sort_title = sortKey('Élan at the Lighthouse', 'en')
  await db.updateTable('work').set({ sort_title }).where('id', '=', one.workId).execute()
  await open(visitor, one, NOON)
  await open(visitor, other, NOON)
  const found = (words: string) => titlesIn(visitor, paths.history({}, { words }))
  assert.deepEqual(await found('elan'), ['Élan at the Lighthouse by Bea'])
  assert.deepEqual(await found('BEA light'), ['Élan at the Lighthouse by Bea'])
  assert.deepEqual(await found('ada'), ['100% Rain_Coat by Ada'])
  assert.deepEqual(await found('%'), ['100% Rain_Coat by Ada'])
  assert.deepEqual(await found('bea rain'), [])
  const nothing = await visitor.get(paths.history({}, { words: "o'nothing\\%" }))
  assert.ok(nothing.has('Nothing that you have opened has these words') && nothing.field('words') === "o'nothing\\%")
})

test('nobody else sees it, and a guest is asked to log in', async () => {
  const { visitor } = await aReader('Private')
  await open(visitor, await aStory('SECRETLY READ'), NOON)
  await flushPlaces(db)
  const everywhere = [history, paths.historyCsv({}), paths.historyJson({}), '/', paths.author({ slug: 'private' })]
  for (const other of [await archive.as(cast.mo), await archive.as(cast.olga), archive.guest()])
    for (const path of everywhere.slice(0, 3)) {
      const page = await other.get(path)
      assert.ok(!page.body.includes('SECRETLY READ'), path)
    }
  const guest = archive.guest()
  for (const path of [history, forget, paths.historyCsv({}), paths.historyJson({})])
    assert.ok((await guest.get(path)).location!.startsWith('/login'), path)
  assert.ok((await guest.post(history, { history: 'off' })).path.startsWith('/login'))
  assert.ok((await guest.post(forget, { range: 'all' })).path.startsWith('/login'))
  assert.ok(!(await (await archive.as(cast.mo)).get(paths.author({ slug: 'private' }))).has('SECRETLY READ'))
})

test('a work that was hidden or withdrawn leaves its time alone: no name, no count, no search finds it', async () => {
  const { visitor } = await aReader('Bereft')
  const states = { hidden: { hidden_at: NOON }, draft: { posted_at: null }, deleted: { deleted_at: NOON } }
  const secrets = []
  for (const [state, columns] of Object.entries(states)) {
    const story = await aStory(`HUSHED ${state}`)
    await open(visitor, story, NOON, 1)
    secrets.push({ ...story, columns })
  }
  assert.equal((await titlesIn(visitor)).length, 3)
  for (const { workId, columns } of secrets) {
    await db.updateTable('work').set(columns).where('id', '=', workId).execute()
    await refreshWorks(db, [workId])
  }
  for (const path of [
    history,
    paths.history({}, { words: 'hushed' }),
    paths.historyCsv({}),
    paths.historyJson({}),
    '/',
  ]) {
    const page = await visitor.get(path)
    assert.equal(page.status, 200)
    assert.ok(!page.body.includes('HUSHED'), path)
    assert.ok(!page.has('unread chapter') && !page.body.includes('Chapter 2'), path)
  }
  const page = await visitor.get(history)
  assert.equal(page.texts('li.opened').filter((text) => text.includes('not to be read at present')).length, 3)
  assert.ok((await visitor.get(paths.history({}, { words: 'hushed' }))).has('Nothing that you have opened'))
  await visitor.post(forget, { work: secrets[0]!.workId })
  assert.equal((await visitor.get(history)).texts('li.opened').length, 2)
})

test('one work, some days, or all of it is forgotten, with every mark', async () => {
  const { member, visitor } = await aReader('Forgetful')
  const stories = []
  for (let day = 0; day < 5; day++) {
    stories.push(await aStory(`Day ${day}`))
    await open(visitor, stories[day]!, NOON - day * DAY)
    await open(visitor, stories[day]!, NOON - day * DAY, 1)
  }
  await visitor.post(paths.workSubscription({ work: stories[1]!.workId }))
  await visitor.post(forget, { work: stories[0]!.workId, to: history })
  assert.deepEqual(await titlesIn(visitor), ['Day 1 by Ada', 'Day 2 by Ada', 'Day 3 by Ada', 'Day 4 by Ada'])
  assert.ok((await visitor.get(paths.work({ work: stories[0]!.workId }))).texts('.read-sign').length === 0)

  const asked = await visitor.post(forget, { range: 'days', first: '2026-01-12', last: '2026-01-13' })
  assert.ok(asked.has('Forgotten.'))
  assert.deepEqual(await titlesIn(visitor), ['Day 1 by Ada', 'Day 4 by Ada'])
  const odd: Fields[] = [{}, { range: 'days' }, { range: 'days', first: '2026-02-30' }, { range: 'never' }]
  for (const fields of odd) {
    const refused = await visitor.post(forget, fields)
    assert.equal(refused.status, 422)
    assert.ok(refused.has('Please say what to forget'))
  }
  const back = { range: 'days', first: '2026-01-14', last: '2026-01-12' }
  assert.equal((await visitor.post(forget, back)).status, 422)
  assert.equal((await visitor.post(forget, back)).field('first'), '2026-01-14', 'what was typed stays')
  await visitor.post(forget, { range: 'week' })
  const { places, marks } = await rowsOf(member)
  assert.deepEqual(marks, [])
  const [left] = places
  assert.equal(places.length, 1, 'when they last read what they follow')
  assert.deepEqual([left!.work_id, left!.noted_at, left!.chapter_id], [stories[1]!.workId, null, null])
  assert.ok(!(await visitor.get(paths.following({}))).has('New since you read'))
})

test('paused, nothing is added; switched off, everything is forgotten, even what was on its way', async () => {
  const { member, visitor } = await aReader('Discreet')
  const [before, during, followed] = [await aStory('Before'), await aStory('During'), await aStory('Followed')]
  await open(visitor, before, NOON - DAY)
  await visitor.post(paths.workSubscription({ work: followed.workId }))
  await open(visitor, followed, NOON - DAY, 1)
  assert.ok((await visitor.post(history, { history: 'paused' })).has('Your history is paused.'))
  await open(visitor, during, NOON)
  assert.deepEqual((await titlesIn(visitor)).toSorted(), ['Before by Ada', 'Followed by Ada'])
  assert.ok((await visitor.get(paths.work({ work: before.workId }))).has('Continue: Chapter 1'))

  await visitor.post(history, { history: 'kept' })
  // Not yet written when the history is switched off.
  await open(visitor, during, NOON)
  assert.ok((await visitor.post(history, { history: 'off' })).has('what was in it is forgotten'))
  await open(visitor, before, NOON)
  await flushPlaces(db)
  const { places, marks } = await rowsOf(member)
  assert.deepEqual(marks, [])
  assert.deepEqual(
    places.map(({ work_id, noted_at, chapter_id, paragraph }) => ({ work_id, noted_at, chapter_id, paragraph })),
    [{ work_id: followed.workId, noted_at: null, chapter_id: null, paragraph: 0 }],
  )
  const work = await visitor.get(paths.work({ work: before.workId }))
  assert.ok(!work.has('Continue') && !work.has('unread') && !work.has('What I have read'))
  assert.equal((await visitor.post(history, { history: 'nonsense' })).status, 200)
  assert.ok((await visitor.get(history)).has('Your history is switched off'))
})

test('it is taken along as CSV and as JSON', async () => {
  const { visitor } = await aReader('Traveller')
  const [formula, plain] = [await aStory('=SUM(A1), "quoted"'), await aStory('Plain', cast.bea)]
  await open(visitor, formula, NOON - DAY, 1)
  await open(visitor, plain, NOON)
  const csv = await visitor.get(paths.historyCsv({}))
  assert.match(csv.response.headers.get('content-disposition')!, /attachment; filename="history.csv"/)
  assert.deepEqual(csv.body.replace('\ufeff', '').trimEnd().split('\r\n'), [
    'last_opened,title,authors,address,chapter,chapters,unread',
    `2026-01-15T12:00:00.000Z,Plain,Bea,http://archive.example/works/${plain.workId},1,3,3`,
    `2026-01-14T12:00:00.000Z,"'=SUM(A1), ""quoted""",Ada,http://archive.example/works/${formula.workId},2,3,3`,
  ])
  const json = JSON.parse((await visitor.get(paths.historyJson({}))).body) as {
    history: Array<Record<string, unknown>>
  }
  assert.equal(json.history.length, 2)
  assert.deepEqual(json.history[1], {
    last_opened: '2026-01-14T12:00:00.000Z',
    title: '=SUM(A1), "quoted"',
    authors: ['Ada'],
    address: `http://archive.example/works/${formula.workId}`,
    chapter: 2,
    chapters: 3,
    unread: 3,
  })
})

test('a long history has pages, costs the same queries, and home shows what is not read to its end', async () => {
  const { member, visitor } = await aReader('Devourer')
  const cost = async (path: string) => {
    const counts: number[] = []
    for (let time = 0; time < 4; time++) {
      queries.length = 0
      assert.equal((await visitor.get(path)).status, 200)
      counts.push(queries.length)
    }
    return Math.min(...counts)
  }
  await open(visitor, await aStory('Book 0'), NOON)
  const few = [await cost(history), await cost('/')]
  for (let book = 1; book < 30; book++) await open(visitor, await aStory(`Book ${book}`), NOON + book * 1000)
  assert.deepEqual([await cost(history), await cost('/')], few)
  assert.equal((await titlesIn(visitor)).length, 20)
  assert.equal((await titlesIn(visitor, paths.history({}, { page: 2 }))).length, 10)
  assert.ok((await visitor.get(paths.history({}, { page: 9 }))).status === 200)

  const home = await visitor.get('/')
  assert.match(home.text('section.continuing'), /Book 29 Continue: Chapter 1 3 unread chapters Book 28/)
  const [latest] = await db
    .selectFrom('reading_place')
    .where('account_id', '=', member.accountId)
    .orderBy('noted_at', 'desc')
    .limit(1)
    .select('work_id')
    .execute()
  const { id } = await db
    .selectFrom('chapter')
    .where('work_id', '=', latest!.work_id)
    .orderBy('position', 'desc')
    .limit(1)
    .select('id')
    .executeTakeFirstOrThrow()
  await visitor.post(paths.readMarks({ work: latest!.work_id }), { chapter: id })
  assert.ok(!(await visitor.get('/')).text('section.continuing').includes('Book 29'))
  assert.ok(!(await archive.guest().get('/')).text('section.continuing').includes('Book'))
})
