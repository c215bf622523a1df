import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../bench/random.ts'
import { cutExcerpt } from './cut-excerpt.ts'
import { readPhrase } from './read-phrase.ts'

const LONG = 'Nothing at all happened in the long afternoon, and nobody spoke of it. '.repeat(20)

function cut(text: string, ...queries: string[]): string {
  const phrases = queries.map((query) => readPhrase(query, [], true)!)
  const excerpt = cutExcerpt(text, phrases)
  if (!excerpt) return ''
  const inside = excerpt.parts.map((part) => (part.isMarked ? `[${part.text}]` : part.text)).join('')
  return `${excerpt.isCutBefore ? '…' : ''}${inside}${excerpt.isCutBehind ? '…' : ''}`
}

test('an excerpt marks what was looked for, however it is written', () => {
  for (const [text, queries, expected] of [
    ['The lamp. A Lamp!', ['lamp'], 'The [lamp]. A [Lamp]!'],
    ['She said:\n“Don’t stop.”', ['dont stop'], 'She said: “[Don’t stop].”'],
    ['über die Straße', ['strasse', 'uber'], '[über] die [Straße]'],
    ['lamplight and lamp', ['lamp*'], '[lamplight] and [lamp]'],
    ['東京タワーで猫が笑った', ['東京タワー', '猫'], '[東京タワー]で[猫]が笑った'],
    ['كِتَابٌ قديم', ['كتاب'], '[كِتَابٌ] قديم'],
    ['nothing', ['lamp'], ''],
  ] as const) {
    assert.equal(cut(text, ...queries), expected, text)
  }
})

test('it is short, and shows as much of what was looked for as it can', () => {
  const excerpt = cut(`${LONG}a goose ${LONG}a lamp beside the goose ${LONG}`, 'goose', 'lamp')
  assert.match(excerpt, /^…[^…]* a \[lamp\] beside the \[goose\] [^…]*…$/)
  assert.ok(excerpt.length < 300, excerpt)
  const signs = cut('あ'.repeat(500) + '猫' + 'い'.repeat(500), '猫')
  assert.match(signs, /^…あ+\[猫\]い+…$/)
  assert.ok(signs.length < 300, signs)
})

test('a long chapter without a paragraph is read no further than an excerpt needs', () => {
  const near = `every lamp ${'nothing of it '.repeat(3000)} every word`
  assert.match(cut(near, 'every', 'word'), /\[every\] \[word\]$/)
  const far = `every lamp ${'nothing of it '.repeat(6000)} every word`
  assert.match(cut(far, 'every', 'word'), /^\[every\] lamp nothing/)
  const often = `${'every one of it '.repeat(2000)} every word`
  assert.match(cut(often, 'every', 'word'), /^\[every\] one of it/)
  assert.match(cut('every word of it '.repeat(40_000), 'every', 'word'), /^\[every\] \[word\] of it/)
  assert.equal(cut(`${'あ'.repeat(40_000)}猫`, '猫').at(-1), ']')
})

test('a place is found in a plain text as in one with accents', () => {
  const random = new Random(3)
  const words = [
    'a',
    'an',
    'lamp',
    'Lamp',
    "don't",
    'dont',
    "l'amour",
    'amour',
    'l',
    "rock'n'roll",
    "''",
    '—',
    '1st',
    '“no”',
  ]
  const ends = [' ', ' ', '\n', ', ', '-', '. ', "'", '’']
  const sought = ['a', 'an a', 'lamp', 'lam*', 'dont', 'amour', 'l amour', 'rocknroll', 'a a', '1*', 'no a*']
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: 40 }, () => random.pick(words) + random.pick(ends)).join('')
    const queries = Array.from({ length: 1 + random.below(3) }, () => random.pick(sought))
    assert.equal(
      cut(`${text} é`, ...queries).replace(/ é$|…$/, ''),
      cut(`${text} e`, ...queries).replace(/ e$|…$/, ''),
      text,
    )
  }
})
