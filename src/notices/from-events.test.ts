import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aCast, aWork, type Cast, NOON } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { recordEvent } from '../store/events.ts'
import { tellOfEvents } from './from-events.ts'
import type { Mail } from './mail.ts'

const LATER = NOON + 60_000
const linkTo = (reviewId: number) => `https://archive.example/reviews/${reviewId}`

let home: TestDatabase
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  await recordReview({ accountId: cast.rui.accountId, reviewId: 1 })
  assert.equal(await tellOfEvents(home.db, linkTo, LATER), 0, 'what happened before the first look is old news')
})
beforeEach(() => home.db.deleteFrom('job').execute())
after(() => home.close())

async function listMails(): Promise<Mail[]> {
  const jobs = await home.db.selectFrom('job').where('kind', '=', 'mail').select('payload').orderBy('id').execute()
  return jobs.map((job) => JSON.parse(job.payload) as Mail)
}

async function aReview(workId: number, pseudId: number | null, more: { parentId?: number; hiddenAt?: number } = {}) {
  const { id } = await home.db
    .insertInto('review')
    .values({
      work_id: workId,
      chapter_id: null,
      series_id: null,
      parent_id: more.parentId ?? null,
      pseud_id: pseudId,
      guest_name: pseudId === null ? 'A guest' : null,
      body_html: '<p>Words.</p>',
      score: null,
      score_scale: null,
      posted_at: NOON,
      edited_at: null,
      hidden_at: more.hiddenAt ?? null,
      deleted_at: null,
      created_at: NOON,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function recordReview({ reviewId, accountId }: { reviewId: number; accountId: number | null }) {
  const payload = { workId: 1, seriesId: null }
  await recordEvent(home.db, 'review_left', { subjectId: reviewId, accountId, payload, at: NOON })
}

test('every creator hears of a review of their work, once', async () => {
  const pseudIds = [cast.ada.pseudId, cast.adaAsWren.pseudId, cast.bea.pseudId]
  const { workId } = await aWork(home.db, { title: 'Two\nRoads', pseudIds })
  const reviewId = await aReview(workId, cast.rui.pseudId)
  await recordReview({ reviewId, accountId: cast.rui.accountId })
  assert.equal(await tellOfEvents(home.db, linkTo, LATER), 1)
  assert.equal(await tellOfEvents(home.db, linkTo, LATER), 0)
  const mails = await listMails()
  assert.deepEqual(
    mails.map((mail) => mail.to),
    ['ada@example.org', 'bea@example.org'],
  )
  assert.match(mails[0]!.text, /Rui has left a review/)
  assert.ok(mails[0]!.text.includes(`https://archive.example/reviews/${reviewId}`))
})

test('nobody hears of what they did themselves, of what was hidden, or of what they do not want to hear', async () => {
  const { workId } = await aWork(home.db, { pseudIds: [cast.ada.pseudId, cast.bea.pseudId] })
  await recordReview({ reviewId: await aReview(workId, cast.adaAsWren.pseudId), accountId: cast.ada.accountId })
  await recordReview({ reviewId: await aReview(workId, null, { hiddenAt: NOON }), accountId: null })
  await home.db
    .updateTable('account')
    .set({ preferences: '{"mailAboutReviews":false}' })
    .where('id', '=', cast.bea.accountId)
    .execute()
  assert.equal(await tellOfEvents(home.db, linkTo, LATER), 2)
  assert.deepEqual(await listMails(), [])
})

test('the writer of a review hears of the answer, a guest does not', async () => {
  const { workId } = await aWork(home.db, { by: cast.ada, title: 'Answers' })
  for (const pseudId of [cast.rui.pseudId, null]) {
    const parentId = await aReview(workId, pseudId)
    const subjectId = await aReview(workId, cast.ada.pseudId, { parentId })
    const { accountId } = cast.ada
    await recordEvent(home.db, 'review_answered', { subjectId, accountId, payload: { parentId }, at: NOON })
  }
  await tellOfEvents(home.db, () => null, LATER)
  const mails = await listMails()
  assert.deepEqual(
    mails.map((mail) => [mail.to, mail.subject]),
    [['rui@example.org', 'An answer to your review of “Answers”']],
  )
})

test('what happened just now is told a little later, so that nothing under way is passed by', async () => {
  const { workId } = await aWork(home.db, { by: cast.ada })
  await recordReview({ reviewId: await aReview(workId, null), accountId: null })
  assert.equal(await tellOfEvents(home.db, linkTo, NOON + 1000), 0)
  assert.equal(await tellOfEvents(home.db, linkTo, NOON + 5000), 1)
  assert.match((await listMails())[0]!.text, /A guest has left a review/)
})
