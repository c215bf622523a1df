import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KeptWith } from './kept-with.ts'

test('what is kept with something is there as long as it is, apart from what others keep, and seen by nobody else', () => {
  const [names, counts] = [new KeptWith<object, string>(), new KeptWith<object, number>()]
  const [one, other] = [{ id: 1 }, new Map([[1, 2]])]
  assert.equal(names.get(one), undefined)
  names.set(one, 'first')
  names.set(one, 'second')
  counts.set(one, 7)
  names.set(other, 'third')
  assert.deepEqual(
    [names.get(one), counts.get(one), names.get(other), counts.get(other)],
    ['second', 7, 'third', undefined],
  )
  assert.deepEqual(one, { id: 1 })
  assert.equal(JSON.stringify(one), '{"id":1}')
  names.delete(one)
  assert.deepEqual([names.get(one), counts.get(one)], [undefined, 7])
})
