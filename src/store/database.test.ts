import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { inTransaction } from './database.ts'
import { dialectOf } from './dialect.ts'
import { enqueueJob, failJob, finishJob, takeJob } from './jobs.ts'
import { listPendingMigrations, migrate } from './migrate.ts'
import { prepare } from './prepared.ts'

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

test('a migrated archive has nothing left to migrate', async () => {
  assert.deepEqual(await migrate(home.db), [])
  assert.deepEqual(await listPendingMigrations(home.db), [])
})

test('a change that fails half-way leaves nothing behind', async () => {
  const attempt = inTransaction(home.db, async (db) => {
    await db.insertInto('setting').values({ name: 'half', value: '1', updated_at: 1 }).execute()
    throw new Error('stop')
  })
  await assert.rejects(attempt, /stop/)
  assert.equal(
    await home.db.selectFrom('setting').where('name', '=', 'half').select('name').executeTakeFirst(),
    undefined,
  )
})

test('readers are not kept waiting by a change under way, nor do they see it', async () => {
  await inTransaction(home.db, async (db) => {
    await db.insertInto('setting').values({ name: 'under way', value: '1', updated_at: 1 }).execute()
    const outside = await home.db.selectFrom('setting').where('name', '=', 'under way').select('name').execute()
    assert.deepEqual(outside, [])
  })
  assert.equal((await home.db.selectFrom('setting').where('name', '=', 'under way').select('name').execute()).length, 1)
})

test('writers wait for one another and all get through', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `writer ${index}`)
  await Promise.all(
    names.map((name) =>
      inTransaction(home.db, async (db) => {
        await db.insertInto('setting').values({ name, value: '0', updated_at: 1 }).execute()
        await new Promise((resolve) => setImmediate(resolve))
        await db.updateTable('setting').set({ value: '1' }).where('name', '=', name).execute()
      }),
    ),
  )
  const done = await home.db
    .selectFrom('setting')
    .where('name', 'like', 'writer %')
    .where('value', '=', '1')
    .selectAll()
    .execute()
  assert.equal(done.length, 20)
})

test('a number comes back as a number, large or counted', async () => {
  await home.db.insertInto('setting').values({ name: 'time', value: '', updated_at: 1_800_000_000_000 }).execute()
  const row = await home.db
    .selectFrom('setting')
    .where('name', '=', 'time')
    .select((eb) => ['updated_at', eb.fn.countAll<number>().as('many')])
    .groupBy('updated_at')
    .executeTakeFirstOrThrow()
  assert.deepEqual({ ...row }, { updated_at: 1_800_000_000_000, many: 1 })
})

test('the same row twice is told apart from other mistakes', async () => {
  const row = { name: 'twice', value: '', updated_at: 1 }
  await home.db.insertInto('setting').values(row).execute()
  const error = await home.db
    .insertInto('setting')
    .values(row)
    .execute()
    .catch((error: unknown) => error)
  assert.equal(dialectOf(home.db).isDuplicate(error), true)
  assert.equal(dialectOf(home.db).isDuplicate(new Error('other')), false)
})

test('a prepared query takes new values every time', async () => {
  const find = prepare<{ name: string }>()((db, param) =>
    db.selectFrom('setting').where('name', '=', param('name')).where('updated_at', '>=', 0).select('name'),
  )
  await home.db
    .insertInto('setting')
    .values([
      { name: 'one', value: '', updated_at: 1 },
      { name: 'two', value: '', updated_at: 1 },
    ])
    .execute()
  assert.equal((await find(home.db, { name: 'one' }))[0]?.name, 'one')
  assert.equal((await find(home.db, { name: 'two' }))[0]?.name, 'two')
})

test('a job is taken by one worker, comes back when that one crashes, and is gone when done', async () => {
  await enqueueJob(home.db, 'ring', { bell: 1 }, 1000)
  assert.equal(await takeJob(home.db, ['ring'], 999), null)
  const job = await takeJob(home.db, ['ring'], 1000)
  assert.equal(job?.payload, '{"bell":1}')
  assert.equal(await takeJob(home.db, ['ring'], 1001), null)
  const again = await takeJob(home.db, ['ring'], 1000 + 60_001)
  assert.equal(again?.attempts, 2)
  await failJob(home.db, again!, 'no bell', 70_000)
  assert.equal(await takeJob(home.db, ['ring'], 70_001), null)
  const last = await takeJob(home.db, ['ring'], 70_000 + 60_000)
  await finishJob(home.db, last!)
  assert.equal(await takeJob(home.db, ['ring'], 9_000_000), null)
})

test('what was written is read at once, also in the same turn, and by a prepared query', async () => {
  const find = prepare<{ name: string }>()((db, param) =>
    db.selectFrom('setting').where('name', '=', param('name')).select('value'),
  )
  const read = async () => (await find(home.db, { name: 'turn' }))[0]?.value
  assert.equal(await read(), undefined)
  for (const value of ['1', '2', '3']) {
    await home.db
      .insertInto('setting')
      .values({ name: 'turn', value, updated_at: 1 })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute()
    assert.equal(await read(), value)
    await inTransaction(home.db, async (db) => {
      await db
        .updateTable('setting')
        .set({ value: `${value}!` })
        .where('name', '=', 'turn')
        .execute()
      assert.equal(await read(), value, 'not before it is done')
    })
    assert.equal(await read(), `${value}!`)
  }
})
