import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { TookTooLong, withinTime } from './time-limit.ts'

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

const sleep = sql`select pg_sleep(5)`

test('what takes too long is ended, and the connection is good for the next', async () => {
  const started = performance.now()
  await assert.rejects(
    withinTime(home.db, 100, async (db, goOn) => {
      if (home.url) return sleep.execute(db)
      for (;;) {
        await sql`select 1`.execute(db)
        goOn()
      }
    }),
    TookTooLong,
  )
  assert.ok(performance.now() - started < 4000)
  const { rows } = await withinTime(home.db, 5000, (db) => sql<{ one: number }>`select 1 as one`.execute(db))
  assert.deepEqual(rows, [{ one: 1 }])
})

test('another mistake stays what it is', async () => {
  await assert.rejects(
    withinTime(home.db, 5000, (db) => sql`select * from nowhere`.execute(db)),
    (error) => !(error instanceof TookTooLong),
  )
})
