import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldTag } from '../../text/slug.ts'
import { AlikeNames } from './alike-names.ts'

const NAMES = [
  'Sherlock Holmes',
  'Sherlock Holmes (Moriarty the Patriot)',
  'John Watson',
  'The Hound',
  'Found Family',
  'Chapter 12',
  'Ada/Bea',
  'Ada & Bea',
  'Hermione Granger',
  'Vampires',
  '東京喰種トーキョー',
  'محمد الفاتح',
]

function namesLike(typed: string): string[] {
  const names = new AlikeNames()
  NAMES.forEach((name, id) => names.add({ id, vocabularyId: 1, folded: foldTag(name) }))
  const alike = names.like({ id: -1, folded: foldTag(typed) }, { parts: true })
  return alike.map(({ id, how }) => `${how}: ${NAMES[id]}`)
}

const CASES: ReadonlyArray<readonly [string, readonly string[]]> = [
  ['Sherlok Holmes', ['spelling: Sherlock Holmes']],
  ['Holmes Sherlock', ['words: Sherlock Holmes', 'part: Sherlock Holmes (Moriarty the Patriot)']],
  ['Watson', ['part: John Watson']],
  ['Hound', ['words: The Hound']],
  ['found families', ['words: Found Family']],
  ['Vampire', ['words: Vampires']],
  ['Hermoine Granger', ['spelling: Hermione Granger']],
  ['Bea/Ada', ['same: Ada/Bea']],
  ['Chapter 13', []],
  ['東京喰種トーキヨー', ['spelling: 東京喰種トーキョー']],
  ['محمد الفاتخ', ['spelling: محمد الفاتح']],
  ['Angst', []],
  ['', []],
]

test('names that look alike are told, and how', () => {
  for (const [typed, expected] of CASES) assert.deepEqual(namesLike(typed), expected, typed)
})

test('among thirty thousand names the like of one are found in a few milliseconds', () => {
  const names = new AlikeNames()
  for (let id = 0; id < 30_000; id++) {
    const folded = `${syllables(id * 7919)} ${syllables(id * 104_729)}`
    names.add({ id, vocabularyId: 1, folded })
  }
  const started = process.cpuUsage()
  for (let id = 0; id < 100; id++)
    names.like({ id, folded: `${syllables(id * 7919)} ${syllables(id)}x` }, { parts: true })
  const each = process.cpuUsage(started).user / 1000 / 100
  assert.ok(each < 25, `${each} ms`)
})

function syllables(number: number): string {
  const parts = ['ka', 'ren', 'mi', 'tor', 'os', 'li', 'an', 'be', 'dru', 'vex', 'shi', 'qua', 'po', 'ge', 'ul', 'ny']
  let text = ''
  for (let rest = (number % 65_521) + 4096; rest > 0; rest = Math.floor(rest / 16)) text += parts[rest % 16]
  return text
}
