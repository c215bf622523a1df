import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { enqueueJob } from './jobs.ts'
import { runDueJobs, runJobs } from './run-jobs.ts'

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

const silent = { error: () => {} }
const listJobs = () => home.db.selectFrom('job').selectAll().execute()

test('jobs are done as they come in, and a stop waits for the one at hand', async () => {
  const stop = new AbortController()
  const done: unknown[] = []
  const started = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  const ring = async (payload: unknown) => {
    if (payload === 'slow') {
      started.resolve()
      await finish.promise
    }
    done.push(payload)
  }
  const jobs = runJobs(home.db, { ring }, { signal: stop.signal, log: silent, pollMs: 60_000 })
  await enqueueJob(home.db, 'ring', 'quick', 1)
  await enqueueJob(home.db, 'ring', 'slow', 2)
  jobs.nudge()
  await started.promise
  stop.abort()
  await enqueueJob(home.db, 'ring', 'late', 3)
  finish.resolve()
  await jobs.done
  assert.deepEqual(done, ['quick', 'slow'])
  assert.equal((await listJobs()).length, 1, 'what came after the stop waits for the next start')
  await runDueJobs(home.db, { ring }, silent, 3)
  assert.deepEqual(await listJobs(), [])
})

test('a job that fails is tried again later, and holds up no other', async () => {
  const done: unknown[] = []
  let broken = true
  const ring = async (payload: unknown) => {
    if (broken && payload === 'bad') throw new Error('no bell')
    done.push(payload)
  }
  await enqueueJob(home.db, 'ring', 'bad', 1)
  await enqueueJob(home.db, 'ring', 'good', 2)
  await enqueueJob(home.db, 'other kind', 'left alone', 1)
  await runDueJobs(home.db, { ring }, silent, 100)
  assert.deepEqual(done, ['good'])
  broken = false
  await runDueJobs(home.db, { ring }, silent, 100 + 10_000)
  assert.deepEqual(done, ['good', 'bad'])
  assert.deepEqual(
    (await listJobs()).map((job) => job.kind),
    ['other kind'],
  )
})
