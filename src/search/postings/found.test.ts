import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../bench/random.ts'
import { everyNth, setBit, wordsFor } from './bits.ts'
import { Found } from './found.ts'
import { Terms } from './terms.ts'

const DOCUMENTS = 1000

function bitsOf(documents: readonly number[]): Uint32Array {
  const bits = new Uint32Array(wordsFor(DOCUMENTS))
  for (const document of documents) setBit(bits, document)
  return bits
}

test('what was found in an order of its own keeps it, as a list or as bits, whatever is taken out', () => {
  const random = new Random(3)
  const terms = new Terms()
  terms.reserve(DOCUMENTS)
  for (let document = 0; document < DOCUMENTS; document++) {
    for (const term of [0, 1, 2]) if (random.below(term + 2) > 0) terms.add(term, document)
  }
  for (let round = 0; round < 30; round++) {
    const shuffled = Array.from({ length: DOCUMENTS }, (_, document) => [random.next(), document] as const).sort()
    const order = shuffled.slice(0, 100 + random.below(800)).map(([, document]) => document)
    const clause = { terms: [random.below(3)], isNot: random.below(2) === 0 }
    const dropped = order.slice(0, 40).filter(() => random.below(2) === 0)
    const kept = order.filter((one) => terms.has(clause.terms[0]!, one) !== clause.isNot && !dropped.includes(one))
    for (const bits of [null, bitsOf(order)]) {
      const found = Found.these(terms, Uint32Array.from(order), bits)
      assert.equal(found.isMany, bits !== null)
      found.narrow(clause)
      found.drop(Uint32Array.from(dropped))
      assert.equal(found.count, kept.length)
      assert.deepEqual([...found.first(25)], kept.slice(0, 25))
      assert.equal(found.countIn(1), kept.filter((one) => terms.has(1, one)).length)
      assert.equal(found.every(7).length, Math.ceil(kept.length / 7))
      assert.deepEqual([...found.list], kept)
      found.keepIf((document) => document % 2 === 0)
      assert.deepEqual([...found.first(9)], kept.filter((document) => document % 2 === 0).slice(0, 9))
    }
  }
})

test('every third of what is set, from the first on', () => {
  const set = [3, 31, 32, 64, 65, 66, 200, 999]
  assert.deepEqual([...everyNth(bitsOf(set), 3)], [3, 64, 200])
  assert.deepEqual([...everyNth(bitsOf(set), 1)], set)
  assert.deepEqual([...everyNth(bitsOf([]), 2)], [])
})
