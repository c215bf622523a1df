import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Pace } from './pace.ts'

function aPace() {
  const clock = { time: 1_000_000 }
  const pace = new Pace(() => clock.time)
  const after = (seconds: number) => (clock.time += seconds * 1000)
  return { pace, after }
}

test('a phase tells its rate and what is left of it', () => {
  const { pace, after } = aPace()
  pace.see({ phase: 'chapters', done: 0, total: 1000 })
  after(10)
  pace.see({ phase: 'chapters', done: 250, total: 1000 })
  const { rate, secondsLeft, seconds, unit } = pace.current()!
  assert.deepEqual({ rate, secondsLeft, seconds, unit }, { rate: 25, secondsLeft: 30, seconds: 10, unit: 'rows' })
})

test('the second table of a phase is counted on top of the first', () => {
  const { pace, after } = aPace()
  pace.see({ phase: 'works', done: 100, total: 100 })
  after(1)
  pace.see({ phase: 'works', done: 10, total: 40 })
  assert.deepEqual([pace.current()!.done, pace.current()!.total], [110, 140])
})

test('the whole comes nearer its end with every step, and never goes back where a phase is skipped', () => {
  const { pace, after } = aPace()
  const shares: number[] = []
  const guesses: (number | null)[] = []
  for (const [phase, done] of [
    ['dump', 0],
    ['dump', 100],
    ['people', 50],
    ['chapters', 20],
    ['chapters', 100],
    ['reviews', 100],
    ['totals', 0],
    ['totals', 100],
  ] as const) {
    after(1)
    pace.see({ phase, done, total: 100 })
    shares.push(pace.overall().share)
    guesses.push(pace.overall().secondsLeft)
  }
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
  )
  assert.equal(shares.at(-1), 1)
  assert.equal(guesses[0], null)
  assert.ok(guesses[3]! > guesses[4]!)
  assert.equal(guesses.at(-1), 0)
})
