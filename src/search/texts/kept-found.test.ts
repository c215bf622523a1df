import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KeptFound } from './kept-found.ts'

test('what was asked for longest ago gives way', () => {
  const kept = new KeptFound<Uint32Array>((ids) => ids.length, 3500)
  const [one, two, three] = [1, 2, 3].map(() => new Uint32Array(1000)) as [Uint32Array, Uint32Array, Uint32Array]
  kept.keep('one', one)
  kept.keep('two', two)
  assert.equal(kept.get('one'), one)
  kept.keep('three', three)
  assert.deepEqual([kept.get('one'), kept.get('two'), kept.get('three')], [one, undefined, three])
  kept.keep('large', new Uint32Array(4000))
  assert.equal(kept.get('large'), undefined)
})
