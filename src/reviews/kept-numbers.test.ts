import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { NOON } from '../../test/cast.ts'
import { aReviewStage, type ReviewStage } from '../../test/review-stage.ts'
import { readSettings } from '../site/settings.ts'
import { refreshAllNumbers } from '../works/refresh-numbers.ts'
import { answerReview } from './answer-review.ts'
import { deleteReview } from './delete-review.ts'
import { leaveKudos, takeKudosBack } from './leave-kudos.ts'
import { leaveReview } from './leave-review.ts'

let stage: ReviewStage
before(async () => {
  stage = await aReviewStage()
})
after(() => stage.close())

const HERE = { address: '192.0.2.7', userAgent: 'Firefox' }

async function numbers() {
  const { db, workId } = stage
  const row = await db.selectFrom('work').where('id', '=', workId).select(['kudos_count', 'review_count']).execute()
  return [row[0]!.kudos_count, row[0]!.review_count]
}

async function changes() {
  const { db, workId } = stage
  const rows = await db.selectFrom('work_change').where('work_id', '=', workId).select('numbers_only').execute()
  return rows.filter((row) => row.numbers_only === 1).length
}

test('a work knows how many kudos and reviews it has, after each that comes or goes', async () => {
  const { db, rui, bea, ada, workId } = stage
  const said = { settings: await readSettings(db), address: HERE.address, now: NOON }
  const review = (body: string) =>
    leaveReview(
      db,
      rui,
      { target: { kind: 'work', workId }, body, score: '', pseudId: null, guestName: '', trap: '' },
      said,
    )
  const one = await review('I liked the storm.')
  const two = await review('And the lamp.')
  assert.deepEqual(await numbers(), [0, 2])
  const answer = await answerReview(db, ada, two, { ...said, input: { body: 'Thank you.', pseudId: null } })
  assert.deepEqual(await numbers(), [0, 2], 'answers do not count')
  await deleteReview(db, rui, one, NOON)
  assert.deepEqual(await numbers(), [0, 1])
  await deleteReview(db, rui, two, NOON)
  assert.deepEqual(await numbers(), [0, 0], 'a place without words does not count')
  await deleteReview(db, ada, answer, NOON)
  for (const member of [rui, bea]) await leaveKudos(db, member, workId, { browser: HERE, now: NOON })
  assert.deepEqual(await numbers(), [2, 0])
  const before = await changes()
  await leaveKudos(db, rui, workId, { browser: HERE, now: NOON })
  assert.equal(await changes(), before, 'a second kudos changes nothing')
  await takeKudosBack(db, rui, workId)
  assert.deepEqual(await numbers(), [1, 0])
  assert.equal(await changes(), before + 1)
})

test('numbers that are out of date are found among all works', async () => {
  const { db, workId } = stage
  const right = await numbers()
  await db.updateTable('work').set({ kudos_count: 7, review_count: 7 }).where('id', '=', workId).execute()
  await refreshAllNumbers(db)
  assert.deepEqual(await numbers(), right)
})
