import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Kysely } from 'kysely'
import { openTestDatabase } from '../../test/database.ts'
import { inTransaction } from './database.ts'
import { CHANGES_KEPT, ChangeFollower, sweepWorkChanges } from './follow-work-changes.ts'
import type { Tables } from './tables.ts'
import { noteWorkChanges } from './work-changes.ts'

const opened = await openTestDatabase()
const { db, url } = opened
after(() => opened.close())

const note = (db: Kysely<Tables>, workId: number) => noteWorkChanges(db, [workId], 'numbers')

async function worksIn(follower: ChangeFollower): Promise<number[]> {
  return (await follower.read(db)).rows.map((row) => row.workId)
}

test('a follower hears of every change once, in order, from its beginning on', async () => {
  await note(db, 1)
  const follower = new ChangeFollower()
  await follower.startAtEnd(db)
  assert.deepEqual(await worksIn(follower), [])
  await note(db, 2)
  await note(db, 3)
  assert.deepEqual(await worksIn(follower), [2, 3])
  assert.deepEqual(await worksIn(follower), [])
})

/** A transaction that notes a change and ends when it is told to. */
async function holdOpen(workId: number, ends: 'well' | 'badly') {
  let finish!: () => void
  const told = new Promise<void>((resolve) => (finish = resolve))
  let noted!: () => void
  const isNoted = new Promise<void>((resolve) => (noted = resolve))
  const done = inTransaction(db, async (db) => {
    await noteWorkChanges(db, [workId], 'numbers')
    noted()
    await told
    if (ends === 'badly') throw new Error('given up')
  }).catch(() => {})
  await isNoted
  return async () => {
    finish()
    await done
  }
}

test('a change that is committed after a later one is not lost', { skip: url === null }, async () => {
  const follower = new ChangeFollower()
  await follower.startAtEnd(db)
  const finish = await holdOpen(10, 'well')
  await note(db, 11)
  assert.deepEqual(await worksIn(follower), [11])
  await note(db, 12)
  assert.deepEqual(await worksIn(follower), [12])
  await finish()
  assert.deepEqual(await worksIn(follower), [10])
  assert.deepEqual(await worksIn(follower), [])
})

test('nor is one that was under way when the follower began', { skip: url === null }, async () => {
  const finish = await holdOpen(20, 'well')
  await note(db, 21)
  const follower = new ChangeFollower()
  await follower.startAtEnd(db)
  assert.deepEqual(await worksIn(follower), [])
  await finish()
  assert.deepEqual(await worksIn(follower), [20])
})

test('a change that never came is not waited for', { skip: url === null }, async () => {
  const follower = new ChangeFollower()
  await follower.startAtEnd(db)
  const finish = await holdOpen(30, 'badly')
  await note(db, 31)
  assert.deepEqual(await worksIn(follower), [31])
  await finish()
  // As long as anybody on the server has a transaction from before, it could still come.
  do assert.deepEqual(await worksIn(follower), [])
  while (follower.gaps > 0)
})

test('nothing is lost where the database fails while changes are read', { skip: url === null }, async () => {
  const follower = new ChangeFollower()
  await follower.startAtEnd(db)
  const finish = await holdOpen(35, 'well')
  await note(db, 36)
  await assert.rejects(follower.read(failing('pg_snapshot_xmax')), /gone/)
  assert.deepEqual(await worksIn(follower), [36])
  await finish()
  await note(db, 37)
  await assert.rejects(follower.read(failing('where id > ')), /gone/)
  assert.deepEqual(await worksIn(follower), [35, 37])
})

/** The database, whose connection is lost at a query with these words, be it built now or prepared before. */
function failing(words: string): Kysely<Tables> {
  const fail = (query: string) => {
    if (query.includes(words)) throw new Error('The connection is gone.')
  }
  const building = db.withPlugin({
    transformQuery: ({ node }) => {
      fail(JSON.stringify(node))
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const executeQuery: typeof building.executeQuery = async (query, ...more) => {
    fail('sql' in query ? query.sql : '')
    return building.executeQuery(query, ...more)
  }
  return Object.assign(Object.create(building), { executeQuery, getExecutor: () => building.getExecutor() })
}

test('old changes are swept, and whoever has not read them is told', async () => {
  const follower = new ChangeFollower()
  await follower.startAtEnd(db)
  await note(db, 40)
  const { id } = await db.selectFrom('work_change').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  const later = Array.from({ length: 5000 }, (_, at) => ({ id: id + CHANGES_KEPT + at, work_id: 41, numbers_only: 1 }))
  for (let at = 0; at < later.length; at += 500) {
    await db
      .insertInto('work_change')
      .values(later.slice(at, at + 500))
      .execute()
  }
  await sweepWorkChanges(db)
  assert.equal(
    (await db.selectFrom('work_change').select('id').orderBy('id').executeTakeFirstOrThrow()).id,
    id + CHANGES_KEPT,
  )
  assert.equal((await follower.read(db)).isTooFar, true)
})
