import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aWork, type ChapterDetails, NOON } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { GUEST } from '../people/viewer.ts'
import { listReaderMarks, type ReaderMark } from './list-reader-marks.ts'

const { db, queries, close } = await openTestDatabase()
const { ada, rui, bea } = await aCast(db)
after(close)

interface Begun {
  chapters: ChapterDetails[]
  /** Which chapter, from 0. */
  at: number
  paragraph?: number
  atEnd?: boolean
  read?: number[]
}

async function begun({ chapters, at, paragraph = 0, atEnd = false, read = [] }: Begun) {
  const { workId, chapterIds } = await aWork(db, { by: ada, chapters })
  const place = { chapter_id: chapterIds[at]!, chapter_position: at + 1, paragraph, at_end: atEnd ? 1 : 0 }
  await db
    .insertInto('reading_place')
    .values({ account_id: rui.accountId, work_id: workId, read_at: NOON, noted_at: NOON, ...place })
    .execute()
  for (const index of read)
    await db
      .insertInto('read_mark')
      .values({ account_id: rui.accountId, chapter_id: chapterIds[index]!, read_at: NOON })
      .execute()
  return { workId, chapterIds }
}

async function markOf(workId: number): Promise<ReaderMark | undefined> {
  return (await listReaderMarks(db, rui, [workId])).marks.get(workId)
}

test('a work is gone on with where the member was', async () => {
  const { workId, chapterIds } = await begun({ chapters: [{}, {}, {}], at: 1, paragraph: 7, read: [0] })
  assert.deepEqual(await markOf(workId), {
    unread: 2,
    here: 2,
    next: { chapterId: chapterIds[1], number: 2, hasParagraph: true },
  })
})

test('whoever was at the end of a chapter goes on with the next, or waits for one', async () => {
  const ended = await begun({ chapters: [{}, { postedAt: null }, {}], at: 0, atEnd: true, read: [0] })
  assert.deepEqual(await markOf(ended.workId), {
    unread: 1,
    here: 1,
    next: { chapterId: ended.chapterIds[2], number: 2, hasParagraph: false },
  })
  const last = await begun({ chapters: [{}, {}, { postedAt: null }], at: 1, atEnd: true, read: [0, 1] })
  assert.deepEqual(await markOf(last.workId), { unread: 0, here: 2, next: null })
})

test('after the last chapter, what came in between is gone on with', async () => {
  const { workId, chapterIds } = await begun({ chapters: [{}, {}, {}], at: 2, atEnd: true, read: [0, 2] })
  const next = { chapterId: chapterIds[1], number: 2, hasParagraph: false }
  assert.deepEqual(await markOf(workId), { unread: 1, here: 3, next })
})

test('a chapter that is gone, or a draft again, leads to the nearest one before', async () => {
  const { workId, chapterIds } = await begun({ chapters: [{}, {}, {}, {}], at: 2, paragraph: 5, read: [0, 1, 2] })
  await db.updateTable('chapter').set({ posted_at: null }).where('id', '=', chapterIds[2]!).execute()
  const before = { chapterId: chapterIds[1], number: 2, hasParagraph: false }
  assert.deepEqual(await markOf(workId), { unread: 1, here: 2, next: before })
  await db.deleteFrom('chapter').where('id', '=', chapterIds[2]!).execute()
  await db.updateTable('chapter').set({ position: 3 }).where('id', '=', chapterIds[3]!).execute()
  assert.deepEqual(await markOf(workId), { unread: 1, here: 2, next: before })
  await db
    .deleteFrom('chapter')
    .where('id', 'in', chapterIds.slice(0, 2) as number[])
    .execute()
  assert.deepEqual((await markOf(workId))?.next, { chapterId: chapterIds[3], number: 1, hasParagraph: false })
})

test('what was only followed, somebody else’s place, and guests have no marks; one query for all', async () => {
  const { workId } = await begun({ chapters: [{}, {}], at: 0 })
  const followed = await aWork(db, { by: ada })
  await db
    .insertInto('reading_place')
    .values({ account_id: rui.accountId, work_id: followed.workId, read_at: NOON })
    .execute()
  queries.length = 0
  assert.deepEqual([...(await listReaderMarks(db, rui, [workId, followed.workId])).marks.keys()], [workId])
  assert.equal(queries.length, 1)
  assert.equal((await listReaderMarks(db, bea, [workId])).marks.size, 0)
  queries.length = 0
  assert.equal((await listReaderMarks(db, GUEST, [workId])).marks.size, 0)
  assert.equal((await listReaderMarks(db, rui, [])).marks.size, 0)
  assert.equal(queries.length, 0)
})
