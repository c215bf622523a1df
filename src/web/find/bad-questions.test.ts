// What nobody can answer: told in a sentence, with a way on, by lists and searches alike.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork } from '../../../test/cast.ts'
import { anApp, type Page, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'

let home: TestDatabase
let archive: TestApp
let guest: Visitor

before(async () => {
  home = await openTestDatabase()
  const { ada, fandom } = await aCast(home.db)
  archive = await anApp(home.db)
  guest = archive.guest()
  const genres = await aVocabulary(home.db, 'genres', 'facet')
  const fluff = await aTag(home.db, genres, 'Fluff')
  await aWork(home.db, { by: ada, title: 'The Lamp', tagIds: [fandom.holmes, fluff] })
  while (await archive.parts.textSearch.keepUp());
})
after(() => home.close())

const isEmpty = (page: Page) => page.texts('.blurb-title').length === 0 && page.text('h2.total') === ''

test('wishes that no work can fulfil leave an empty list and the way back to the whole', async () => {
  for (const query of [
    'any=genres/fluff&without=genres/fluff',
    'with=fandoms/books&without=fandoms/books',
    'chapters=one&chapters-from=2',
    'words-from=1000000000',
    'updated-from=2030-01-01',
    'published-to=1970-01-01',
    'updated-from=2026-02-01&updated-to=2026-01-01',
    'language=tlh',
    'q=status:complete&status=in-progress',
    'q=lamp+-lamp',
    'q=words>99999999999999999999',
    'q=lamp+kudos>99999999999999999999',
  ]) {
    const page = await guest.get(`/works?${query.replaceAll('>', '%3E')}`)
    assert.deepEqual([page.status, isEmpty(page)], [200, true], query)
    assert.ok(page.text('.found').length > 30 && page.link('show the whole list') === '/works', query)
  }
})

test('numbers that are larger than any archive are told beside their field', async () => {
  for (const [field, value, words] of [
    ['words-from', '99999999999999999999', 'is no number of'],
    ['chapters-to', '1000000001', 'is no number of'],
    ['updated-from', '99999999d', 'is no day'],
    ['published-to', '99999-01-01', 'is no day'],
  ] as const) {
    const page = await guest.get(`/works?${field}=${value}`)
    assert.deepEqual([page.status, page.field(field)], [422, value], field)
    assert.ok(page.has(`“${value}” ${words}`) || page.has(`“${value}” is no`), page.text('details.panel'))
  }
  const far = await guest.get('/works?page=99999999999999999999')
  assert.ok(far.status === 200 && (far.has('This list has fewer pages.') || far.has('The Lamp')), far.text('.found'))
})

test('a search of signs alone finds nothing, and says what to do', async () => {
  for (const typed of [
    'OR',
    'AND NOT',
    '- - -',
    '()',
    '((()))',
    '"',
    '""',
    '|',
    '||',
    '&&',
    '*',
    '...',
    '-()',
    'OR OR OR',
  ]) {
    const page = await guest.get(`/search?q=${encodeURIComponent(typed)}`)
    assert.deepEqual([page.status, isEmpty(page)], [200, true], typed)
    assert.ok(page.has('There is nothing in this search to look for.'), `${typed}: ${page.text('.found')}`)
    assert.equal(page.field('q'), typed)
    assert.equal(page.link('What can I type?'), '/search/help')
  }
})

test('names that nothing has are told, and the rest is looked for', async () => {
  const page = await guest.get('/search?q=lamp+fandom:nowhere')
  assert.ok(page.has('Nothing of the kind “fandom” is called “nowhere” here'), page.text('.found'))
  const language = await guest.get('/search?q=lamp+language:nowherish')
  assert.ok(
    language.has('No language is called “nowherish” here.') && language.has('The Lamp'),
    language.text('.found'),
  )
  const field = await guest.get('/search?q=colour:red')
  assert.ok(field.status === 200 && isEmpty(field) && field.text('.notice').includes('colour'), field.text('.found'))
})

test('a search that takes longer than a second is ended and says so, and the next one is answered', async (t) => {
  const clock = performance.now.bind(performance)
  // Two seconds pass between any two looks at the clock.
  let leap = 0
  const stopped = t.mock.method(performance, 'now', () => clock() + (leap += 2000))
  const page = await guest.get('/search?q=holmes')
  stopped.mock.restore()
  assert.deepEqual([page.status, isEmpty(page)], [200, true], page.text('.found'))
  assert.ok(page.has('The search took longer than a second and was ended.'), page.text('.found'))
  assert.ok(page.has('Fewer words, rarer ones or a phrase are found sooner.') && page.field('q') === 'holmes')
  assert.ok((await guest.get('/search?q=holmes')).has('The Lamp'))
})
