import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aVocabulary, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import * as fields from '../../search/texts/fields.ts'
import { parseQuery } from '../../search/texts/parse-query.ts'
import { fieldNames } from '../../search/texts/read-field.ts'
import { messagesFor } from '../messages/messages.ts'
import { mistakeSentence } from './query-mistakes.ts'
import { EXAMPLES } from './search-help-page.ts'

let home: TestDatabase
let archive: TestApp
before(async () => {
  home = await openTestDatabase()
  await aCast(home.db)
  await aVocabulary(home.db, 'genres', 'facet')
  archive = await anApp(home.db)
})
after(() => home.close())

const parse = (text: string) => parseQuery(text, { now: NOON, timeZone: 'UTC', vocabularies: [] })

test('the help page tells every way to search, and the archive’s own kinds of tags', async () => {
  const page = await archive.guest().get('/search/help')
  assert.equal(page.status, 200)
  const typed = page.texts('code')
  for (const each of ['lighthouse -storm', 'words>5000', 'updated<30d', 'sort:words', 'genres:…']) {
    assert.ok(typed.includes(each), each)
  }
})

/** Every word that may stand before a colon, by the facts the parser reads. */
const KNOWN = Object.entries(fields)
  .filter(([name]) => name.endsWith('_FIELDS'))
  .flatMap(([, facts]) => (Array.isArray(facts) ? (facts as string[]) : Object.keys(facts)))
const GENRES = { slug: 'genres', name: 'Genres', role: 'facet' } as const
const WORLDS = { slug: 'worlds', name: 'Worlds', role: 'fandom' } as const

const fieldOf = (typed: string) => /^-?([\p{L}_-]+)(?=[:<>]|$)/u.exec(typed)?.[1] ?? ''

test('the help page names every field that a search knows, and every kind of the archive', async () => {
  await aVocabulary(home.db, WORLDS.slug, WORLDS.role)
  const named = new Set((await archive.guest().get('/search/help')).texts('code').map(fieldOf))
  for (const name of [...KNOWN, 'genres', 'worlds']) assert.ok(named.has(name), name)
  assert.ok(KNOWN.length > 60, String(KNOWN.length))
})

test('a search knows every field that the help page names, and every order', async () => {
  const page = await archive.guest().get('/search/help')
  const formOf = fieldNames({ now: NOON, timeZone: 'UTC', vocabularies: [WORLDS, GENRES] })
  const cells = page.texts('code')
  const typed = cells.filter((each) => /[:<>]/.test(each))
  const bare = cells.slice(cells.findLastIndex((each) => /[:<>]/.test(each)) + 1)
  assert.ok(typed.length > 30 && bare.length > 60)
  for (const name of [...typed.map(fieldOf), ...bare]) assert.notEqual(formOf(name), null, name)
  const orders = new Set(typed.flatMap((each) => /^sort:([a-z]+)/.exec(each)?.[1] ?? []))
  assert.deepEqual([...orders].toSorted(), [...new Set(Object.values(fields.SORTS))].toSorted())
})

test('what the help page says is understood', () => {
  for (const [typed] of Object.values(EXAMPLES).flat()) {
    for (const each of typed) {
      const { words, terms, sort, mistakes } = parse(each)
      assert.deepEqual(mistakes, [], each)
      assert.ok(words || terms.length > 0 || sort, each)
    }
  }
})

test('every mistake is told in a sentence', () => {
  const t = messagesFor('en', 'UTC')
  const texts = [
    'OR',
    'one "two',
    '-one',
    'words:many',
    'updated:soon',
    'status:lost',
    'ab*',
    '*house',
    'colour:{red}',
    '...',
    '(a',
  ]
  texts.push('word '.repeat(10_000), '('.repeat(200), `"${'word '.repeat(50)}"`, 'a OR words>1 -language:ja title: b) ')
  for (const text of texts) {
    const told = parse(text).mistakes.map((mistake) => mistakeSentence(t, mistake))
    assert.ok(told.length > 0, text)
    for (const sentence of told) assert.match(sentence, /^[^{}]*(\{red\})?[^{}]*$/, text)
  }
})
