import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type Page, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { paths } from '../paths.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let guest: Visitor
let rui: Visitor
let series: string
const works = new Map<string, number>()

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  archive = await anApp(home.db)
  guest = archive.guest()
  rui = await archive.as(cast.rui)
  const genres = await aVocabulary(home.db, 'genres', 'facet')
  const [fluff, angst] = [await aTag(home.db, genres, 'Fluff'), await aTag(home.db, genres, 'Angst')]
  const { general, mature, members } = cast.ratings
  const { holmes } = cast.fandom
  await tell('Alpha', { ratingId: general, tagIds: [holmes, fluff], complete: true, words: 100 })
  await tell('Beta', { ratingId: mature, tagIds: [holmes, angst], language: 'ja', words: 200 })
  await tell('Gamma', { ratingId: general, tagIds: [fluff, angst], by: cast.bea, words: 300 })
  await tell('Delta', { ratingId: members, tagIds: [holmes, fluff], words: 400 })
  await tell('Epsilon', { ratingId: general, tagIds: [holmes, fluff], words: 500, chapters: [{}, {}] })
  const hidden = await tell('Hidden', { ratingId: general, tagIds: [holmes, fluff], words: 600 })
  await home.db.updateTable('work').set({ hidden_at: NOON }).where('id', '=', hidden).execute()
  await refreshWorks(home.db, [hidden])
  const empty = await aSeries('Empty', [])
  const inner = await aSeries('Inner', ['Gamma', 'Delta', 'Hidden', 'Alpha'])
  const outer = await aSeries('Outer', ['Alpha', 'Beta', inner, empty, 'Epsilon'])
  series = paths.series({ series: outer })
})
after(() => home.close())

async function tell(title: string, { words, ...details }: Partial<Parameters<typeof aWork>[1]> & { words: number }) {
  const postedAt = NOON - (10 - works.size) * DAY
  const { workId } = await aWork(home.db, { title, by: cast.ada, postedAt, ...details })
  await home.db.updateTable('work').set({ word_count: words }).where('id', '=', workId).execute()
  works.set(title, workId)
  return workId
}

/** Of works by their titles, and of series by their numbers. */
async function aSeries(title: string, parts: ReadonlyArray<string | number>): Promise<number> {
  const times = { created_at: NOON, updated_at: NOON, hidden_at: null }
  const row = { title, sort_title: title, pseud_id: cast.ada.pseudId, ...times }
  const { id } = await home.db.insertInto('series').values(row).returning('id').executeTakeFirstOrThrow()
  for (const [position, part] of parts.entries()) {
    const what =
      typeof part === 'string'
        ? { work_id: works.get(part)!, part_series_id: null }
        : { work_id: null, part_series_id: part }
    await home.db
      .insertInto('series_entry')
      .values({ series_id: id, ...what, position, confirmed: 1 })
      .execute()
  }
  return id
}

const titles = (page: Page) => page.texts('.blurb-title').map((title) => title.split(' ')[0])
const lines = (page: Page) => page.texts('.part').map((text) => text.split(' ')[0])

test('a series shows all its works in order, with the series inside it and a panel', async () => {
  const page = await guest.get(series)
  assert.equal(page.text('h2.total'), '4 works')
  assert.deepEqual(lines(page), ['Alpha', 'Beta', 'Inner', 'Gamma', 'Empty', 'Epsilon'])
  assert.ok(page.has('Filter and sort') && page.has('In the order of the series'))
  assert.deepEqual(lines(await rui.get(series)), ['Alpha', 'Beta', 'Inner', 'Gamma', 'Delta', 'Empty', 'Epsilon'])
})

const NARROWED = [
  ['with=genres/fluff', ['Alpha', 'Inner', 'Gamma', 'Epsilon']],
  ['with=genres/fluff&with=genres/angst', ['Inner', 'Gamma']],
  ['any=genres/fluff&any=genres/angst&any=ratings/mature', ['Beta']],
  ['without=genres/angst', ['Alpha', 'Epsilon']],
  ['author=bea', ['Inner', 'Gamma']],
  ['language=ja', ['Beta']],
  ['words-from=200&words-to=300', ['Beta', 'Inner', 'Gamma']],
  ['chapters=one', ['Alpha', 'Beta', 'Inner', 'Gamma']],
  ['updated-from=8d', ['Inner', 'Gamma', 'Epsilon']],
  ['published-to=2026-01-06', ['Alpha', 'Beta']],
  ['status=complete', ['Alpha']],
  ['crossover=only', []],
] as const

test('a series is narrowed by whatever a list is, and keeps the headings of what is left', async () => {
  for (const [query, expected] of NARROWED) {
    const page = await guest.get(`${series}?${query}`)
    assert.deepEqual(lines(page), expected, query)
    const count = titles(page).length
    if (count > 0) assert.equal(page.text('h2.total'), count === 1 ? '1 work' : `${count} works`, query)
    else assert.equal(page.link('show the whole list'), series)
  }
  const sorted = await guest.get(`${series}?sort=words`)
  assert.deepEqual([titles(sorted), lines(sorted)], [['Epsilon', 'Gamma', 'Beta', 'Alpha'], []])
  assert.deepEqual(titles(await guest.get(`${series}?sort=given&order=down`)), ['Epsilon', 'Gamma', 'Beta', 'Alpha'])
})

test('the panel of a series counts exactly what is left, for everybody what they may see', async () => {
  const count = async (visitor: Visitor, query: string) => {
    const page = await visitor.get(`${series}${query}`)
    const found = /^Fluff (\d+)$/m.exec(page.texts('label.ask').join('\n'))
    assert.equal(
      titles(await visitor.get(`${series}?with=genres/fluff${query.replace('?', '&')}`)).length,
      Number(found![1]),
    )
    return Number(found![1])
  }
  assert.equal(await count(guest, ''), 3)
  assert.equal(await count(rui, ''), 4)
  assert.equal(await count(rui, '?with=fandoms/sherlock-holmes'), 3)
  const page = await guest.get(series)
  assert.ok(
    !page.has('Delta') && !page.has('Hidden') && !page.texts('label.ask').some((words) => words.startsWith('Members')),
  )
  const typed = await guest.get(`/suggest/tags/genres?q=flu&within=${encodeURIComponent(series)}`)
  assert.match(typed.body, /"count":3/)
})

test('what a member hides or leaves out of a series is said, and shown when asked', async () => {
  const eve = await archive.as(cast.bea)
  await eve.post(paths.workShelves({ work: works.get('Alpha')! }), { put: 'finished' })
  await eve.post(paths.hidingWishes({}), { hideFinished: 'yes' })
  const page = await eve.get(series)
  assert.equal(page.text('h2.total'), '4 works')
  assert.deepEqual(lines(page), ['Beta', 'Inner', 'Gamma', 'Delta', 'Empty', 'Epsilon'])
  assert.ok(page.has('1 work is left out because you have finished or dropped it.'))
  assert.equal(titles(await eve.get(page.link('Show them this time')!))[0], 'Alpha')
})

test('a long series has pages, each with the headings of its works', async () => {
  await changeSettings(home.db, { worksPerPage: 5 }, NOON)
  for (const title of ['Eta', 'Theta', 'Iota', 'Kappa']) await tell(title, { words: 50 })
  const middle = await aSeries('Middle', ['Theta', 'Iota'])
  const empty = await aSeries('Void', [])
  const long = await aSeries('Long', ['Alpha', 'Beta', 'Epsilon', 'Eta', middle, empty, 'Kappa'])
  const first = await guest.get(paths.series({ series: long }))
  assert.deepEqual(lines(first), ['Alpha', 'Beta', 'Epsilon', 'Eta', 'Middle', 'Theta'])
  const next = await guest.get(first.link('Next page')!)
  assert.deepEqual(lines(next), ['Middle', 'Iota', 'Void', 'Kappa'])
  assert.deepEqual(titles(await guest.get(next.link('Previous page')!)), titles(first))
  assert.ok((await guest.get(paths.series({ series: long }, { page: 9 }))).has('This list has fewer pages.'))
})

test('what is left of a series is taken along in its order', async () => {
  const page = await guest.get(`${series}?with=genres/fluff`)
  const books = page.links().find((link) => link.includes('/books'))!
  assert.equal(books, `${series}/books?with=genres/fluff`)
  const taken = await guest.send('GET', `${series}/books/html?without=genres/angst`)
  assert.ok(taken.body.includes('Alpha') && taken.body.includes('Epsilon') && !taken.body.includes('Gamma'))
})

test('a series costs the same queries, however it is narrowed and however much it holds', async () => {
  const cost = async (path: string) => {
    const counts: number[] = []
    for (let time = 0; time < 3; time++) {
      home.queries.length = 0
      await rui.get(path)
      counts.push(home.queries.length)
    }
    return Math.min(...counts)
  }
  const plain = await cost(series)
  assert.equal(await cost(`${series}?status=in-progress&words-from=1&sort=title`), plain)
  // Names are looked up, and without the index the languages are counted by themselves.
  assert.ok((await cost(`${series}?language=en&with=genres/fluff`)) <= plain + 6)
})
