import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinNames, splitNames } from './tag-names.ts'

const CASES: ReadonlyArray<readonly [string, readonly string[]]> = [
  ['', []],
  [' , ,\n', []],
  ['Found Family, Slow Burn', ['Found Family', 'Slow Burn']],
  ['one\ntwo,\nthree', ['one', 'two', 'three']],
  ['家族、冒険，恋', ['家族', '冒険', '恋']],
  ['"Lion, the Witch and the Wardrobe", Narnia', ['Lion, the Witch and the Wardrobe', 'Narnia']],
  ['“Smith, John”, x', ['Smith, John', 'x']],
  ['"Weird Al" Yankovic, x', ['"Weird Al" Yankovic', 'x']],
  ['"say ""hi"", now"', ['say "hi", now']],
  ['"never closed, x', ['"never closed', 'x']],
  ['"', ['"']],
  ['twice,  twice , Twice', ['twice', 'Twice']],
]

test('tags are parted by commas and line ends, and quotes keep a comma inside a name', () => {
  for (const [typed, names] of CASES) assert.deepEqual(splitNames(typed), names, typed)
})

test('what the form shows again reads back as the same names', () => {
  for (const names of [['a, b', '"Weird Al" Yankovic', 'say "hi", now', 'x'], ['、'], ['"']])
    assert.deepEqual(splitNames(joinNames(names)), names)
})

test('ten megabytes of quotes are read at once', () => {
  const started = Date.now()
  splitNames('"'.repeat(1_000_000))
  splitNames('" ,'.repeat(100_000))
  assert.ok(Date.now() - started < 2000)
})
