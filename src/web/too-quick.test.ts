import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aWork } from '../../test/cast.ts'
import { aReview, aReviewStage } from '../../test/review-stage.ts'
import { countPosting } from '../works/count-posting.ts'

test('whoever reviews too quickly is told when to come back and keeps the words', async () => {
  const stage = await aReviewStage()
  await stage.set({ reviewsBy: 'everybody' })
  const guest = stage.guest()
  for (let number = 1; number <= 10; number++) await guest.post(stage.reviews, { body: `Words ${number}.` })
  const page = await guest.post(stage.reviews, { body: 'My long words.' })
  assert.equal(page.status, 429)
  assert.equal(page.field('body'), 'My long words.')
  assert.ok(page.has('minutes'))
})

test('a program that fills the archive is stopped, and its words come back', async () => {
  const stage = await aReviewStage()
  const rui = await stage.as(stage.rui)
  for (let number = 1; number <= 200; number++) await countPosting(stage.db, stage.rui, stage.clock.time)
  const pseud = stage.rui.pseudId
  const { workId } = await aWork(stage.db, { by: stage.rui })
  const chapter = { text: 'My own words.', format: 'html', intent: 'save', pseud }
  const page = await rui.post(`/works/${workId}/chapters/new`, chapter)
  assert.equal(page.status, 429)
  assert.ok(page.has('My own words.'))
})

test('kudos lead back to the chapter, behind TLS as well', async () => {
  const stage = await aReviewStage()
  const chapter = `/works/${stage.workId}/chapters/${stage.chapterId}`
  stage.parts.origin = 'https://stories.example'
  const answer = await stage.guest().send('POST', `http://127.0.0.1/works/${stage.workId}/kudos`, {
    headers: { origin: 'https://stories.example', referer: `https://stories.example${chapter}` },
  })
  assert.equal(answer.location, `${chapter}#kudos`)
})

test('the address of a review and the page that deletes it stand behind the gate of its work', async () => {
  const stage = await aReviewStage()
  const { id } = await stage.db
    .insertInto('review')
    .values(aReview(stage, { body: 'Kind.' }))
    .returning('id')
    .executeTakeFirstOrThrow()
  await stage.db.updateTable('work').set({ rating_id: stage.ratings.explicit }).where('id', '=', stage.workId).execute()
  const rui = await stage.as(stage.rui)
  for (const page of [await rui.get(`/reviews/${id}`), await rui.get(`/reviews/${id}/delete`)]) {
    assert.equal(page.status, 200)
    assert.ok(!page.has('Kind.') && page.has('Explicit'))
  }
})
