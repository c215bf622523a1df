import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aCast, aMember, aWork, type Cast, NOON } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { recordEvent } from '../store/events.ts'
import { tellOfEvents } from './from-events.ts'
import type { Mail } from './mail.ts'

const LATER = NOON + 60_000

let home: TestDatabase
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  await recordEvent(home.db, 'work_held', { subjectId: 1, accountId: null, payload: {}, at: NOON })
  await tellOfEvents(home.db, () => null, LATER)
  const books = await aMember(home.db, 'Books', 'moderator')
  await home.db
    .insertInto('moderator_scope')
    .values({ account_id: books.accountId, tag_id: cast.fandom.books })
    .execute()
  const wanting = [cast.mo.accountId, books.accountId, cast.rui.accountId]
  await home.db
    .updateTable('account')
    .set({ preferences: '{"mailAboutSubmissions":true}' })
    .where('id', 'in', wanting)
    .execute()
})
beforeEach(() => home.db.deleteFrom('job').execute())
after(() => home.close())

async function mailed(): Promise<string[]> {
  await tellOfEvents(home.db, (id) => `https://archive.example/${id}`, LATER)
  const jobs = await home.db.selectFrom('job').where('kind', '=', 'mail').select('payload').orderBy('id').execute()
  return jobs.map((job) => (JSON.parse(job.payload) as Mail).to)
}

async function held(tagId: number, more: { heldAt?: number | null } = {}) {
  const heldAt = more.heldAt === undefined ? NOON : more.heldAt
  const { workId } = await aWork(home.db, { by: cast.ada, tagIds: [tagId], postedAt: null, heldAt })
  await recordEvent(home.db, 'work_held', { subjectId: workId, accountId: null, payload: {}, at: NOON })
}

test('moderators who want to know hear of what waits, those of some fandoms of these alone', async () => {
  await held(cast.fandom.books)
  assert.deepEqual(await mailed(), ['mo@example.org', 'books@example.org'])
  await home.db.deleteFrom('job').execute()
  await held(cast.fandom.holmes)
  assert.deepEqual(await mailed(), ['mo@example.org'], 'a fandom below is another one')
})

test('what waits no more is told to nobody', async () => {
  await held(cast.fandom.books, { heldAt: null })
  assert.deepEqual(await mailed(), [])
})

test('a new chapter that waits is told of as well, once', async () => {
  const { workId, chapterIds } = await aWork(home.db, { by: cast.ada, title: 'Goes On' })
  await home.db
    .updateTable('chapter')
    .set({ held_at: NOON, posted_at: null })
    .where('id', '=', chapterIds[0]!)
    .execute()
  const payload = { workId }
  await recordEvent(home.db, 'chapter_held', { subjectId: chapterIds[0]!, accountId: null, payload, at: NOON })
  assert.deepEqual(await mailed(), ['mo@example.org'])
  await home.db.deleteFrom('job').execute()
  assert.deepEqual(await mailed(), [])
})
