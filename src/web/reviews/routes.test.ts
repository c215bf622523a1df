import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { type Cast, aCast, aPseud, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { changeSettings, type Settings } from '../../site/settings.ts'

interface Stage extends TestDatabase, TestApp, Cast {
  workId: number
  chapterId: number
  reviews: string
  set: (changes: Partial<Settings>) => Promise<void>
}

async function aStage(): Promise<Stage> {
  const base = await openTestDatabase()
  const cast = await aCast(base.db)
  const { workId, chapterIds } = await aWork(base.db, {
    title: 'The Lighthouse',
    by: cast.ada,
    chapters: [{ title: 'Dusk' }, {}],
  })
  const chapterId = chapterIds[0]!
  const reviews = `/works/${workId}/chapters/${chapterId}/reviews`
  const set = (changes: Partial<Settings>) => changeSettings(base.db, changes, NOON)
  return { ...base, ...(await anApp(base.db)), ...cast, workId, chapterId, reviews, set }
}

test('a member reviews a chapter and the author responds', async () => {
  const stage = await aStage()
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
  const stage = await aStage()
  const page = await stage.guest().get(stage.reviews)
  assert.equal(page.text('p.notice'), 'You must login (register) to review.')
  assert.equal(page.link('login'), `/login?to=${encodeURIComponent(stage.reviews)}`)
  assert.equal(page.link('register'), `/register?to=${encodeURIComponent(stage.reviews)}`)
})

test('who was logged out while writing finds the words again', async () => {
  const stage = await aStage()
  const page = await stage.guest().post(stage.reviews, { body: 'A long and careful review.' })
  assert.equal(page.status, 403)
  assert.equal(page.field('body'), 'A long and careful review.')
  assert.ok(page.has('You must login (register) to review.'))
})

test('guests review where the archive lets everybody, with or without a name', async () => {
  const stage = await aStage()
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
  const stage = await aStage()
  await stage.set({ reviewsBy: 'everybody' })
  const page = await stage.guest().post(stage.reviews, { body: 'Buy!', guestName: 'Bot', website: 'http://x.example' })
  assert.equal(page.status, 422)
  assert.equal(page.field('body'), 'Buy!')
  assert.equal(page.field('guestName'), 'Bot')
  assert.ok(page.text('#website-error').includes('robots'))
})

test('a guest who sends too many reviews has to wait', async () => {
  const stage = await aStage()
  await stage.set({ reviewsBy: 'everybody' })
  const guest = stage.guest()
  for (let count = 0; count < 10; count++) await guest.post(stage.reviews, { body: `Number ${count}` })
  const page = await guest.post(stage.reviews, { body: 'One more' })
  assert.equal(page.status, 429)
})

test('nobody reviews where the archive takes none', async () => {
  const stage = await aStage()
  await stage.set({ reviewsBy: 'nobody' })
  const rui = await stage.as(stage.rui)
  assert.ok((await rui.get(stage.reviews)).has('This archive takes no reviews.'))
  assert.equal((await rui.post(stage.reviews, { body: 'Still.' })).status, 403)
})

test('creators answer their own works and do not review them', async () => {
  const stage = await aStage()
  const ada = await stage.as(stage.ada)
  const page = await ada.post(stage.reviews, { body: 'Best story ever.' })
  assert.equal(page.status, 403)
  assert.ok(page.has('You cannot review your own work.'))
})

test('an empty or endless review comes back with its words and what is wrong', async () => {
  const stage = await aStage()
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
  const stage = await aStage()
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
  const stage = await aStage()
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
  const stage = await aStage()
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
  const stage = await aStage()
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

test('a reader edits a review, and the page says when', async () => {
  const stage = await aStage()
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
  const stage = await aStage()
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
  const stage = await aStage()
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
  const stage = await aStage()
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

test('a series is reviewed, and its owner responds', async () => {
  const stage = await aStage()
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

test('drafts, hidden and unknown works have no reviews, and a chapter belongs to its work', async () => {
  const stage = await aStage()
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
  const stage = await aStage()
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
  const stage = await aStage()
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

test('broken words get a clear answer', async () => {
  const stage = await aStage()
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
  const stage = await aStage()
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

function aReview(stage: Stage, { body, at = NOON }: { body: string; at?: number }) {
  return {
    work_id: stage.workId,
    chapter_id: stage.chapterId,
    series_id: null,
    parent_id: null,
    pseud_id: stage.rui.pseudId,
    guest_name: null,
    body_source: body,
    body_html: `<p>${body}</p>`,
    score: null,
    score_scale: null,
    posted_at: at,
    edited_at: null,
    hidden_at: null,
    deleted_at: null,
    created_at: at,
  }
}

async function aSeries({ db, ada }: Stage): Promise<number> {
  const row = {
    title: 'Lights',
    sort_title: 'lights',
    pseud_id: ada.pseudId,
    created_at: NOON,
    updated_at: NOON,
    hidden_at: null,
  }
  return (await db.insertInto('series').values(row).returning('id').executeTakeFirstOrThrow()).id
}
