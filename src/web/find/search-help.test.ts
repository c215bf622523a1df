import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aVocabulary, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { parseQuery } from '../../search/texts/parse-query.ts'
import { messagesFor } from '../messages/messages.ts'
import { EXAMPLES } from './search-help-page.ts'
import { sentenceFor } from './search-notes.ts'

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
  const asked = [
    ['OR', '“OR” needs words beside it; it is left aside.'],
    ['one "two', 'The quotation mark " is never closed, so the words are looked for one by one.'],
    ['-one', 'There are only words to leave out'],
    ['words:many', '“many” is no number for “words”. It may be written as 5000, >5000, <1k or 1000-5000.'],
    ['updated:soon', '“soon” is no time for “updated”.'],
    ['status:lost', '“lost” is nothing that “status” can be. It may be: complete, in progress.'],
    ['ab*', 'before a star there must be at least 3 letters'],
    ['word '.repeat(10_000), 'at most 40 words, phrases and fields'],
    ['colour:{red}', '“colour:” is no field of a search here'],
    ['{words}:', ''],
  ] as const
  for (const [text, sentence] of asked) {
    const told = parse(text).mistakes.map((mistake) => sentenceFor(t, mistake))
    assert.ok(
      told.some((each) => each.includes(sentence)) || sentence === '',
      `${text.slice(0, 20)}: ${told.join(' ')}`,
    )
  }
})
