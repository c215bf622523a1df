import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../bench/random.ts'
import { WordStarts } from './word-starts.ts'

const LETTERS = ['a', 'b', 'ab', 'é', 'ね', '𝒳', '1']

test('words are found by how they begin, however many have come in since they were packed', () => {
  const random = new Random(11)
  const words = new WordStarts()
  const owners = new Map<string, Set<number>>()
  for (let owner = 0; owner < 6000; owner++) {
    const word = Array.from({ length: 1 + random.below(5) }, () => random.pick(LETTERS)).join('')
    words.add(word, owner)
    words.add(word, owner)
    owners.set(word, (owners.get(word) ?? new Set()).add(owner))
    if (owner % 500 !== 499) continue
    for (const start of ['a', 'ab', 'aba', '𝒳', '𝒳1', 'ねね', 'é1b', 'bbbbbb', word]) {
      const expected = [...owners].flatMap(([one, own]) => (one.startsWith(start) ? [...own] : []))
      const found = [...words.find(start)].flatMap((some) => Array.from(some))
      assert.deepEqual(new Set(found), new Set(expected), `${start} among ${owner}`)
    }
  }
})
