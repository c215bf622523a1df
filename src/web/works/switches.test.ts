// What authors may switch off on a work: taking it along, and reviews.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { unzip } from '../../../test/books/unzip.ts'
import { aCast, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { fieldsOf } from '../../../test/fields-of.ts'
import { leaveReview } from '../../reviews/leave-review.ts'
import { readSettings } from '../../site/settings.ts'
import { findWork } from '../../works/find-work.ts'
import { paths } from '../paths.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let asAda: Visitor
let asRui: Visitor
let work: number
let chapter: number

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db, { bookMakers: { typesetter: {} as never, calibre: {} as never } })
  cast = await aCast(home.db)
  asAda = await archive.as(cast.ada)
  asRui = await archive.as(cast.rui)
  const made = await aWork(home.db, {
    title: 'Kept Here',
    by: cast.ada,
    ratingId: cast.ratings.general,
    tagIds: [cast.fandom.holmes],
    chapters: [{}, {}],
  })
  work = made.workId
  chapter = made.chapterIds[0]!
  await aWork(home.db, {
    title: 'Given Away',
    by: cast.ada,
    ratingId: cast.ratings.general,
    tagIds: [cast.fandom.holmes],
  })
})
after(() => home.close())

async function edit(changes: Record<string, string>) {
  const path = paths.editWork({ work })
  const { no_downloads, no_reviews, ...form } = fieldsOf(await asAda.get(path))
  const sent = await asAda.post(path, { ...form, ...changes })
  assert.equal(sent.status, 200, sent.text('main'))
  return { no_downloads, no_reviews }
}

test('a work’s form has both switches, off at first, and keeps them', async () => {
  assert.deepEqual(await edit({ no_downloads: '1' }), { no_downloads: undefined, no_reviews: undefined })
  const saved = await findWork(home.db, cast.rui, work)
  assert.deepEqual([saved.isWithoutDownloads, saved.isWithoutReviews], [true, false])
  const form = fieldsOf(await asAda.get(paths.editWork({ work })))
  assert.ok(form.no_downloads !== undefined && form.no_reviews === undefined)
  const ratings = Object.keys(form).find(
    (name) => name.startsWith('tags-') && form[name]?.toString() === String(cast.ratings.general),
  )
  const fresh = {
    ...fieldsOf(await asAda.get(paths.newWork({}))),
    title: 'New',
    text: 'Words.',
    no_reviews: '1',
    [ratings!]: cast.ratings.general,
  }
  await asAda.post(paths.newWork({}), { ...fresh, intent: 'save' })
  const made = await home.db
    .selectFrom('work')
    .where('title', '=', 'New')
    .select(['downloads_on', 'reviews_on'])
    .execute()
  assert.deepEqual({ ...made[0] }, { downloads_on: 1, reviews_on: 0 })
})

const BOOKS = [paths.bookEpub, paths.bookHtml, paths.bookText, paths.bookMarkdown, paths.bookPdf, paths.bookAzw3]

test('what is to be read here alone is no book, in no format, and kept in no browser', async () => {
  await edit({ no_downloads: '1' })
  const offline = [
    paths.offlineWork({ work }),
    paths.offlineContents({ work }),
    paths.offlineChapter({ work, chapter }),
  ]
  for (const path of [...BOOKS.map((book) => book({ work })), paths.pdfChoices({ work }), ...offline])
    for (const visitor of [archive.guest(), asRui]) {
      const page = await visitor.get(path)
      assert.equal(page.status, 403, path)
      assert.match(page.body, /let it be read here, and not be taken along/, path)
    }
  for (const path of [paths.work({ work }), paths.chapter({ work, chapter })]) {
    const page = await asRui.get(path)
    assert.equal(page.status, 200)
    assert.deepEqual([page.all('details.downloads').length, page.all('div.keep-offline').length], [0, 0], path)
  }
  assert.equal((await asRui.get(paths.work({ work }))).has('Given Away'), false)
  assert.equal((await asAda.get(paths.bookEpub({ work }))).status, 200, 'its author has a copy')
  assert.equal((await asAda.get(paths.work({ work }))).all('details.downloads').length, 1)
})

test('a bundle leaves it out and says so', async () => {
  await edit({ no_downloads: '1' })
  const place = { vocabulary: 'fandoms', tag: 'sherlock-holmes' }
  const page = await asRui.get(paths.tagBooks(place))
  assert.match(page.text(), /1 work\b.*1 work is left out, because its authors want it read here alone/)
  const answer = await archive.app.request(`http://archive.example${paths.tagBundle({ ...place, format: 'zip' })}`)
  const names = [...(await unzip(Buffer.from(await answer.arrayBuffer()))).keys()]
  assert.deepEqual(
    names.map((name) => name.includes('Given Away')),
    [true],
  )
})

test('the catalogue leads to its page in place of a book', async () => {
  await edit({ no_downloads: '1' })
  const { body } = await archive.guest().get('/opds/new')
  const entry = body.split('<entry').find((part) => part.includes('Kept Here'))!
  assert.ok(entry, body.slice(0, 2000))
  assert.doesNotMatch(entry, /epub/)
  assert.ok(entry.includes(`href="http://archive.example${paths.work({ work })}"`))
})

test('where authors take no reviews, the page says so and nothing is taken', async () => {
  await edit({ no_reviews: '1' })
  for (const visitor of [archive.guest(), asRui, asAda])
    for (const path of [paths.chapter({ work, chapter }), paths.workReviews({ work })]) {
      const page = await visitor.get(path)
      assert.ok(page.has('The authors of this work take no reviews.'), path)
      assert.equal(page.all('form#leave-review').length, 0)
      assert.ok(!page.has('to leave a review'))
    }
  const sent = await asRui.post(paths.workReviews({ work }), { body: 'All the same!' })
  assert.equal(sent.status, 403)
  assert.ok(sent.has('The authors of this work take no reviews.'))
  assert.match(sent.body, /All the same!/)
  await edit({})
  const settings = await readSettings(home.db)
  const words = { body: 'Lovely.', score: '', pseudId: null, guestName: '', trap: '' }
  const said = { settings, address: '192.0.2.7', now: NOON }
  const review = await leaveReview(home.db, cast.rui, { target: { kind: 'work', workId: work }, ...words }, said)
  await edit({ no_reviews: '1' })
  assert.ok((await asRui.get(paths.workReviews({ work }))).has('Lovely.'), 'what was said stays')
  assert.equal((await asRui.get(paths.replyToReview({ review }))).status, 403)
  assert.equal((await asRui.post(paths.replyToReview({ review }), { body: 'More.' })).status, 403)
  assert.equal(
    (await asAda.send('POST', paths.replyToReview({ review }), { body: new URLSearchParams({ body: 'Thank you.' }) }))
      .status,
    303,
  )
})
