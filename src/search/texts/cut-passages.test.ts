import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOST_PLACES } from '../../store/word-index.ts'
import { htmlToText } from '../../text/html-to-text.ts'
import { tokensOf } from '../../text/search-words/tokens.ts'
import { cutPassages, LONGEST_PHRASE } from './cut-passages.ts'

const LONG = [
  'sea '.repeat(900),
  '海'.repeat(900),
  '山川'.repeat(700),
  Array.from({ length: 9000 }, (_, number) => `word${number}`).join(' '),
  Array.from({ length: 9000 }, (_, number) => String.fromCharCode(0x4e00 + number)).join(''),
  `${'私は3人の友達と東京へ行った。'.repeat(300)} and then home ${'私は'.repeat(400)}`,
]

test('passages have all words in order, no word more often than there is room for, and a phrase never reaches past one', () => {
  for (const text of LONG) {
    const html = `<p>${text}</p>`
    const passages = cutPassages([Buffer.from(html)]).map((words) => Buffer.from(words).toString().split(' '))
    assert.ok(passages.length > 1)
    const [first = [], ...rest] = passages
    const words = [...first]
    for (const passage of rest) {
      assert.deepEqual(passage.slice(0, LONGEST_PHRASE - 1), words.slice(-(LONGEST_PHRASE - 1)))
      words.push(...passage.slice(LONGEST_PHRASE - 1))
    }
    assert.deepEqual(words, tokensOf(htmlToText(html)))
    for (const passage of passages) {
      const counts = Map.groupBy(passage, (word) => word)
      assert.ok(Math.max(...[...counts.values()].map((same) => same.length)) <= MOST_PLACES)
    }
  }
})
