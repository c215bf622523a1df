import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Turns } from './turns.ts'

const never = new AbortController().signal
const LIMITS = { atOnce: 1, waiting: 2, waitSeconds: 5, each: 2 }

test('turns come in the order in which they were asked for', async () => {
  const turns = new Turns(LIMITS)
  const came: string[] = []
  const end = await turns.begin('a', never)
  const work = async (name: string) => {
    const end = await turns.begin(name, never)
    came.push(name)
    end!()
  }
  const both = [work('b'), work('c')]
  assert.equal(await turns.begin('d', never), null)
  end!()
  await Promise.all(both)
  assert.deepEqual(came, ['b', 'c'])
  assert.ok(await turns.begin('d', never))
})

test('nobody takes all places alone', async () => {
  const turns = new Turns(LIMITS)
  const end = await turns.begin('a', never)
  const second = turns.begin('a', never)
  assert.equal(await turns.begin('a', never), null)
  end!()
  const endSecond = await second
  const third = turns.begin('a', never)
  endSecond!()
  assert.ok(await third)
})

test('whoever leaves, or waits too long, makes room', async () => {
  const turns = new Turns({ ...LIMITS, waiting: 1, waitSeconds: 0.02 })
  const end = await turns.begin('a', never)
  const leaving = new AbortController()
  const left = turns.begin('b', leaving.signal)
  leaving.abort(new Error('left'))
  await assert.rejects(left, /left/)
  assert.equal(await turns.begin('c', never), null)
  end!()
  assert.ok(await turns.begin('b', never))
  await assert.rejects(turns.begin('b', leaving.signal), /left/)
})
