import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RecentTags } from './recent-tags.ts'

const HALF = 40_000

test('tags that are asked for again stay, and those that nobody asks for go once many others have been', () => {
  const tags = new RecentTags<{ id: number }>()
  const ask = (ids: readonly number[]) => {
    tags.makeRoom()
    for (const id of tags.missingOf(ids)) tags.set({ id })
  }
  const many = (from: number) => Array.from({ length: HALF }, (_, index) => from + index)
  ask([1, 2, ...many(10)])
  assert.deepEqual(tags.missingOf([1, 2, 3, 3]), [3])
  const kept = tags.get(1)
  ask([1, ...many(10 + HALF)])
  assert.equal(tags.get(1), kept)
  assert.notEqual(tags.get(2), undefined)
  ask([1])
  assert.equal(tags.get(1), kept)
  assert.equal(tags.get(2), undefined)
})
