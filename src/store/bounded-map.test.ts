import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BoundedMap } from './bounded-map.ts'

test('what is asked for stays, and what is not goes when there is no room', () => {
  const map = new BoundedMap<number, string>(10)
  for (let key = 0; key < 5; key++) map.set(key, `value ${key}`)
  for (let key = 5; key < 100; key++) {
    map.set(key, `value ${key}`)
    assert.equal(map.get(3), 'value 3')
  }
  const held = Array.from({ length: 100 }, (_, key) => key).filter((key) => map.get(key) !== undefined)
  assert.ok(held.includes(99) && held.includes(3) && held.length <= 10, held.join())
})

test('what is put again or taken out is not found as it was', () => {
  const map = new BoundedMap<string, number>(4)
  map.set('a', 1)
  map.set('b', 2)
  map.set('c', 3)
  map.set('a', 4)
  assert.equal(map.get('a'), 4)
  map.delete('a')
  assert.equal(map.get('a'), undefined)
  map.clear()
  assert.deepEqual([map.get('b'), map.get('c')], [undefined, undefined])
})
