import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type Page, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { noteWorkChanges } from '../../store/work-changes.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let guest: Visitor
let tags: { fluff: number; angst: number; secret: number }

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  archive = await anApp(home.db)
  guest = archive.guest()
  const { db } = home
  const genres = await aVocabulary(db, 'genres', 'facet')
  const spoilers = await aVocabulary(db, 'endings', 'facet')
  await db.updateTable('vocabulary').set({ spoiler: 1 }).where('id', '=', spoilers).execute()
  tags = {
    fluff: await aTag(db, genres, 'Fluff'),
    angst: await aTag(db, genres, 'Angst'),
    secret: await aTag(db, spoilers, 'Everybody lives'),
  }
  const { ada, bea } = cast
  const { general, mature, explicit } = cast.ratings
  const { holmes, books } = cast.fandom
  await tell('Alpha', { by: ada, ratingId: general, tagIds: [holmes, tags.fluff], words: 100, complete: true })
  await tell('Beta', { by: bea, ratingId: mature, tagIds: [holmes, tags.angst], words: 200, language: 'ja' })
  await tell('Gamma', {
    by: ada,
    ratingId: explicit,
    tagIds: [books, tags.fluff, tags.angst],
    words: 300,
    language: 'de',
  })
  await tell('Delta', { by: bea, tagIds: [tags.secret], words: 400, chapters: [{}, {}, {}] })
})
after(() => home.close())

let told = 0

async function tell(title: string, { words, ...details }: Parameters<typeof aWork>[1] & { words: number }) {
  const { workId } = await aWork(home.db, { title, postedAt: NOON - (10 - ++told) * DAY, ...details })
  await home.db.updateTable('work').set({ word_count: words }).where('id', '=', workId).execute()
  return workId
}

const titles = (page: Page) => page.texts('.blurb-title').map((title) => title.split(' ')[0])
const found = async (query: string) => titles(await guest.get(`/works?${query}`))

// Newest first: Delta, Gamma, Beta, Alpha.
const NARROWED = [
  ['with=genres/fluff', ['Gamma', 'Alpha']],
  ['with=genres/fluff&with=genres/angst', ['Gamma']],
  ['with=fandoms/books', ['Gamma', 'Beta', 'Alpha']],
  ['any=genres/fluff&any=genres/angst', ['Gamma', 'Beta', 'Alpha']],
  ['any=genres/fluff&any=genres/angst&any=ratings/general&any=ratings/mature', ['Beta', 'Alpha']],
  ['without=genres/angst', ['Delta', 'Alpha']],
  ['with=fandoms/books&without=fandoms/sherlock-holmes', ['Gamma']],
  ['author=bea', ['Delta', 'Beta']],
  ['language=ja&language=de', ['Gamma', 'Beta']],
  ['words-from=200&words-to=300', ['Gamma', 'Beta']],
  ['chapters-from=2', ['Delta']],
  ['chapters=one', ['Gamma', 'Beta', 'Alpha']],
  ['updated-from=8d', ['Delta', 'Gamma', 'Beta']],
  ['published-to=2026-01-06', ['Alpha']],
  ['status=complete', ['Alpha']],
  ['status=in-progress', ['Delta', 'Gamma', 'Beta']],
  ['sort=words&order=up', ['Alpha', 'Beta', 'Gamma', 'Delta']],
  ['sort=title', ['Alpha', 'Beta', 'Delta', 'Gamma']],
  ['sort=author', ['Alpha', 'Gamma', 'Beta', 'Delta']],
] as const

test('a list holds what its address asks for, and says how much that is', async () => {
  for (const [query, expected] of NARROWED) {
    const page = await guest.get(`/works?${query}`)
    assert.deepEqual(titles(page), expected, query)
    assert.equal(page.text('h2.total'), expected.length === 1 ? '1 work' : `${expected.length} works`, query)
  }
})

test('every plain list can be narrowed', async () => {
  assert.deepEqual(titles(await guest.get('/browse/fandoms/books?with=genres/angst')), ['Gamma', 'Beta'])
  assert.deepEqual(titles(await guest.get('/authors/ada?without=genres/angst')), ['Alpha'])
  assert.deepEqual(titles(await guest.get('/browse/titles?with=genres/fluff')), ['Alpha', 'Gamma'])
  assert.deepEqual(titles(await guest.get('/browse/titles?letter=g&with=genres/fluff')), ['Gamma'])
})

test('what switches off downloads and reviews, and crossovers, can be asked for', async () => {
  const { db } = home
  await db.updateTable('work').set({ downloads_on: 0 }).where('title', '=', 'Alpha').execute()
  await db.updateTable('work').set({ reviews_on: 0 }).where('title', '=', 'Beta').execute()
  await db.updateTable('work').set({ crossover: 1 }).where('title', '=', 'Gamma').execute()
  const rows = await db.selectFrom('work').select('id').execute()
  await noteWorkChanges(
    db,
    rows.map(({ id }) => id),
    'everything',
  )
  assert.deepEqual(await found('downloads=on&words-from=100'), ['Delta', 'Gamma', 'Beta'])
  assert.deepEqual(await found('reviews=on&words-from=100'), ['Delta', 'Gamma', 'Alpha'])
  assert.deepEqual(await found('crossover=only'), ['Gamma'])
  assert.deepEqual(await found('crossover=none&words-from=100'), ['Delta', 'Beta', 'Alpha'])
})

test('what is chosen stands in chips, each with a link that takes it away', async () => {
  const page = await guest.get('/works?with=genres/fluff&without=ratings/explicit&words-from=50&sort=words')
  assert.deepEqual(page.texts('ul.chips')[0], 'Fluff × without Explicit × at least 50 words ×')
  const links = page.links()
  for (const rest of [
    '/works?without=ratings/explicit&words-from=50&sort=words',
    '/works?with=genres/fluff&words-from=50&sort=words',
    '/works?with=genres/fluff&without=ratings/explicit&sort=words',
    '/works?sort=words',
  ])
    assert.ok(links.includes(rest), rest)
  assert.equal(page.link('Clear all'), '/works?sort=words')
})

test('the panel counts what the list would hold', async () => {
  const page = await guest.get('/browse/fandoms/books?with=genres/angst')
  const values = page.texts('label.ask')
  assert.ok(
    values.includes('Angst 2') && values.includes('Fluff 1') && values.includes('Sherlock Holmes 1'),
    values.join(),
  )
  assert.deepEqual(titles(await guest.get('/browse/fandoms/books?with=genres/angst&with=genres/fluff')), ['Gamma'])
  assert.ok(!values.some((value) => value.startsWith('Books')), 'the tag whose page it is narrows nothing')
})

test('of ratings any will do, and the others are still counted', async () => {
  const page = await guest.get('/works?any=ratings/general')
  assert.deepEqual(titles(page), ['Alpha'])
  const values = page.texts('label.ask')
  assert.ok(values.includes('General 1') && values.includes('Mature 1') && values.includes('Explicit 1'), values.join())
})

test('a rating that an address asks for in either way is one of several in the form, and counted so', async () => {
  const { body } = await guest.get('/works?with=ratings/general')
  assert.match(body, /value="ratings\/mature"[^]*?<span class="count">1<\/span>/)
  const ticked = await guest.get('/works?with=ratings/general&any=ratings/mature&match.ratings=any')
  assert.equal(ticked.location, '/works?any=ratings/general&any=ratings/mature')
  // Asked for in both ways, the next one ticked is one more that a work must have.
  const both = await guest.get('/works?with=genres/fluff&any=genres/fluff&any=genres/everything')
  assert.match(both.body, /name="with" value="genres\/angst"[^]*?<span class="count">1<\/span>/)
  assert.deepEqual(titles(await guest.get('/works?with=genres/fluff&any=genres/fluff&with=genres/angst')), ['Gamma'])
})

test('the form sends itself, and becomes a clean address', async () => {
  const sent = async (query: string) => (await guest.get(`/works?${query}`)).location
  assert.equal(await sent('sorted=updated+down&words-from=&words-to=&status='), '/works?sort=updated')
  assert.equal(await sent('words-from='), '/works')
  assert.equal(
    await sent('sorted=words+up&with=genres/fluff&with=genres/angst&match.genres=any&words-from=10'),
    '/works?any=genres/angst&any=genres/fluff&words-from=10&sort=words&order=up',
  )
  assert.equal(await sent('any=genres/fluff&match.genres=all'), '/works?with=genres/fluff')
  assert.equal(
    await sent('any=ratings/general&more.ratings=Mature&match.ratings=any'),
    '/works?any=ratings/general&any=ratings/mature',
  )
  assert.equal(
    await sent('more.fandoms=sherlock+HOLMES,+Books&not.genres=ángst'),
    '/works?with=fandoms/books&with=fandoms/sherlock-holmes&without=genres/angst',
  )
  assert.equal(await sent('by=Ada,+bea'), '/works?author=ada&author=bea')
  assert.equal(await sent('updated-within=30d&updated-from='), '/works?updated-from=30d')
  assert.equal((await guest.get('/browse/titles?letter=g&status=')).location, '/browse/titles?letter=g')
  assert.equal((await guest.get('/works?status=')).status, 303)
})

test('of several mistakes the page opens at the first', async () => {
  for (const page of ['/works', '/search']) {
    const names = 'more.characters=Nobody&more.genres=Nothing&by=Noone'
    const several = await guest.get(`${page}?${names}&words-from=many&words-to=more`)
    assert.deepEqual(opensAt(several), ['more.characters'])
    assert.deepEqual(opensAt(await guest.get(`${page}?words-from=many&words-to=more`)), ['words-from'])
  }
})

function opensAt(page: Page): string[] {
  return [...page.body.matchAll(/<input[^>]* name="([^"]*)"[^>]* autofocus/g)].map(([, name]) => name!)
}

test('names that lead nowhere or to several are told beside the field, and kept', async () => {
  const { db } = home
  const characters = await db
    .selectFrom('vocabulary')
    .where('slug', '=', 'characters')
    .select('id')
    .executeTakeFirstOrThrow()
  const scoped = async (slug: string, fandom: number) => {
    const id = await aTag(db, characters.id, 'Alex')
    await db.updateTable('tag').set({ slug }).where('id', '=', id).execute()
    await db.insertInto('tag_scope').values({ tag_id: id, fandom_id: fandom }).execute()
  }
  await scoped('alex-of-holmes', cast.fandom.holmes)
  await scoped('alex-of-books', cast.fandom.books)
  const page = await guest.get('/works?more.characters=Alex,+Nobody&with=genres/fluff&sorted=updated+down')
  assert.equal(page.status, 422)
  assert.ok(page.has('“Alex” may mean several. Which?') && page.has('There is nothing called “Nobody” here.'))
  assert.equal(page.field('more.characters'), 'Nobody, Alex')
  const whole = await guest.get(`/works?more.characters=${encodeURIComponent('"Nobody, either"')}`)
  assert.equal(whole.field('more.characters'), '"Nobody, either"')
  assert.equal(
    page.link('Alex (Sherlock Holmes)'),
    '/works?with=characters/alex-of-holmes&with=genres/fluff&sort=updated',
  )
  assert.equal(page.link('Alex (Books)'), '/works?with=characters/alex-of-books&with=genres/fluff&sort=updated')
  assert.deepEqual(titles(page), ['Gamma', 'Alpha'])
})

test('what is not understood is told beside its field, and kept', async () => {
  const page = await guest.get('/works?words-from=many&updated-to=soon&with=genres/fluff')
  assert.equal(page.status, 422)
  assert.ok(page.has('“many” is no number of words') && page.has('“soon” is no day'))
  assert.deepEqual([page.field('words-from'), page.field('updated-to')], ['many', 'soon'])
  assert.deepEqual(titles(page), ['Gamma', 'Alpha'])
})

// Addresses, and what is said of them in the place of works.
const IMPOSSIBLE = [
  ['with=genres/nothing', 'This archive has no tag at “genres/nothing”.'],
  ['author=nobody', 'This archive has no author at “nobody”.'],
  ['words-from=9&words-to=8', 'so no work can be like that'],
  ['with=genres/fluff&without=genres/fluff', 'You ask for “Fluff” and rule it out at once'],
] as const

test('what contradicts itself or does not exist is an empty list with the reason', async () => {
  for (const [query, words] of IMPOSSIBLE) {
    const page = await guest.get(`/works?${query}`)
    assert.equal(page.status, 200, query)
    assert.ok(page.has(words), `${query}: ${page.text('.found')}`)
    assert.deepEqual(titles(page), [], query)
    assert.ok(page.link('show the whole list') === '/works', query)
  }
})

test('bad addresses get a sentence and never a failure', async () => {
  const many = Array.from({ length: 500 }, (_, index) => `with=${index}/x`).join('&')
  const tooMany = await guest.get(`/works?${many}`)
  assert.equal(tooMany.status, 422)
  assert.ok(tooMany.has('at most 100 tags'))
  for (const query of [
    'page=-1',
    'page=99999999999999999999',
    'page=NaN',
    'after=x',
    'after=-0',
    'after=9999999999999999-999999999999999',
    'before=-999999999999999',
    'words-from=99999999999999999999',
    'with=',
    'with=%00/%00',
    'with=%F0%9F%A6%86/%F0%9F%A6%86',
    'sort=__proto__&order=constructor',
    'any=toString/valueOf',
    'match.=any&more.=x&not.nothing=y',
    'sorted=up+up+up',
    'updated-within=forever',
    'q=%22&in=nowhere',
    'language=%27%3B--&language=x-y-z',
    'finished=shown&hidden=shown',
  ]) {
    const page = await guest.get(`/works?${query}`)
    assert.ok([200, 303, 422].includes(page.status), `${query}: ${page.status}`)
  }
})

test('what may tell how stories end is closed until somebody opens it', async () => {
  const page = await guest.get('/works')
  const html = page.inner('details.panel')!
  const start = html.indexOf('Endings')
  assert.ok(start > 0 && html.includes('Everybody lives'))
  const opening = html.lastIndexOf('<details', start)
  assert.doesNotMatch(html.slice(opening, start), /\bopen\b/)
})

test('no query is added by more works, more values or more filters of a kind', async () => {
  const cost = async (query: string) => {
    const counts: number[] = []
    for (let time = 0; time < 3; time++) {
      home.queries.length = 0
      await guest.get(`/works${query}`)
      counts.push(home.queries.length)
    }
    return Math.min(...counts)
  }
  const one = await cost('?with=genres/fluff&author=ada')
  assert.equal(await cost('?with=genres/fluff&with=genres/angst&without=ratings/mature&author=ada&words-from=5'), one)
})
