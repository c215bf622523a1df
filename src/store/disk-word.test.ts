import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DiskWord } from './disk-word.ts'

test('the disk is asked after each writing, and once for all who wrote meanwhile', async () => {
  const answers: Array<() => void> = []
  const word = new DiskWord(() => new Promise((resolve) => answers.push(resolve)))
  const told: string[] = []
  const ask = (name: string) => word.ask().then(() => told.push(name))
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

test('a disk that fails is told of, and asked again', async () => {
  let broken = true
  const word = new DiskWord(async () => {
    if (broken) throw new Error('EIO')
  })
  await assert.rejects(word.ask(), /EIO/)
  broken = false
  await word.ask()
})
