import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { anApp, type Page, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let guest: Visitor

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  archive = await anApp(home.db)
  guest = archive.guest()
  const { holmes } = cast.fandom
  await aWork(home.db, {
    by: cast.ada,
    title: 'Blue Carbuncle',
    tagIds: [holmes],
    postedAt: NOON - 3000,
    complete: true,
  })
  await aWork(home.db, {
    by: cast.bea,
    title: 'A Goose',
    tagIds: [holmes],
    chapters: [{ html: '<p>She found a blue carbuncle in it.</p><p>The goose slept.</p>' }],
    postedAt: NOON - 2000,
  })
  await aWork(home.db, { by: cast.ada, title: 'Blue for members', ratingId: cast.ratings.members, tagIds: [holmes] })
  await aWork(home.db, { by: cast.ada, title: 'Red', postedAt: NOON - 1000 })
  while (await archive.parts.textSearch.keepUp());
})
after(() => home.close())

const titles = (page: Page) => page.texts('.blurb-title').map((title) => title.replace(/ by .*/, ''))

test('words are found in titles before texts, and every filter holds', async () => {
  const page = await guest.get('/search?q=blue+carbuncle')
  assert.deepEqual(titles(page), ['Blue Carbuncle', 'A Goose'])
  assert.equal(page.text('h2.total'), '2 works')
  assert.match(page.inner('.excerpt') ?? '', /found a <mark>blue<\/mark> <mark>carbuncle<\/mark> in it/)
  assert.ok(page.link('Chapter 1')?.includes('/chapters/'))
  assert.equal(page.field('q'), 'blue carbuncle')
  assert.deepEqual(titles(await guest.get('/search?q=carbuncle&author=bea')), ['A Goose'])
  assert.deepEqual(titles(await guest.get('/search?q=carbuncle&in=headings')), ['Blue Carbuncle'])
  assert.deepEqual(titles(await guest.get('/search?q=carbuncle&in=texts')), ['A Goose'])
  assert.deepEqual(titles(await guest.get('/search?q=carbuncle&sort=updated')), ['A Goose', 'Blue Carbuncle'])
  assert.deepEqual(titles(await guest.get('/search?q=carbuncle+status:complete')), ['Blue Carbuncle'])
})

test('the place in a text is shown where texts are searched, and only there', async () => {
  for (const [address, excerpts] of [
    ['/search?q=goose', 1],
    ['/search?q=goose&in=texts', 1],
    ['/search?q=goose&in=headings', 0],
    ['/search?q=goose+text:carbuncle&in=headings', 1],
  ] as const) {
    const page = await guest.get(address)
    assert.deepEqual([titles(page), page.texts('.excerpt').length], [['A Goose'], excerpts], address)
  }
})

test('any list can be searched', async () => {
  assert.deepEqual(titles(await guest.get('/authors/ada?q=blue')), ['Blue Carbuncle'])
  assert.deepEqual(titles(await guest.get('/browse/fandoms/books?q=carbuncle&status=complete')), ['Blue Carbuncle'])
  assert.deepEqual(titles(await guest.get('/browse/titles?letter=b&q=carbuncle')), ['Blue Carbuncle'])
})

test('who may not find a work finds it by no word, count or value', async () => {
  const page = await guest.get('/search?q=blue')
  assert.ok(
    !page.has('Blue for members') &&
      page.text('h2.total') === '2 works' &&
      !page.texts('label.ask').includes('Members 1'),
  )
  const rui = await archive.as(cast.rui)
  const seen = await rui.get('/search?q=blue')
  assert.ok(seen.has('Blue for members') && seen.text('h2.total') === '3 works')
})

test('before anything is asked for there is a box, and no list', async () => {
  const page = await guest.get('/search')
  assert.ok(page.field('q') === '' && titles(page).length === 0 && page.link('Browse instead') === '/browse')
  assert.equal((await guest.get('/search?q=&in=')).location, '/search')
})

test('what is not found or not understood says what to do next', async () => {
  const page = await guest.get('/search?q=zyzzyva')
  assert.ok(page.status === 200 && page.link('Browse instead') === '/browse', page.text('.found'))
  const operators = await guest.get('/search?q=OR+-+%22')
  assert.ok(
    operators.status === 200 && operators.has('There is nothing in this search to look for.'),
    operators.text('.found'),
  )
  const long = await guest.get(`/search?q=${'x'.repeat(1001)}`)
  assert.deepEqual([long.status, long.text('h1')], [422, 'That is not possible'])
  assert.ok(long.has('A search has at most 1000 characters.'))
})

test('every page has the box, and tells browsers of it', async () => {
  const page = await guest.get('/works')
  assert.match(page.body, /<form class="site-search[^>]*action="\/search">/)
  assert.match(
    page.body,
    /<link rel="search" type="application\/opensearchdescription\+xml" href="\/search\/description.xml"/,
  )
  const description = await guest.get('/search/description.xml')
  assert.match(description.body, /template="http:\/\/archive.example\/search\?q=\{searchTerms\}"/)
})

test('what a search finds can be taken along, and later what changed in it', async () => {
  const rui = await archive.as(cast.rui)
  const page = await rui.get('/search?q=carbuncle')
  const books = page.links().find((link) => link.startsWith('/search/books'))!
  assert.equal(books, '/search/books?q=carbuncle')
  const offered = await rui.get(books)
  assert.ok(
    offered.has('Search: carbuncle') && offered.links().includes('/search/books/epub?q=carbuncle'),
    offered.text(),
  )
  const taken = await rui.send('GET', '/search/books/html?q=carbuncle')
  assert.equal(taken.status, 200)
  assert.ok(taken.body.includes('She found a blue carbuncle in it.') && taken.body.includes('Blue Carbuncle'))
  assert.ok(!taken.body.includes('Blue for members'))
  assert.equal((await rui.get('/search/books')).status, 404)
  const narrowed = await rui.send('GET', '/browse/fandoms/books/books/html?author=bea')
  assert.ok(narrowed.body.includes('She found') && !narrowed.body.includes('Blue for members'))
})
