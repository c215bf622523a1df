import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aWork, type ChapterDetails, DAY, type MadeWork, NOON } from '../../../test/cast.ts'
import { anApp, type Page, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { changePreferences } from '../../people/change-preferences.ts'
import { flushPlaces, flushPlacesEvery } from '../../reading/keep-places.ts'
import { fingerprintOf } from '../../text/find-paragraph.ts'
import { paragraphsOf } from '../../text/paragraphs.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, bea, ada, mo] = [
  archive.guest(),
  await archive.as(cast.rui),
  await archive.as(cast.bea),
  await archive.as(cast.ada),
  await archive.as(cast.mo),
]
after(close)

const SENTENCES = [
  'The lamp in the harbour had not been lit for nine years.',
  'Nobody in the town could say who had the key to it.',
  'Then, on a wet night in March, it burned again.',
  'Ada saw it first, from the window over the bakery.',
  'She put on her coat and told nobody where she went.',
]
const TEXT = SENTENCES.map((sentence) => `<p>${sentence}</p>`).join('\n')

const aStory = (title: string, chapters: ChapterDetails[] = [{ html: TEXT }, { html: TEXT }, { html: TEXT }]) =>
  aWork(db, { by: cast.ada, title, chapters })

const chapterPath = ({ workId, chapterIds }: MadeWork, index: number) =>
  paths.chapter({ work: workId, chapter: chapterIds[index]! })

interface Told {
  chapter: number
  paragraph?: number
  ago?: number
  end?: boolean
  ended?: number[]
}

/** What a browser sends while somebody reads; `chapter` and `ended` count from 0. */
function tell(visitor: Visitor, { workId, chapterIds }: MadeWork, told: Told, headers = {}): Promise<Page> {
  const { chapter, paragraph = 0, ago = 0, end, ended = [] } = told
  const fields = { chapter: chapterIds[chapter]!, paragraph, ago, fingerprint: fingerprintOf(SENTENCES, paragraph) }
  const body = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]))
  if (end) body.append('end', 'yes')
  for (const index of ended) body.append('ended', String(chapterIds[index]))
  return visitor.send('POST', paths.place({ work: workId }), { body, headers })
}

const continueOn = async (visitor: Visitor, { workId }: MadeWork) => {
  const page = await visitor.get(paths.work({ work: workId }))
  const words = page.texts('a.button').find((text) => text.startsWith('Continue'))
  return words === undefined ? null : [words, page.link(words)]
}

/** The words that follow the mark of the place. */
const wordsAt = (page: Page) => /<span id="place"><\/span>([^<]*)/.exec(page.body)?.[1] ?? null

const blurbOf = async (visitor: Visitor, title: string) =>
  (await visitor.get(paths.works({}))).texts('article.blurb').find((text) => text.includes(title))!

test('whoever opened a chapter goes on with it, scripts or none, and opening it writes nothing', async () => {
  const story = await aStory('Opened')
  assert.equal(await continueOn(rui, story), null)
  await rui.get(chapterPath(story, 0))
  queries.length = 0
  assert.equal((await rui.get(chapterPath(story, 1))).status, 200)
  assert.deepEqual(
    queries.filter((query) => !/^(select|with)/i.test(query)),
    [],
  )
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 2', chapterPath(story, 1)])
  assert.match(await blurbOf(rui, 'Opened'), /Continue: Chapter 2 2 unread chapters/, 'the first was passed')
  const page = await rui.get(chapterPath(story, 1))
  assert.deepEqual(page.texts('.read-sign'), ['✓ read'])
  assert.ok(page.text('details.chapter-menu').includes('2 unread chapters'))
})

test('a place is kept to the paragraph, on every device, and is found after the author has edited', async () => {
  const story = await aStory('Kept')
  await rui.get(chapterPath(story, 1))
  const told = await tell(rui, story, { chapter: 1, paragraph: 3 })
  assert.deepEqual([told.status, told.body], [204, ''])
  await flushPlaces(db)
  const phone = await archive.as(cast.rui)
  const there = `${chapterPath(story, 1)}#place`
  assert.deepEqual(await continueOn(phone, story), ['Continue: Chapter 2', there])
  assert.equal(wordsAt(await phone.get(there)), SENTENCES[3])
  assert.equal(wordsAt(await phone.get(chapterPath(story, 0))), null)
  assert.equal(wordsAt(await phone.get(paths.wholeWork({ work: story.workId }))), SENTENCES[3])

  const changed = `<p>All of this is new.</p><hr>${TEXT.replace('first, from', 'first from').replace(SENTENCES[0]!, '')}`
  await db.updateTable('chapter_text').set({ html: changed }).where('chapter_id', '=', story.chapterIds[1]!).execute()
  assert.equal(wordsAt(await phone.get(there)), 'Ada saw it first from the window over the bakery.')
  assert.equal(paragraphsOf(changed).length, 5)
  assert.ok(!(await bea.get(chapterPath(story, 1))).body.includes('id="place"'))
  assert.ok(!(await guest.get(chapterPath(story, 1))).body.includes('id="place"'))
  assert.ok(!(await rui.get(paths.printWork({ work: story.workId }))).body.includes('id="place"'))
})

test('opening a chapter once more keeps the paragraph; opening another does not', async () => {
  const story = await aStory('Once More')
  await tell(rui, story, { chapter: 0, paragraph: 2 })
  await flushPlaces(db)
  await rui.get(chapterPath(story, 0))
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 1', `${chapterPath(story, 0)}#place`])
  await rui.get(paths.wholeWork({ work: story.workId }))
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 1', `${chapterPath(story, 0)}#place`])
  await rui.get(chapterPath(story, 2))
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 3', chapterPath(story, 2)])
})

test('the latest place wins, whatever order two devices are heard in', async () => {
  const story = await aStory('Two Devices')
  const there = `${chapterPath(story, 2)}#place`
  await tell(rui, story, { chapter: 2, paragraph: 1, ago: 1000 })
  await tell(rui, story, { chapter: 0, paragraph: 4, ago: 60_000, ended: [0] })
  await flushPlaces(db)
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 3', there])
  await tell(rui, story, { chapter: 1, paragraph: 4, ago: 5000 })
  await flushPlaces(db)
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 3', there])
  assert.match(await blurbOf(rui, 'Two Devices'), /2 unread chapters/, 'what was read on the old tab is read')
  archive.clock.time = NOON + 1000
  await tell(rui, story, { chapter: 1, paragraph: 0 })
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 2', chapterPath(story, 1)])
  archive.clock.time = NOON
})

test('at the end of a chapter the next is gone on with, and after the last there is nothing to go on with', async () => {
  const story = await aStory('To the End')
  await tell(rui, story, { chapter: 0, paragraph: 4, end: true, ended: [0] })
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 2', chapterPath(story, 1)])
  archive.clock.time = NOON + 1000
  await tell(rui, story, { chapter: 2, paragraph: 4, end: true, ended: [1, 2] })
  assert.equal(await continueOn(rui, story), null)
  assert.match(await blurbOf(rui, 'To the End'), / Read Put on a shelf/)
  const later = { work_id: story.workId, position: 4, pseud_id: null, posted_at: NOON, held_at: null }
  await db
    .insertInto('chapter')
    .values({ ...later, created_at: NOON, updated_at: NOON })
    .execute()
  await refreshWorks(db, [story.workId])
  assert.equal((await continueOn(rui, story))![0], 'Continue: Chapter 4')
  assert.match(await blurbOf(rui, 'To the End'), /1 unread chapter Put on a shelf/)
  archive.clock.time = NOON
})

test('an earlier chapter that is opened for a look does not make later ones read', async () => {
  const story = await aStory('Looked Up')
  await rui.get(chapterPath(story, 2))
  archive.clock.time = NOON + 1000
  await rui.get(chapterPath(story, 0))
  assert.match(await blurbOf(rui, 'Looked Up'), /Continue: Chapter 1 3 unread chapters/)
  archive.clock.time = NOON + 2000
  await rui.get(chapterPath(story, 1))
  assert.match(await blurbOf(rui, 'Looked Up'), /Continue: Chapter 2 2 unread chapters/)
  archive.clock.time = NOON
})

test('chapters are marked read up to one, and all unread', async () => {
  const story = await aStory('Marked')
  const marks = paths.readMarks({ work: story.workId })
  const page = await rui.post(marks, { chapter: story.chapterIds[1]!, to: chapterPath(story, 1) })
  assert.equal(page.path, chapterPath(story, 1))
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 3', chapterPath(story, 2)])
  const work = await rui.get(paths.work({ work: story.workId }))
  assert.ok(work.has('1 unread chapter'))
  assert.deepEqual(work.texts('.read-sign'), ['✓ read', '✓ read'])
  await rui.post(marks, { unread: 'yes' })
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 1', chapterPath(story, 0)])
  assert.match(await blurbOf(rui, 'Marked'), /3 unread chapters/)

  assert.equal((await rui.post(marks, { chapter: 999_999 })).status, 404)
  assert.equal((await rui.post(marks, {})).status, 404)
  assert.ok((await guest.post(marks, { unread: 'yes' })).path.startsWith('/login'))
  assert.equal((await bea.get(paths.work({ work: story.workId }))).texts('.read-sign').length, 0)
})

test('a place whose chapter is deleted falls back to the one before', async () => {
  const story = await aStory('Cut')
  await tell(rui, story, { chapter: 1, paragraph: 3 })
  await flushPlaces(db)
  await ada.post(paths.deleteChapter({ work: story.workId, chapter: story.chapterIds[1]! }))
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 1', chapterPath(story, 0)])
  assert.equal(wordsAt(await rui.get(chapterPath(story, 0))), null)
})

test('a browser says nothing of works that its reader may not see, and nothing from another site', async () => {
  const story = await aStory('Not Theirs')
  const draft = await aWork(db, { by: cast.ada, title: 'Draft', postedAt: null, chapters: [{ html: TEXT }] })
  const half = await aStory('Half', [{ html: TEXT }, { html: TEXT, postedAt: null }])
  const adult = await aWork(db, { by: cast.ada, ratingId: cast.ratings.explicit, chapters: [{ html: TEXT }] })
  const warned = await aWork(db, { by: cast.ada, ratingId: cast.ratings.mature, chapters: [{ html: TEXT }] })
  const before = await db.selectFrom('reading_place').select('work_id').execute()
  for (const secret of [draft, adult, warned]) {
    assert.equal((await tell(rui, secret, { chapter: 0 })).status, 404)
    assert.equal((await rui.post(paths.readMarks({ work: secret.workId }), { unread: 'yes' })).status, 404)
  }
  assert.equal((await tell(rui, half, { chapter: 1 })).status, 404)
  assert.equal((await tell(mo, half, { chapter: 1 })).status, 404)
  const other = { workId: story.workId, chapterIds: half.chapterIds }
  assert.equal((await tell(rui, other, { chapter: 0 })).status, 404, 'a chapter of another work')
  const foreign = await tell(rui, story, { chapter: 0 }, { 'sec-fetch-site': 'cross-site' })
  assert.equal(foreign.status, 403)
  assert.equal((await tell(rui, story, { chapter: 0 }, { origin: 'https://evil.example' })).status, 403)
  assert.equal((await tell(guest, story, { chapter: 0 })).location?.startsWith('/login'), true)
  for (const odd of [{ paragraph: -1 }, { paragraph: 1.5 }, { ago: -5 }])
    assert.equal((await tell(rui, story, { chapter: 0, ...odd })).status, 400)
  const nonsense = new URLSearchParams({ chapter: String(story.chapterIds[0]), paragraph: '1', ago: '0' })
  nonsense.append('fingerprint', '<b>')
  assert.equal((await rui.send('POST', paths.place({ work: story.workId }), { body: nonsense })).status, 400)
  assert.equal((await tell(ada, story, { chapter: 0, paragraph: 2 })).status, 204, 'its author keeps no place in it')
  await tell(mo, draft, { chapter: 0 })
  await flushPlaces(db)
  const places = await db.selectFrom('reading_place').select('work_id').execute()
  assert.equal(places.length, before.length)
  assert.ok(!(await ada.get(chapterPath(story, 0))).body.includes('data-place'))
})

test('what came in stays until it can be written, and what is gone by then is left out', async () => {
  const [story, gone, halved] = [await aStory('Kept Safe'), await aStory('Gone'), await aStory('Halved')]
  await tell(rui, story, { chapter: 1, paragraph: 2 })
  await tell(rui, gone, { chapter: 1 })
  await tell(rui, halved, { chapter: 2, paragraph: 2, ended: [2] })
  await db.deleteFrom('work').where('id', '=', gone.workId).execute()
  await db.deleteFrom('chapter').where('id', '=', halved.chapterIds[2]!).execute()
  await db.schema.alterTable('reading_place').renameTo('place_away').execute()
  await assert.rejects(flushPlaces(db))
  await db.schema.alterTable('place_away').renameTo('reading_place').execute()
  await flushPlaces(db)
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 2', `${chapterPath(story, 1)}#place`])
  assert.deepEqual(await continueOn(rui, halved), ['Continue: Chapter 1', chapterPath(halved, 0)])
})

test('an archive that stops keeps what came in last', async () => {
  const story = await aStory('Stopped')
  const stop = flushPlacesEvery(db, DAY, (error) => assert.fail(String(error)))
  await tell(rui, story, { chapter: 1, paragraph: 2 })
  await stop()
  queries.length = 0
  await flushPlaces(db)
  assert.deepEqual(queries, [])
  assert.deepEqual(await continueOn(rui, story), ['Continue: Chapter 2', `${chapterPath(story, 1)}#place`])
})

test('many members’ places are written together', async () => {
  const story = await aStory('Crowd')
  const cost = async (stories: MadeWork[]) => {
    for (const each of stories) for (const who of [rui, bea]) await tell(who, each, { chapter: 1, paragraph: 1 })
    queries.length = 0
    await flushPlaces(db)
    return queries.length
  }
  const one = await cost([story])
  const more = await Promise.all(Array.from({ length: 20 }, (_, index) => aStory(`Crowd ${index}`)))
  archive.clock.time = NOON + 5000
  assert.equal(await cost([story, ...more]), one)
  queries.length = 0
  await flushPlaces(db)
  assert.deepEqual(queries, [], 'with nothing to write, nothing is asked')
  archive.clock.time = NOON
})

test('whoever keeps no history leaves no place, and hears of news all the same', async () => {
  const story = await aStory('Unkept')
  await rui.post(paths.workSubscription({ work: story.workId }))
  const other = await aStory('Unfollowed')
  await changePreferences(db, cast.rui, { history: 'off' })
  archive.clock.time = NOON + DAY
  const page = await rui.get(chapterPath(story, 1))
  assert.ok(!page.body.includes('data-place') && !page.has('Mark as read'))
  assert.equal((await tell(rui, story, { chapter: 1, paragraph: 2 })).status, 204)
  await rui.get(chapterPath(other, 1))
  await flushPlaces(db)
  const kept = await db
    .selectFrom('reading_place')
    .where('account_id', '=', cast.rui.accountId)
    .where('work_id', 'in', [story.workId, other.workId])
    .select(['work_id', 'read_at', 'noted_at', 'chapter_id'])
    .execute()
  assert.deepEqual(kept, [{ work_id: story.workId, read_at: NOON + DAY, noted_at: null, chapter_id: null }])
  assert.equal((await rui.post(paths.readMarks({ work: story.workId }), { unread: 'yes' })).status, 403)
  await rui.post(paths.workSubscription({ work: story.workId }), { back: 'yes' })
  assert.equal(
    (await db.selectFrom('reading_place').where('work_id', '=', story.workId).selectAll().execute()).length,
    0,
    'unfollowed, not even that is kept',
  )
  await changePreferences(db, cast.rui, { history: 'kept' })
  archive.clock.time = NOON
})
