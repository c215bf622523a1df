import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Turnstile } from './turnstile.ts'

test('few search at once, some wait their turn, and whoever comes to a long queue is told so', async () => {
  const turnstile = new Turnstile({ atOnce: 2, waiting: 3 })
  const begun: number[] = []
  const { promise: end, resolve } = Promise.withResolvers<void>()
  const search = (number: number) => async () => {
    begun.push(number)
    await end
    if (number === 1) throw new Error('broken')
    return number
  }
  const five = [0, 1, 2, 3, 4].map((number) => turnstile.enter(search(number)))
  await assert.rejects(turnstile.enter(search(5)), { code: 'too_many' })
  const inside = turnstile.goOn(search(6))
  assert.deepEqual(begun, [0, 1])
  resolve()
  const ends = await Promise.allSettled(five)
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  )
  assert.equal(await inside, 6)
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 6])
  assert.equal(await turnstile.enter(async () => 'again'), 'again')
})
