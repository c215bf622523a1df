import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { aWork, DAY, NOON } from '../../../test/cast.ts'
import { aReview, aReviewStage } from '../../../test/review-stage.ts'

test('a reader edits a review, and the page says when', async () => {
  const stage = await aReviewStage()
  await stage.set({ scores: 'stars' })
  const rui = await stage.as(stage.rui)
  await rui.post(stage.reviews, { body: 'Frist & <b>bold</b>', score: 4 })
  const edit = (await rui.get(stage.reviews)).link('Edit')!
  const form = await rui.get(edit)
  assert.equal(form.field('body'), 'Frist & <b>bold</b>')
  assert.equal(form.field('score'), '4')
  assert.equal((await rui.post(edit, { body: '', score: '' })).status, 422)
  stage.clock.time += DAY
  await rui.post(edit, { body: 'First & <b>bold</b>', score: 5 })
  const page = await rui.get(stage.reviews)
  assert.equal(page.inner('.review-body'), '<p>First &amp; <b>bold</b></p>')
  assert.equal(page.text('.edited'), '(edited 16 January 2026 at 12:00)')
  assert.equal(page.text('.score'), '★★½')
})

test('a deleted review leaves a place only while it has answers', async () => {
  const stage = await aReviewStage()
  const [rui, ada] = [await stage.as(stage.rui), await stage.as(stage.ada)]
  await rui.post(stage.reviews, { body: 'Secret words.' })
  const remove = (await rui.get(stage.reviews)).link('Delete')!
  await ada.post((await ada.get(stage.reviews)).link('Reply')!, { body: 'An answer.' })
  assert.ok((await rui.get(remove)).has('Secret words.'))
  await rui.post(remove)
  const page = await rui.get(stage.reviews)
  assert.ok(page.has('This review was deleted.') && page.has('An answer.'))
  assert.ok(!page.has('Secret words.') && !page.has('1 review') && page.texts('.signed').join() === 'Ada')
  await ada.post((await ada.get(stage.reviews)).link('Delete')!)
  assert.ok((await ada.get(stage.reviews)).has('No reviews yet'))
  assert.deepEqual(await stage.db.selectFrom('review').selectAll().execute(), [])
})

test('a moderator deletes a review and it is written down; the creator cannot', async () => {
  const stage = await aReviewStage()
  await (await stage.as(stage.rui)).post(stage.reviews, { body: 'Rude words.' })
  const mo = await stage.as(stage.mo)
  const remove = (await mo.get(stage.reviews)).link('Delete')!
  const ada = await stage.as(stage.ada)
  assert.equal((await ada.get(stage.reviews)).link('Delete'), null)
  assert.equal((await ada.post(remove)).status, 403)
  assert.ok((await ada.get(stage.reviews)).has('Rude words.'))
  await mo.post(remove)
  assert.ok(!(await ada.get(stage.reviews)).has('Rude words.'))
  const [act] = await stage.db.selectFrom('audit_entry').select(['action', 'detail']).execute()
  assert.equal(act!.action, 'review deleted')
  assert.ok(act!.detail.includes('Rude words.'))
})

test('a review has an address of its own that leads to its page', async () => {
  const stage = await aReviewStage()
  const rows = Array.from({ length: 45 }, (_, index) => aReview(stage, { body: `Number ${index}.`, at: NOON + index }))
  await stage.db.insertInto('review').values(rows).execute()
  const { id } = await stage.db
    .selectFrom('review')
    .select('id')
    .where('body_html', '=', '<p>Number 3.</p>')
    .executeTakeFirstOrThrow()
  const moved = await stage.guest().get(`/reviews/${id}`)
  assert.equal(moved.location, `${stage.reviews}?page=3#review-${id}`)
  const page = await stage.guest().get(moved.location!.split('#')[0]!)
  assert.equal(page.texts('.review-body').length, 5)
  assert.ok(page.has('Number 3.') && page.has('Page 3 of 3'))
  assert.equal((await stage.guest().get('/reviews/99999')).status, 404)
})

test('drafts, hidden and unknown works have no reviews, and a chapter belongs to its work', async () => {
  const stage = await aReviewStage()
  const draft = await aWork(stage.db, { by: stage.ada, postedAt: null })
  const hidden = await aWork(stage.db, { by: stage.ada, hiddenAt: NOON })
  const other = await aWork(stage.db, { by: stage.bea })
  const rui = await stage.as(stage.rui)
  const addresses = [
    `/works/${draft.workId}/reviews`,
    `/works/${hidden.workId}/reviews`,
    `/works/${hidden.workId}/chapters/${hidden.chapterIds[0]}/reviews`,
    `/works/${stage.workId}/chapters/${other.chapterIds[0]}/reviews`,
    '/works/99999/reviews',
    '/works/0/reviews',
    '/series/99999/reviews',
  ]
  for (const address of addresses) {
    assert.equal((await rui.get(address)).status, 404, address)
    assert.equal((await rui.post(address, { body: 'Hello?' })).status, 404, address)
  }
  assert.equal((await stage.db.selectFrom('review').selectAll().execute()).length, 0)
  const mo = await stage.as(stage.mo)
  assert.equal((await mo.post(`/works/${draft.workId}/reviews`, { body: 'Early.' })).status, 403)
})

test('behind a gate nothing of the reviews is told and nothing is taken', async () => {
  const stage = await aReviewStage()
  const { workId } = await aWork(stage.db, { title: 'Grown Up', by: stage.ada, ratingId: stage.ratings.explicit })
  const [review] = await stage.db
    .insertInto('review')
    .values({ ...aReview(stage, { body: 'Spoiler.' }), work_id: workId, chapter_id: null })
    .returning('id')
    .execute()
  const rui = await stage.as(stage.rui)
  for (const address of [`/works/${workId}/reviews`, `/reviews/${review!.id}/reply`]) {
    const page = await rui.get(address)
    assert.ok(!page.body.includes('Spoiler.') && !page.body.includes('Grown Up'), address)
    await rui.post(address, { body: 'Let me in.' })
  }
  assert.equal((await rui.post(`/works/${workId}/kudos`)).status, 404)
  assert.equal((await stage.db.selectFrom('review').selectAll().execute()).length, 1)
})

test('kudos count once, can be taken back, and are not for one’s own work', async () => {
  const stage = await aReviewStage()
  const kudos = `/works/${stage.workId}/kudos`
  const rui = await stage.as(stage.rui)
  await rui.post(kudos)
  await rui.post(kudos)
  const page = await rui.get(`/works/${stage.workId}`)
  assert.ok(page.text('.kudos').includes('1 kudos') && page.text('.kudos').includes('Take kudos back'))
  await stage.guest().post(kudos)
  await stage.guest().post(kudos)
  assert.ok((await rui.get(`/works/${stage.workId}`)).text('.kudos').includes('2 kudos'))
  assert.equal((await (await stage.as(stage.ada)).post(kudos)).status, 403)
  await rui.post(kudos, { back: 'yes' })
  assert.ok((await rui.get(`/works/${stage.workId}`)).text('.kudos').includes('1 kudos'))
  const events = await stage.db.selectFrom('event').select('kind').where('kind', '=', 'kudos_left').execute()
  assert.equal(events.length, 2)
})
