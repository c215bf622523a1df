import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { aPseud, NOON } from '../../../test/cast.ts'
import { aReview, aSeries, aReviewStage } from '../../../test/review-stage.ts'

test('a member reviews a chapter and the author responds', async () => {
  const stage = await aReviewStage()
  const rui = await stage.as(stage.rui)
  const left = await rui.post(stage.reviews, { body: 'I <i>loved</i> this.\n\nMore!' })
  assert.equal(left.status, 303)
  const page = await rui.get(left.location!)
  assert.equal(page.text('h1'), 'Reviews of Chapter 1: Dusk of The Lighthouse')
  assert.equal(page.inner('.review-body'), '<p>I <i>loved</i> this.</p>\n<p>More!</p>')
  assert.equal(page.text('.signed'), 'Rui')

  const ada = await stage.as(stage.ada)
  const seen = await ada.get(stage.reviews)
  assert.equal(seen.field('body'), null, 'creators have no form of their own')
  await ada.post(seen.link('Reply')!, { body: 'Thank you, Rui.' })
  const answered = await stage.guest().get(`/works/${stage.workId}/reviews`)
  assert.equal(answered.text('.response'), "Author's Response: Ada 15 January 2026 at 12:00 Thank you, Rui.")
  assert.ok(answered.has('on Chapter 1: Dusk'))

  const kinds = await stage.db.selectFrom('event').select('kind').orderBy('id').execute()
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['review_left', 'review_answered'],
  )
})

test('a guest reads where to log in and comes back to the page', async () => {
  const stage = await aReviewStage()
  const page = await stage.guest().get(stage.reviews)
  assert.equal(page.text('p.notice'), 'You must login (register) to review.')
  assert.equal(page.link('login'), `/login?to=${encodeURIComponent(stage.reviews)}`)
  assert.equal(page.link('register'), `/register?to=${encodeURIComponent(stage.reviews)}`)
})

test('who was logged out while writing finds the words again', async () => {
  const stage = await aReviewStage()
  const page = await stage.guest().post(stage.reviews, { body: 'A long and careful review.' })
  assert.equal(page.status, 403)
  assert.equal(page.field('body'), 'A long and careful review.')
  assert.ok(page.has('You must login (register) to review.'))
})

test('guests review where the archive lets everybody, with or without a name', async () => {
  const stage = await aReviewStage()
  await stage.set({ reviewsBy: 'everybody' })
  const guest = stage.guest()
  await guest.post(stage.reviews, { body: 'First.', guestName: ' Passer-by ', website: '' })
  const left = await guest.post(stage.reviews, { body: 'Second.', guestName: '', website: '' })
  const page = await guest.get(left.location ?? stage.reviews)
  assert.deepEqual(page.texts('.signed'), ['Anonymous', 'Passer-by'])
  assert.ok(page.has('(guest)'))
  assert.equal(page.link('Edit'), null)
})

test('a robot that fills in everything is told so, and the words are kept', async () => {
  const stage = await aReviewStage()
  await stage.set({ reviewsBy: 'everybody' })
  const page = await stage.guest().post(stage.reviews, { body: 'Buy!', guestName: 'Bot', website: 'http://x.example' })
  assert.equal(page.status, 422)
  assert.equal(page.field('body'), 'Buy!')
  assert.equal(page.field('guestName'), 'Bot')
  assert.ok(page.text('#website-error').includes('robots'))
})

test('a guest who sends too many reviews has to wait', async () => {
  const stage = await aReviewStage()
  await stage.set({ reviewsBy: 'everybody' })
  const guest = stage.guest()
  for (let count = 0; count < 10; count++) await guest.post(stage.reviews, { body: `Number ${count}` })
  const page = await guest.post(stage.reviews, { body: 'One more' })
  assert.equal(page.status, 429)
})

test('nobody reviews where the archive takes none', async () => {
  const stage = await aReviewStage()
  await stage.set({ reviewsBy: 'nobody' })
  const rui = await stage.as(stage.rui)
  assert.ok((await rui.get(stage.reviews)).has('This archive takes no reviews.'))
  assert.equal((await rui.post(stage.reviews, { body: 'Still.' })).status, 403)
})

test('creators answer their own works and do not review them', async () => {
  const stage = await aReviewStage()
  const ada = await stage.as(stage.ada)
  const page = await ada.post(stage.reviews, { body: 'Best story ever.' })
  assert.equal(page.status, 403)
  assert.ok(page.has('You cannot review your own work.'))
})

test('an empty or endless review comes back with its words and what is wrong', async () => {
  const stage = await aReviewStage()
  const rui = await stage.as(stage.rui)
  for (const body of ['', ' \n ', '<p>&nbsp;</p>', '\u200b', '<script></script>']) {
    const page = await rui.post(stage.reviews, { body })
    assert.equal(page.status, 422, JSON.stringify(body))
    assert.equal(page.text('#body-error'), 'Please write something.')
  }
  const long = 'word '.repeat(10_001)
  const page = await rui.post(stage.reviews, { body: `${long}end` })
  assert.equal(page.status, 422)
  assert.equal(page.field('body'), `${long}end`)
  assert.ok(page.text('#body-error').includes('50,000'))
})

test('a member signs with any of their own pen names and with nobody else’s', async () => {
  const stage = await aReviewStage()
  const { pseudId } = await aPseud(stage.db, stage.rui.accountId, 'Robin', false)
  const rui = await stage.as(stage.rui)
  assert.equal((await rui.get(stage.reviews)).field('pseud'), null, 'the usual one is the first')
  const left = await rui.post(stage.reviews, { body: 'As Robin.', pseud: pseudId })
  assert.equal((await rui.get(left.location!)).text('.signed'), 'Robin')
  const page = await rui.post(stage.reviews, { body: 'As Bea.', pseud: stage.bea.pseudId })
  assert.equal(page.status, 422)
  assert.ok(page.has('Please choose one of your own pen names.'))
})

test('stars are given with or without words, and averaged', async () => {
  const stage = await aReviewStage()
  await stage.set({ scores: 'stars' })
  const rui = await stage.as(stage.rui)
  await rui.post(stage.reviews, { body: '', score: 9 })
  await (await stage.as(stage.bea)).post(stage.reviews, { body: 'Good.', score: 6 })
  const page = await rui.get(`/works/${stage.workId}/reviews`)
  assert.deepEqual(page.texts('.score'), ['★★★', '★★★★½'])
  assert.equal(page.text('.average'), 'Average: 3.8 of 5 stars from 2 scores')
  assert.equal((await rui.post(stage.reviews, { body: 'x', score: 11 })).status, 422)
  const none = await rui.post(stage.reviews, { body: '', score: '' })
  assert.equal(none.text('#body-error'), 'Please write something or choose a score.')
})

test('likes are counted, and scores of another time show as they were made', async () => {
  const stage = await aReviewStage()
  await stage.set({ scores: 'stars' })
  const rui = await stage.as(stage.rui)
  await rui.post(stage.reviews, { body: 'Stars.', score: 7 })
  await stage.set({ scores: 'likes' })
  await rui.post(stage.reviews, { body: 'Liked.', score: 1 })
  await rui.post(stage.reviews, { body: 'Less.', score: 0 })
  const page = await rui.get(stage.reviews)
  assert.deepEqual(page.texts('.score'), ['Does not like it', 'Likes it', '★★★½'])
  assert.equal(page.text('.average'), '1 reader likes it, 1 does not')
})

test('the same review sent twice within a minute is one review', async () => {
  const stage = await aReviewStage()
  const rui = await stage.as(stage.rui)
  await Promise.all([rui.post(stage.reviews, { body: 'Twice.' }), rui.post(stage.reviews, { body: 'Twice.' })])
  stage.clock.time += 30_000
  await rui.post(stage.reviews, { body: 'Twice.' })
  assert.equal((await rui.get(stage.reviews)).all('.review').length, 1)
  stage.clock.time += 61_000
  await rui.post(stage.reviews, { body: 'Twice.' })
  assert.equal((await rui.get(stage.reviews)).all('.review').length, 2)
  const events = await stage.db.selectFrom('event').select('kind').execute()
  assert.equal(events.length, 2)
})

test('a series is reviewed, and its owner responds', async () => {
  const stage = await aReviewStage()
  const seriesId = await aSeries(stage)
  const reviews = `/series/${seriesId}/reviews`
  const [rui, ada] = [await stage.as(stage.rui), await stage.as(stage.ada)]
  const left = await rui.post(reviews, { body: 'A fine series.' })
  assert.match(left.location ?? '', /^\/series\//)
  assert.ok((await ada.get(reviews)).has('This is your own series'))
  await ada.post((await ada.get(reviews)).link('Reply')!, { body: 'More to come.' })
  assert.match((await rui.get(reviews)).text('.response'), /^Author's Response: Ada .* More to come\.$/)
  await stage.db.updateTable('series').set({ hidden_at: NOON }).execute()
  assert.equal((await rui.get(reviews)).status, 404)
})

test('broken words get a clear answer', async () => {
  const stage = await aReviewStage()
  const rui = await stage.as(stage.rui)
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const broken = await rui.send('POST', stage.reviews, { body: 'body=%ff%fe', headers: type })
  assert.equal(broken.status, 400)
  const nul = await rui.send('POST', stage.reviews, { body: 'body=%00', headers: type })
  assert.equal(nul.status, 422)
  assert.equal((await rui.get(`${stage.reviews}?page=-1%00`)).status, 200)
  await rui.send('POST', stage.reviews, { body: 'body=a%00b', headers: type })
  assert.equal((await rui.get(stage.reviews)).inner('.review-body'), '<p>ab</p>')
})

test('a page of reviews takes as many queries for one review as for twenty', async () => {
  const stage = await aReviewStage()
  const queriesFor = async () => {
    await stage.guest().get(stage.reviews)
    stage.queries.length = 0
    assert.equal((await stage.guest().get(stage.reviews)).status, 200)
    return stage.queries.length
  }
  const one = await answered(1)
  const twenty = await answered(25)
  assert.equal(twenty, one)

  async function answered(count: number): Promise<number> {
    const rows = Array.from({ length: count }, (_, index) =>
      aReview(stage, { body: `Number ${index}.`, at: NOON + index }),
    )
    const made = await stage.db.insertInto('review').values(rows).returning('id').execute()
    const answers = made.map(({ id }) => ({
      ...aReview(stage, { body: 'Thanks.' }),
      parent_id: id,
      pseud_id: stage.ada.pseudId,
    }))
    await stage.db.insertInto('review').values(answers).execute()
    return queriesFor()
  }
})
