import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SharedRun } from './shared-run.ts'

test('it runs anew for whoever asked while it ran, and once for all of them', async () => {
  const answers: Array<() => void> = []
  const shared = new SharedRun(() => new Promise((resolve) => answers.push(resolve)))
  const told: string[] = []
  const ask = (name: string) => shared.run().then(() => told.push(name))
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const asking = [ask('first')]
  await turn()
  asking.push(ask('second'), ask('third'))
  await turn()
  assert.deepEqual([answers.length, told], [1, []])
  answers[0]!()
  await turn()
  assert.deepEqual([answers.length, told], [2, ['first']])
  asking.push(ask('fourth'))
  answers[1]!()
  await turn()
  assert.deepEqual([answers.length, told], [3, ['first', 'second', 'third']])
  answers[2]!()
  await Promise.all(asking)
})

test('a run that fails is told of, and the next one runs all the same', async () => {
  let broken = true
  const shared = new SharedRun(async () => {
    if (broken) throw new Error('EIO')
  })
  const [first, second] = [shared.run(), shared.run()]
  await assert.rejects(first, /EIO/)
  await assert.rejects(second, /EIO/)
  broken = false
  await shared.run()
})
