import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KnownWords } from './known-words.ts'

test('each word is made once and found by its letters, wherever it stands', () => {
  const made: string[] = []
  const known = new KnownWords<string>()
  const make = (word: string) => {
    made.push(word)
    return word.toUpperCase()
  }
  const text = 'sea Sea séa sea 海 sea'
  const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) =>
    known.get(text, index, index + word.length, make),
  )
  assert.deepEqual(words, ['SEA', 'SEA', 'SÉA', 'SEA', '海', 'SEA'])
  assert.deepEqual(made, ['sea', 'Sea', 'séa', '海'])
})

test('more words than it has room for, and longer ones, are right still', () => {
  const known = new KnownWords<string>()
  const long = 'long'.repeat(30)
  for (let number = 0; number < 250_000; number += 1) {
    const word = `w${number.toString(36)}`
    for (const each of [word, word]) assert.equal(known.get(` ${each} `, 1, 1 + each.length, String), word)
    if (number % 10_000 === 0) assert.equal(known.get(long, 0, long.length, String), long)
  }
})
