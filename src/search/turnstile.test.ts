import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Turnstile } from './turnstile.ts'

/** Work that ends when it is told to. */
function stage() {
  const begun: number[] = []
  const { promise: end, resolve } = Promise.withResolvers<void>()
  const search = (number: number) => async () => {
    begun.push(number)
    await end
    if (number === 1) throw new Error('broken')
    return number
  }
  return { begun, search, end: resolve }
}

test('few search at once, some wait their turn, and whoever comes to a long queue is told so', async () => {
  const refusal = () => new Error('Too many.')
  const turnstile = new Turnstile({ atOnce: 2, waiting: 3, patienceMs: 10_000, refusal })
  const { begun, search, end } = stage()
  const five = [0, 1, 2, 3, 4].map((number) => turnstile.pass(search(number)))
  await assert.rejects(turnstile.pass(search(5)), /Too many/)
  const inside = turnstile.goOn(search(6))
  assert.deepEqual(begun, [0, 1])
  end()
  const ends = await Promise.allSettled(five)
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  )
  assert.equal(await inside, 6)
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 6])
  assert.equal(await turnstile.pass(async () => 'again'), 'again')
})

test('nobody waits longer than is bearable, and what nobody waits for any more is not begun', async () => {
  const turnstile = new Turnstile({ atOnce: 1, waiting: 3, patienceMs: 5, refusal: () => new Error('Too many.') })
  const { begun, search, end } = stage()
  assert.deepEqual(await Promise.all([0, 2, 3].map((number) => turnstile.pass(search(number)))), [null, null, null])
  assert.equal(await turnstile.pass(search(4)), null)
  assert.deepEqual(begun, [0])
  end()
  assert.equal(await turnstile.pass(search(5)), 5)
  assert.deepEqual(begun, [0, 5])
})
