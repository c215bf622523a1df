import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { aCast, aWork, NOON } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { GUEST } from '../people/viewer.ts'
import { answerReview } from './answer-review.ts'
import { deleteReview } from './delete-review.ts'
import { leaveReview, type ReviewInput } from './leave-review.ts'
import { findReviewSection } from './review-section.ts'

const settings = { reviewsBy: 'members', scores: 'none' } as const
const circumstances = { settings, address: '192.0.2.7', now: NOON }
const REVIEW = { score: '', pseudId: null, guestName: '', trap: '' }

async function aStage() {
  const base = await openTestDatabase()
  const cast = await aCast(base.db)
  const { workId, chapterIds } = await aWork(base.db, {
    pseudIds: [cast.ada.pseudId, cast.bea.pseudId],
    chapters: [{}, {}],
  })
  const target = { kind: 'chapter', workId, chapterId: chapterIds[0]! } as const
  const say = (body: string, target: ReviewInput['target']) =>
    leaveReview(base.db, cast.rui, { ...REVIEW, target, body }, circumstances)
  return { ...base, ...cast, workId, chapterIds, target, say }
}

test('the section under a chapter takes three queries and shows the newest five', async () => {
  const { db, queries, target, say, rui, ada } = await aStage()
  for (let count = 1; count <= 7; count++) {
    const id = await say(`Number ${count}`, target)
    await answerReview(db, ada, id, { ...circumstances, input: { body: 'Thanks', pseudId: null } })
  }
  await findReviewSection(db, rui, target, settings)
  for (const viewer of [GUEST, rui]) {
    queries.length = 0
    const section = await findReviewSection(db, viewer, target, settings)
    assert.equal(queries.length, 3)
    assert.equal(section.total, 7)
    assert.deepEqual(
      section.reviews.map((review) => review.bodyHtml),
      [7, 6, 5, 4, 3].map((count) => `<p>Number ${count}</p>`),
    )
  }
})

test('a chapter has its own reviews, a work those of all its chapters', async () => {
  const { db, workId, chapterIds, target, say } = await aStage()
  await say('One', target)
  await say('Two', { ...target, chapterId: chapterIds[1]! })
  await say('Whole', { kind: 'work', workId })
  assert.equal((await findReviewSection(db, GUEST, target, settings)).total, 1)
  const whole = await findReviewSection(db, GUEST, { kind: 'work', workId }, settings)
  assert.deepEqual(
    whole.reviews.map((review) => review.chapter?.position),
    [undefined, 2, 1],
  )
  const { review_count } = await db
    .selectFrom('work')
    .where('id', '=', workId)
    .select('review_count')
    .executeTakeFirstOrThrow()
  assert.equal(review_count, 3)
})

test('answers of every creator are the author’s, under whatever pen name; others’ are not', async () => {
  const { db, ada, adaAsWren, bea, rui, mo, target, say } = await aStage()
  const id = await say('A question?', target)
  const answer = (member: typeof ada, pseudId: number | null, reviewId = id) =>
    answerReview(db, member, reviewId, { ...circumstances, input: { body: `By ${member.name}`, pseudId } })
  await answer(ada, adaAsWren.pseudId)
  const beas = await answer(bea, null)
  await answer(mo, null)
  await answer(rui, null, beas)
  const { reviews, total } = await findReviewSection(db, GUEST, target, settings)
  assert.equal(total, 1)
  assert.deepEqual(
    reviews[0]!.replies.map(({ author, isByCreator }) => [author?.name, isByCreator]),
    [
      ['Wren', true],
      ['Bea', true],
      ['Mo', false],
      ['Rui', false],
    ],
  )
})

test('a chapter that went back to draft is not named, and deleted reviews are not counted', async () => {
  const { db, ada, rui, workId, target, say } = await aStage()
  const id = await say('Soon gone', target)
  await answerReview(db, ada, id, { ...circumstances, input: { body: 'Oh', pseudId: null } })
  await deleteReview(db, rui, id, NOON)
  await say('Stays', target)
  await db.updateTable('chapter').set({ posted_at: null }).where('id', '=', target.chapterId).execute()
  const section = await findReviewSection(db, GUEST, { kind: 'work', workId }, settings)
  assert.deepEqual([section.total, section.placeCount], [1, 2])
  assert.deepEqual(
    section.reviews.map(({ chapter, isDeleted }) => [chapter, isDeleted]),
    [
      [null, false],
      [null, true],
    ],
  )
})
