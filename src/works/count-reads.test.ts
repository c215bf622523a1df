import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aCast, aWork } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import type { Db } from '../store/database.ts'
import { countRead, flushReads } from './count-reads.ts'

const readsOf = (db: Db, table: 'work' | 'chapter', id: number) =>
  db.selectFrom(table).where('id', '=', id).select('read_count').executeTakeFirstOrThrow()

test('reads are written together, for the chapter and its work', async () => {
  const { db, queries, close } = await openTestDatabase()
  const { ada } = await aCast(db)
  const { workId, chapterIds } = await aWork(db, { by: ada, chapters: [{}, {}] })
  const other = await aWork(db, { by: ada })
  queries.length = 0
  for (let count = 0; count < 5; count++) countRead(db, workId, chapterIds[count % 2]!)
  countRead(db, other.workId, other.chapterIds[0]!)
  assert.deepEqual(queries, [], 'counting asks the database nothing')
  await flushReads(db)
  await flushReads(db)
  assert.equal((await readsOf(db, 'work', workId)).read_count, 5)
  assert.equal((await readsOf(db, 'chapter', chapterIds[0]!)).read_count, 3)
  assert.equal((await readsOf(db, 'chapter', chapterIds[1]!)).read_count, 2)
  assert.equal((await readsOf(db, 'work', other.workId)).read_count, 1)
  const told = await db
    .selectFrom('work_change')
    .where('numbers_only', '=', 1)
    .select('work_id')
    .orderBy('id')
    .execute()
  assert.deepEqual(
    told.map((row) => row.work_id),
    [workId, other.workId],
  )
  await close()
})

test('reads of a work that is gone trouble nobody', async () => {
  const { db, close } = await openTestDatabase()
  countRead(db, 4711, 4712)
  await flushReads(db)
  await close()
})

test('what could not be written is written the next time', async () => {
  const { db, close } = await openTestDatabase()
  const { ada } = await aCast(db)
  const { workId, chapterIds } = await aWork(db, { by: ada })
  countRead(db, workId, chapterIds[0]!)
  await db.schema.alterTable('chapter').renameTo('chapter_away').execute()
  await assert.rejects(flushReads(db))
  await db.schema.alterTable('chapter_away').renameTo('chapter').execute()
  countRead(db, workId, chapterIds[0]!)
  await flushReads(db)
  assert.equal((await readsOf(db, 'work', workId)).read_count, 2)
  await close()
})
