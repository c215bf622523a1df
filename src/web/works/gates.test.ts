import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aWork, NOON } from '../../../test/cast.ts'
import { anApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const app = await anApp(db)
after(close)

const SECRETS = ['SecretSummary', 'SecretNotes', 'SecretText', 'SecretReview']

async function aGatedWork(title: string, ratingId: number) {
  const made = await aWork(db, {
    by: cast.ada,
    title,
    ratingId,
    tagIds: [cast.fandom.holmes],
    summary: '<p>SecretSummary</p>',
    notes: '<p>SecretNotes</p>',
    chapters: [
      { title: 'One', html: '<p>SecretText</p>', notes: '<p>SecretNotes</p>', endNotes: '<p>SecretNotes</p>' },
    ],
  })
  const review = { work_id: made.workId, chapter_id: made.chapterIds[0]!, body_html: '<p>SecretReview</p>' }
  const rest = { pseud_id: cast.bea.pseudId, posted_at: NOON, created_at: NOON }
  await db
    .insertInto('review')
    .values({ ...review, ...rest })
    .execute()
  return { work: made.workId, chapter: made.chapterIds[0]! }
}

const members = await aGatedWork('For Members', cast.ratings.members)
const explicit = await aGatedWork('For Adults', cast.ratings.explicit)
const mature = await aGatedWork('With Warning', cast.ratings.mature)
const series = await aSeriesOf([members.work, explicit.work, mature.work])

async function aSeriesOf(workIds: number[]): Promise<number> {
  const row = { title: 'All', sort_title: 'all', pseud_id: cast.ada.pseudId, hidden_at: null }
  const { id } = await db
    .insertInto('series')
    .values({ ...row, created_at: NOON, updated_at: NOON })
    .returning('id')
    .executeTakeFirstOrThrow()
  const entries = workIds.map((work_id, at) => ({ series_id: id, work_id, part_series_id: null, position: at + 1 }))
  await db.insertInto('series_entry').values(entries).execute()
  return id
}

type Place = typeof members
const reading = (place: Place) => [
  paths.work(place),
  paths.chapter(place),
  paths.wholeWork(place),
  paths.printWork(place),
  paths.printChapter(place),
]
const everywhere = (place: Place) => [...reading(place), paths.workReviews(place), paths.chapterReviews(place)]
const lists = [
  paths.home({}),
  paths.works({}),
  paths.browseTitles({}),
  paths.author({ slug: 'ada' }),
  paths.series({ series }),
  paths.tag({ vocabulary: 'fandoms', tag: 'sherlock-holmes' }),
  paths.tag({ vocabulary: 'fandoms', tag: 'books' }),
]

async function seesNothing(visitor: Visitor, place: Place): Promise<void> {
  for (const path of everywhere(place)) {
    const page = await visitor.get(path)
    for (const secret of SECRETS) assert.ok(!page.body.includes(secret), `${secret} at ${path}`)
  }
}

async function seesAll(visitor: Visitor, place: Place): Promise<void> {
  for (const path of reading(place)) {
    const page = await visitor.get(path)
    assert.equal(page.status, 200, path)
    assert.match(page.body, /Secret(?:Text|Summary)/, path)
  }
}

test('a work for members shows a guest nothing, not even its title', async () => {
  const guest = app.guest()
  await seesNothing(guest, members)
  for (const path of reading(members)) {
    const page = await guest.get(path)
    assert.equal(page.status, 403)
    assert.ok(!page.body.includes('For Members'), path)
    assert.equal(page.link('Log in'), paths.login({}, { to: path }))
    assert.equal(page.link('register'), paths.register({}, { to: path }))
  }
  await seesAll(await app.as(cast.rui), members)
})

test('a work for members stands in members’ lists and counts only', async () => {
  const rui = await app.as(cast.rui)
  for (const path of lists) {
    assert.ok(!(await app.guest().get(path)).body.includes('For Members'), path)
    assert.ok((await rui.get(path)).body.includes('For Members'), path)
  }
  const tag = paths.tag({ vocabulary: 'ratings', tag: 'members' })
  assert.ok((await app.guest().get(tag)).has('There are no works here yet.'))
})

test('a work that asks for age shows its text only after consent', async () => {
  for (const visitor of [app.guest(), await app.as(cast.rui)]) {
    await seesNothing(visitor, explicit)
    const path = paths.chapter(explicit)
    const gate = await visitor.get(path)
    assert.ok(gate.has('Are you of age?'))
    assert.ok(gate.has('I am of age.'), 'the words of the rating')
    const after = await visitor.post(paths.consent({}), { to: gate.field('to')!, age: gate.field('age')! })
    assert.equal(after.path, path)
    await seesAll(visitor, explicit)
  }
})

test('in lists it keeps its title, but not its summary, until consent', async () => {
  const guest = app.guest()
  for (const path of lists) {
    const page = await guest.get(path)
    const blurb = page.texts('.blurb').find((text) => text.includes('For Adults'))!
    assert.ok(blurb.includes('by Ada') && !blurb.includes('SecretSummary'), path)
  }
  await guest.post(paths.consent({}), { age: 'yes' })
  const after = (await guest.get(paths.works({}))).texts('.blurb').find((text) => text.includes('For Adults'))!
  assert.ok(after.includes('SecretSummary'))
})

test('a member who said so in the preferences is of age everywhere', async () => {
  await db
    .updateTable('account')
    .set({ preferences: JSON.stringify({ ageConsent: true }) })
    .where('id', '=', cast.bea.accountId)
    .execute()
  await seesAll(await app.as(cast.bea), explicit)
})

test('a warning stands before the text, is accepted for its rating alone, and lists keep the summary', async () => {
  const guest = app.guest()
  await seesNothing(guest, mature)
  const blurb = (await guest.get(paths.works({}))).texts('.blurb').find((text) => text.includes('With Warning'))!
  assert.ok(blurb.includes('SecretSummary'))
  const gate = await guest.get(paths.work(mature))
  assert.ok(gate.has('Mature themes ahead.'))
  await guest.post(paths.consent({}), { to: paths.work(mature), rating: gate.field('rating')! })
  await seesAll(guest, mature)
  await seesNothing(guest, explicit)
})

test('creators and moderators meet no gate', async () => {
  for (const member of [cast.ada, cast.mo])
    for (const place of [members, explicit, mature]) await seesAll(await app.as(member), place)
})

test('consent leads back into this archive only', async () => {
  for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', '', 'javascript:alert(1)']) {
    const page = await app.guest().send('POST', paths.consent({}), { body: new URLSearchParams({ age: 'yes', to }) })
    assert.equal(page.location, '/', to)
  }
})
