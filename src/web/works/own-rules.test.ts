// Rules that an archive sets for what members write.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aCast, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { anApp, type Fields, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { tellOfEvents } from '../../notices/from-events.ts'
import { changeSettings } from '../../site/settings.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let ratings: string
let ada: Visitor
let rui: Visitor
let mo: Visitor

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  archive = await anApp(home.db)
  const { id } = await home.db
    .selectFrom('vocabulary')
    .where('slug', '=', 'ratings')
    .select('id')
    .executeTakeFirstOrThrow()
  ratings = `tags-${id}`
  ;[ada, rui, mo] = [await archive.as(cast.ada), await archive.as(cast.rui), await archive.as(cast.mo)]
})
after(() => home.close())

const USUAL = {
  submissions: 'open',
  fewestWords: 0,
  mostWords: 0,
  roundRobins: 'allowed',
  wordList: '',
  scores: 'stars',
  scoreAlone: 'allowed',
  authorsDelete: 'none',
  reviewsBy: 'everybody',
} as const

async function set(settings: Parameters<typeof changeSettings>[1]): Promise<void> {
  await changeSettings(home.db, settings, NOON)
}
beforeEach(() => set(USUAL))

let sent = 0

function form(more: Fields = {}): Fields {
  sent += 1
  const words = { token: `token-number-${sent}`, title: `Work ${sent}`, language: 'en', format: 'html', intent: 'post' }
  return { ...words, pseuds: cast.ada.pseudId, [ratings]: cast.ratings.general, text: 'Once upon a time.', ...more }
}

test('a chapter that is too short or too long is not sent out, but can be kept as a draft', async () => {
  await set({ fewestWords: 5, mostWords: 8 })
  const short = await ada.post('/works/new', form())
  assert.equal(short.status, 422)
  assert.ok(short.has('here a chapter has at least 5'))
  assert.equal(
    (await ada.post('/works/new', form({ text: 'one two three four five six seven eight nine' }))).status,
    422,
  )
  const work = await ada.post('/works/new', form({ text: 'one two three four five six' }))
  assert.equal(work.status, 200)
  const draft = await ada.post('/works/new', form({ intent: 'save' }))
  assert.equal(draft.status, 200)
  const { id } = await home.db
    .selectFrom('work')
    .select('id')
    .where('posted_at', 'is not', null)
    .executeTakeFirstOrThrow()
  const chapter = { token: 'token-chapter-1', title: '', chapter_title: 'Two', text: 'Too short.', format: 'html' }
  assert.equal((await ada.post(`/works/${id}/chapters/new`, { ...chapter, intent: 'post' })).status, 422)
})

test('where round robins are closed none is begun, and those that are go on', async () => {
  await set({ roundRobins: 'closed' })
  assert.equal((await ada.post('/works/new', form({ round_robin: 'yes' }))).status, 422)
  await set({ roundRobins: 'allowed' })
  assert.equal((await ada.post('/works/new', form({ round_robin: 'yes', title: 'Circle' }))).status, 200)
  await set({ roundRobins: 'closed' })
  const { id } = await home.db.selectFrom('work').select('id').where('title', '=', 'Circle').executeTakeFirstOrThrow()
  const page = await ada.get(`/works/${id}/edit`)
  const fields = form({ title: 'Circle again', round_robin: 'yes', version: page.field('version')! })
  assert.equal((await ada.post(`/works/${id}/edit`, fields)).status, 200)
})

test('unwanted words are refused in titles, masked in summaries, and left where they were', async () => {
  const { workId } = await aWork(home.db, { by: cast.ada, title: 'Damnation' })
  const kept = { title: 'Damn it', summary_source: 'Damn old words', summary_html: '<p>Damn old words</p>' }
  await home.db.updateTable('work').set(kept).where('id', '=', workId).execute()
  await set({ wordList: 'damn' })
  const refused = await ada.post('/works/new', form({ title: 'Damn you' }))
  assert.equal(refused.status, 422)
  assert.ok(refused.has('“Damn” is not wanted here.'))
  await ada.post('/works/new', form({ title: 'Fine', summary: 'A damn good tale' }))
  const fine = await home.db.selectFrom('work').selectAll().where('title', '=', 'Fine').executeTakeFirstOrThrow()
  assert.equal(fine.summary_html, '<p>A **** good tale</p>')
  const page = await ada.get(`/works/${workId}/edit`)
  const same = form({ title: 'Damn it', summary: 'Damn old words', version: page.field('version')! })
  assert.equal((await ada.post(`/works/${workId}/edit`, same)).status, 200)
  const after = await home.db.selectFrom('work').selectAll().where('id', '=', workId).executeTakeFirstOrThrow()
  assert.equal(after.summary_html, '<p>Damn old words</p>')
})

test('a score alone is a review only where the archive says so', async () => {
  const { workId } = await aWork(home.db, { by: cast.ada })
  await set({ scoreAlone: 'refused' })
  assert.equal((await rui.post(`/works/${workId}/reviews`, { score: '8', body: '' })).status, 422)
  await set({ scoreAlone: 'allowed' })
  assert.equal((await rui.post(`/works/${workId}/reviews`, { score: '8', body: '' })).status, 303)
})

test('authors delete reviews of their works as far as the archive lets them', async () => {
  const { workId } = await aWork(home.db, { by: cast.ada })
  const place = `/works/${workId}/reviews`
  await rui.post(place, { body: 'Signed.' })
  await archive.guest().post(place, { body: 'Unsigned.', guestName: 'Passer-by' })
  const ids = async () =>
    (await home.db.selectFrom('review').select('id').where('work_id', '=', workId).orderBy('id').execute()).map(
      (row) => row.id,
    )
  const [signed, unsigned] = await ids()
  assert.equal((await ada.post(`/reviews/${unsigned}/delete`)).status, 403)
  assert.equal((await ada.get(place)).link('Delete'), null)
  await set({ authorsDelete: 'guests' })
  assert.equal(
    (await ada.get(place)).all('a').filter((a) => a.attrs.some(({ value }) => value.endsWith('/delete'))).length,
    1,
  )
  assert.equal((await ada.post(`/reviews/${signed}/delete`)).status, 403)
  await ada.post(`/reviews/${unsigned}/delete`)
  assert.deepEqual(await ids(), [signed])
  await set({ authorsDelete: 'all' })
  assert.equal((await (await archive.as(cast.bea)).post(`/reviews/${signed}/delete`)).status, 403)
  await ada.post(`/reviews/${signed}/delete`)
  assert.deepEqual(await ids(), [])
})

test('the archive’s letters stand in the moderator’s form, and what is sent reaches the author', async () => {
  await tellOfEvents(home.db, () => null, NOON)
  const letters = {
    approvalLetter: 'Dear author of {title}, well done. {moderator}',
    returnLetter: 'Not yet: {title}, {odd}',
  }
  await set({ submissions: 'held', name: 'The Lamp', ...letters })
  await ada.post('/works/new', form({ title: 'Waiting' }))
  const page = await mo.get((await mo.get('/moderation/queue')).link('Decide')!)
  assert.equal(page.field('letter'), 'Dear author of Waiting, well done. Mo')
  assert.equal(page.field('reason'), 'Not yet: Waiting, {odd}')
  await mo.post(page.path, { verdict: 'approved', letter: 'Dear Ada, well done indeed.' })
  await tellOfEvents(home.db, () => null, NOON + 60_000)
  const jobs = await home.db.selectFrom('job').where('kind', '=', 'mail').select('payload').execute()
  const mails = jobs.map(({ payload }) => JSON.parse(payload) as { to: string; subject: string; text: string })
  const mail = mails.find(({ subject }) => subject === '“Waiting” is posted')!
  assert.equal(mail.to, 'ada@example.org')
  assert.match(mail.text, /well done indeed/)
})
