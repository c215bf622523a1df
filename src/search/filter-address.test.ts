import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, type Cast, DAY, NOON } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { Refusal } from '../errors.ts'
import { parseFilter, writeFilter } from './filter-address.ts'

let home: TestDatabase
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  const synonym = {
    name: 'Sherlock',
    name_folded: 'sherlock',
    sort_name: 'sherlock',
    slug: 'sherlock',
    image_url: null,
  }
  const { vocabulary_id } = await home.db
    .selectFrom('tag')
    .where('id', '=', cast.fandom.holmes)
    .select('vocabulary_id')
    .executeTakeFirstOrThrow()
  await home.db
    .insertInto('tag')
    .values({ ...synonym, vocabulary_id, canonical_id: cast.fandom.holmes, created_at: NOON })
    .execute()
})
after(() => home.close())

const clock = { now: NOON, timeZone: 'Europe/Berlin' }
const parse = (address: string) => parseFilter(home.db, new URLSearchParams(address), clock)
const canonical = async (address: string) => writeFilter((await parse(address)).chosen)

// An address, and the one that it is written as.
const WRITTEN = [
  ['', ''],
  ['page=3&after=1-2&finished=shown&what=ever', ''],
  ['with=fandoms%2Fbooks', 'with=fandoms/books'],
  ['with=fandoms/books&with=characters/john-watson', 'with=characters/john-watson&with=fandoms/books'],
  ['with=fandoms/books&with=fandoms/books', 'with=fandoms/books'],
  ['with=fandoms/sherlock', 'with=fandoms/sherlock-holmes'],
  ['with=fandoms/sherlock&with=fandoms/sherlock-holmes', 'with=fandoms/sherlock-holmes'],
  ['any=ratings/mature&any=ratings/general', 'any=ratings/general&any=ratings/mature'],
  ['without=ratings/explicit&author=ada', 'without=ratings/explicit&author=ada'],
  ['author=wren&author=ada', 'author=ada&author=wren'],
  ['language=ja&language=en', 'language=en&language=ja'],
  ['words-from=1,000&words-to=10k', 'words-from=1000&words-to=10000'],
  ['words-from=1 000 000', 'words-from=1000000'],
  ['words-from=&words-to=+', ''],
  ['chapters-from=02&chapters-to=4', 'chapters-from=2&chapters-to=4'],
  ['chapters=one', 'chapters=one'],
  ['updated-from=30D&published-to=2026-01-31', 'updated-from=30d&published-to=2026-01-31'],
  ['status=in-progress', 'status=in-progress'],
  ['status=complete&crossover=none&downloads=on&reviews=on', 'status=complete&crossover=none&downloads=on&reviews=on'],
  ['pairing=characters/john-watson', 'pairing=characters/john-watson'],
  ['sort=words&order=up', 'sort=words&order=up'],
  ['sort=words&order=down', 'sort=words'],
  ['sort=title&order=up', 'sort=title'],
  ['order=up', 'order=up'],
  ['q= blue+carbuncle &in=texts', 'q=blue+carbuncle&in=texts'],
  ['in=texts', ''],
  ['q=a%26b%3Dc%23%2Bd', 'q=a%26b%3Dc%23%2Bd'],
  ['q=青い&sort=relevance', 'q=%E9%9D%92%E3%81%84&sort=relevance'],
] as const

test('an address is written in one form, which means the same', async () => {
  for (const [address, expected] of WRITTEN) {
    assert.equal(await canonical(address), expected, address)
    assert.equal(await canonical(expected), expected, 'again')
    const [one, other] = [await parse(address), await parse(expected)]
    assert.deepEqual(one.filter, other.filter, address)
    assert.deepEqual(one.problems, [], address)
  }
})

test('names become numbers, those of one vocabulary one group', async () => {
  const { filter } = await parse(
    'any=ratings/general&any=fandoms/books&any=ratings/mature&with=characters/john-watson&author=wren',
  )
  assert.deepEqual(
    filter.anyOf,
    [[cast.ratings.general, cast.ratings.mature], [cast.fandom.books]].toSorted((one, other) => one[0]! - other[0]!),
  )
  assert.deepEqual(filter.with, [cast.character.watson])
  assert.deepEqual(filter.authors, [cast.adaAsWren.pseudId])
})

test('days begin and end where the archive is', async () => {
  const { filter } = await parse('updated-from=2026-01-10&updated-to=2026-01-10&published-from=2w&published-to=3d')
  const start = Date.UTC(2026, 0, 9, 23)
  assert.deepEqual(filter.updated, { from: start, to: start + DAY - 1 })
  assert.deepEqual(filter.published, { from: NOON - 14 * DAY, to: NOON - 3 * DAY })
})

// An address, its problems as `kind field value`, and whether nothing can be found.
const TROUBLED = [
  ['with=fandoms/nowhere', ['unknown with fandoms/nowhere'], true],
  ['with=nonsense', ['unknown with nonsense'], true],
  ['with=/&with=a/', ['unknown with /', 'unknown with a/'], true],
  ['with=ratings/books', ['unknown with ratings/books'], true],
  ['any=fandoms/nowhere', ['unknown any fandoms/nowhere'], true],
  ['any=fandoms/nowhere&any=fandoms/books', ['unknown any fandoms/nowhere'], false],
  ['without=fandoms/nowhere', ['unknown without fandoms/nowhere'], false],
  ['author=nobody', ['unknown author nobody'], true],
  ['any=fandoms/sherlock&without=fandoms/sherlock-holmes', ['contradiction any Sherlock Holmes'], false],
  ['any=fandoms/sherlock&any=fandoms/books&without=fandoms/sherlock-holmes', [], false],
  ['with=fandoms/sherlock&without=fandoms/sherlock-holmes', ['contradiction without Sherlock Holmes'], true],
  ['words-from=many', ['unreadable number words-from many'], false],
  ['words-from=-5', ['unreadable number words-from -5'], false],
  ['words-to=99999999999999999999999', ['unreadable number words-to 99999999999999999999999'], false],
  ['words-from=1e9', ['unreadable number words-from 1e9'], false],
  ['words-from=20&words-to=10', ['backwards words '], true],
  ['chapters-from=3&chapters-to=2', ['backwards chapters '], true],
  ['updated-from=yesterday', ['unreadable day updated-from yesterday'], false],
  ['updated-from=2026-02-30', ['unreadable day updated-from 2026-02-30'], false],
  ['updated-from=99999d', ['unreadable day updated-from 99999d'], false],
  ['updated-from=0001-01-01', ['unreadable day updated-from 0001-01-01'], false],
  ['updated-from=2026-01-31&updated-to=2026-01-01', ['backwards updated '], true],
  ['published-from=3d&published-to=2w', ['backwards published '], true],
  ['status=finished', ['unreadable word status finished'], false],
  ['sort=constructor', ['unreadable word sort constructor'], false],
] as const

test('what cannot be meant is told, and not guessed', async () => {
  for (const [address, expected, isImpossible] of TROUBLED) {
    const parsed = await parse(address)
    const told = parsed.problems.map((problem) =>
      [problem.kind, problem.field, 'value' in problem ? problem.value : ''].join(' '),
    )
    assert.deepEqual(told, expected, address)
    assert.equal(parsed.isImpossible, isImpossible, address)
  }
})

test('what is longer than anybody means is refused in a sentence', async () => {
  const many = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${name}=${index}/x`).join('&')
  const refused = (address: string, words: RegExp) =>
    assert.rejects(
      parse(address),
      (error) => error instanceof Refusal && error.code === 'invalid' && words.test(error.message),
    )
  await refused(many('with', 10_000), /at most 100 tags/)
  await refused(`${many('with', 60)}&${many('without', 60)}`, /at most 100 tags/)
  await refused(many('author', 21), /at most 20 authors/)
  await refused(many('language', 51), /at most 50 languages/)
  await refused(`q=${'x'.repeat(1001)}`, /at most 1000 characters/)
})

test('however much is chosen, two queries find it', async () => {
  home.queries.length = 0
  await parse('words-from=5&status=complete')
  assert.equal(home.queries.length, 0)
  await parse(
    'with=fandoms/books&any=ratings/general&any=ratings/mature&without=fandoms/sherlock&author=ada&author=wren',
  )
  assert.equal(home.queries.length, 2)
})
