import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aWork, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const guest = archive.guest()
const [rui, bea, mo] = await Promise.all([cast.rui, cast.bea, cast.mo].map((who) => archive.as(who)))
after(close)

const ratings = await db.selectFrom('vocabulary').where('slug', '=', 'ratings').select('id').executeTakeFirstOrThrow()
await db.updateTable('vocabulary').set({ closed: 1 }).where('id', '=', ratings.id).execute()
const GOOD = { title: 'Elsewhere', author: 'Somebody', url: 'https://else.example/1?a=b', notes: 'Read <b>it</b>.' }

test('members recommend works elsewhere where the archive allows it', async () => {
  assert.equal((await rui!.get(paths.newRecommendation({}))).status, 403)
  assert.equal((await rui!.post(paths.newRecommendation({}), GOOD)).status, 403)
  assert.equal((await guest.get(paths.browse({}))).link('Recommendations'), null)
  await changeSettings(db, { recommendationsBy: 'members' }, NOON)
  const made = await rui!.post(paths.newRecommendation({}), GOOD)
  assert.equal(made.text('h1'), 'Elsewhere')
  const page = await guest.get(made.path)
  assert.ok(page.has('by Somebody') && page.has('Recommended by Rui') && page.has('Read it.'))
  const link = page.all('a').find((a) => a.attrs.some(({ value }) => value === 'https://else.example/1?a=b'))!
  assert.equal(link.attrs.find(({ name }) => name === 'rel')!.value, 'nofollow noopener ugc')
  assert.equal((await guest.get(paths.recommendations({}))).link('Elsewhere'), made.path)
  assert.equal((await guest.get(paths.browse({}))).link('Recommendations'), paths.recommendations({}))
  assert.ok((await guest.get(paths.newRecommendation({}))).status === 303)
})

test('only addresses of the web lead away', async () => {
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://x/',
    '//x',
    'x',
    '',
    'https://bank.example@evil.example/',
  ]) {
    const page = await rui!.post(paths.newRecommendation({}), { ...GOOD, url })
    assert.equal(page.status, 422, url)
    assert.ok(page.has('Please give the whole address') && page.field('url') === url)
  }
  const { id } = await db
    .insertInto('recommendation')
    .values({ ...ROW, title: 'Odd', sort_title: 'odd', url: 'javascript:alert(1)' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const page = await guest.get(paths.recommendation({ recommendation: id }))
  assert.ok(!page.body.includes('javascript:') && page.has('Nobody knows any more'))
})

const ROW = {
  pseud_id: cast.rui.pseudId,
  guest_name: null,
  rating_id: null,
  featured_at: null,
  held_at: null,
  deleted_at: null,
  posted_at: NOON,
  created_at: NOON,
  updated_at: NOON,
}

test('whoever recommended it and moderators edit and delete, others do not', async () => {
  const made = await rui!.post(paths.newRecommendation({}), { ...GOOD, url: 'https://else.example/2' })
  const id = Number(made.path.split('/').at(-1))
  const [edit, remove] = [
    paths.editRecommendation({ recommendation: id }),
    paths.deleteRecommendation({ recommendation: id }),
  ]
  for (const path of [edit, remove]) {
    assert.equal((await bea!.get(path)).status, 403)
    assert.equal((await bea!.post(path, GOOD)).status, 403)
  }
  assert.equal((await rui!.get(edit)).field('notes'), 'Read <b>it</b>.')
  assert.equal((await rui!.post(edit, { ...GOOD, title: 'Elsewhere Again' })).text('h1'), 'Elsewhere Again')
  await mo!.post(remove)
  assert.equal((await guest.get(paths.recommendation({ recommendation: id }))).status, 404)
})

test('what waits for a moderator is seen by moderators and its writer until it is approved', async () => {
  const { id } = await db
    .insertInto('recommendation')
    .values({ ...ROW, title: 'Waiting Words', sort_title: 'waiting', held_at: NOON })
    .returning('id')
    .executeTakeFirstOrThrow()
  const page = paths.recommendation({ recommendation: id })
  for (const visitor of [guest, bea!]) {
    assert.equal((await visitor.get(page)).status, 404)
    assert.ok(!(await visitor.get(paths.recommendations({}))).body.includes('Waiting Words'))
    await visitor.post(paths.recommendationApproval({ recommendation: id }))
    assert.equal((await visitor.get(page)).status, 404)
  }
  assert.equal((await rui!.get(page)).status, 200)
  assert.equal((await rui!.post(paths.recommendationApproval({ recommendation: id }))).status, 404)
  assert.ok((await mo!.get(paths.recommendations({}))).has('Waiting Words'))
  await mo!.post(paths.recommendationApproval({ recommendation: id }))
  assert.equal((await guest.get(page)).status, 200)
})

test('ratings gate what is said of works elsewhere as they gate works here', async () => {
  const add = async (title: string, rating: number) => {
    const row = {
      ...ROW,
      title,
      sort_title: title,
      rating_id: rating,
      summary_html: '<p>SUMMARY</p>',
      notes_html: 'NOTES',
    }
    return (await db.insertInto('recommendation').values(row).returning('id').executeTakeFirstOrThrow()).id
  }
  const members = await add('For Members', cast.ratings.members)
  const age = await add('Of Age', cast.ratings.explicit)
  await db
    .insertInto('stray_review')
    .values({ ...STRAY, about: 'recommendation', about_number: 5, recommendation_id: age, body_html: 'STRAYWORDS' })
    .execute()
  assert.equal((await guest.get(paths.recommendation({ recommendation: members }))).status, 404)
  assert.ok(!(await guest.get(paths.recommendations({}))).has('For Members'))
  assert.equal((await bea!.get(paths.recommendation({ recommendation: members }))).status, 200)
  const gated = await guest.get(paths.recommendation({ recommendation: age }))
  assert.ok(!/SUMMARY|NOTES|STRAYWORDS/.test(gated.body))
  assert.ok(
    !/SUMMARY/.test(
      (await guest.get(paths.recommendations({}))).text('main').split('Of Age')[1]!.split('Elsewhere')[0]!,
    ),
  )
  assert.ok(/SUMMARY.*STRAYWORDS/s.test((await mo!.get(paths.recommendation({ recommendation: age }))).body))
})

const STRAY = {
  recommendation_id: null,
  parent_id: null,
  pseud_id: null,
  guest_name: 'Passerby',
  body_source: 'words',
  body_html: '<p>Lost words.</p>',
  score: null,
  score_scale: null,
  posted_at: NOON,
  deleted_at: null,
  created_at: NOON,
}

test('reviews of what is gone are for moderators, who may delete them', async () => {
  const { id } = await db
    .insertInto('stray_review')
    .values({ ...STRAY, about: 'work', about_number: 42 })
    .returning('id')
    .executeTakeFirstOrThrow()
  const answer = {
    ...STRAY,
    about: 'work',
    about_number: 42,
    parent_id: id,
    guest_name: 'Author',
    body_html: 'Thanks!',
  }
  await db.insertInto('stray_review').values(answer).execute()
  assert.equal((await guest.get(paths.strayReviews({}))).status, 303)
  assert.equal((await rui!.get(paths.strayReviews({}))).status, 403)
  assert.equal((await rui!.post(paths.strayReview({ review: id }))).status, 403)
  const page = await mo!.get(paths.strayReviews({}))
  assert.ok(page.has('Lost words.') && page.has('Thanks!') && page.has('about the old site’s work 42'))
  const after = await mo!.post(paths.strayReview({ review: id }))
  assert.ok(!after.has('Lost words.') && !after.has('Thanks!'))
  assert.equal((await mo!.post(paths.strayReview({ review: id }))).status, 404)
})

test('featured works, past ones too, have a page of their own', async () => {
  const now = await aWork(db, { by: cast.ada, title: 'Chosen Now' })
  const past = await aWork(db, { by: cast.ada, title: 'Chosen Then' })
  await db.updateTable('work').set({ featured_at: NOON }).where('id', '=', now.workId).execute()
  await db
    .updateTable('work')
    .set({ featured_at: NOON - 2, featured_until: NOON })
    .where('id', '=', past.workId)
    .execute()
  const page = await guest.get(paths.browseFeatured({}))
  assert.deepEqual(page.texts('.blurb-title'), ['Chosen Now by Ada', 'Chosen Then by Ada'])
  assert.ok((await guest.get(paths.work({ work: past.workId }))).has('Past featured'))
  assert.ok(!(await guest.get(paths.home({}))).text('main').split('Recently')[0]!.includes('Chosen Then'))
})

test('banners of this archive are shown, those elsewhere are linked, and others are nothing', async () => {
  const { workId } = await aWork(db, { by: cast.ada, title: 'With a Banner' })
  const seen = async (banner_url: string) => {
    await db.updateTable('work').set({ banner_url }).where('id', '=', workId).execute()
    return (await guest.get(paths.work({ work: workId }))).inner('.banner')
  }
  assert.match((await seen('/images/1/b.png'))!, /<img src="\/images\/1\/b.png" alt="">/)
  assert.match(
    (await seen('http://pics.example/"b".png'))!,
    /<a href="http:\/\/pics.example\/&quot;b&quot;.png" rel="nofollow noopener ugc">/,
  )
  assert.equal(await seen('javascript:alert(1)'), null)
  assert.equal(await seen('//pics.example/b.png'), null)
})
