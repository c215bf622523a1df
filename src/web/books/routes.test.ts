import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { flushReads } from '../../works/count-reads.ts'
import { paths } from '../paths.ts'
import { FORMATS } from './formats.ts'

const home = await openTestDatabase()
const { db, close } = home
const cast = await aCast(db)
const app = await anApp(db)
after(close)

test('a work can be taken along in every format, and its page leads to each', async () => {
  const { workId: work, chapterIds } = await aWork(db, { by: cast.ada, title: 'A Tale' })
  const reader = app.guest()
  for (const page of [
    await reader.get(paths.work({ work })),
    await reader.get(paths.chapter({ work, chapter: chapterIds[0]! })),
  ])
    for (const { path } of FORMATS) assert.ok(page.links().includes(path({ work })), path.pattern)
  for (const { path, mime, ending } of FORMATS) {
    const { status, response, body } = await reader.get(path({ work }))
    assert.equal(status, 200)
    assert.equal(response.headers.get('content-type'), mime)
    assert.equal(
      response.headers.get('content-disposition'),
      `attachment; filename="A Tale - Ada.${ending}"; filename*=UTF-8''A%20Tale%20-%20Ada.${ending}`,
    )
    assert.ok(body.length > 100)
  }
})

test('a format that nobody makes is not there', async () => {
  const { workId } = await aWork(db, { by: cast.ada })
  for (const ending of ['docx', 'epub.zip', 'EPUB', ''])
    assert.equal((await app.guest().get(`/works/${workId}/book.${ending}`)).status, 404, ending)
})

test('whoever has the newest copy is told so, and any change makes another', async () => {
  const { workId: work } = await aWork(db, { by: cast.ada, tagIds: [cast.fandom.holmes] })
  const reader = app.guest()
  for (const { path } of FORMATS) {
    const first = await reader.get(path({ work }))
    const etag = first.response.headers.get('etag')!
    assert.equal(first.response.headers.get('last-modified'), new Date(NOON).toUTCString())
    const ask = (tag: string) => reader.send('GET', path({ work }), { headers: { 'if-none-match': tag } })
    assert.equal((await ask(etag)).status, 304)
    assert.equal((await ask(`"other", W/${etag}`)).status, 304)
    assert.equal((await ask('"other"')).status, 200)
    await db
      .updateTable('tag')
      .set({ name: `Holmes ${path.pattern}` })
      .where('id', '=', cast.fandom.holmes)
      .execute()
    await db
      .updateTable('pseud')
      .set({ name: `Ada ${path.pattern}` })
      .where('id', '=', cast.ada.pseudId)
      .execute()
    assert.equal((await ask(etag)).status, 200)
  }
  await db.updateTable('pseud').set({ name: 'Ada' }).where('id', '=', cast.ada.pseudId).execute()
})

test('a head tells what the whole would be, without making it', async () => {
  const { workId: work } = await aWork(db, { by: cast.ada })
  for (const { path, mime } of FORMATS) {
    const [head, whole] = [await app.guest().send('HEAD', path({ work })), await app.guest().get(path({ work }))]
    assert.equal(head.status, 200)
    assert.equal(head.body, '')
    assert.equal(head.response.headers.get('content-type'), mime)
    assert.equal(head.response.headers.get('etag'), whole.response.headers.get('etag'))
  }
})

test('what may not be read cannot be taken along: it is not there, or its gate is', async () => {
  const hidden = { hiddenAt: NOON }
  const held = { postedAt: null, heldAt: NOON }
  for (const details of [{ postedAt: null }, held, hidden]) {
    const { workId: work } = await aWork(db, { by: cast.ada, title: 'Secrettitle', ...details })
    for (const { path } of FORMATS) {
      for (const visitor of [app.guest(), await app.as(cast.rui)])
        assert.equal((await visitor.get(path({ work }))).status, 404)
      for (const visitor of [await app.as(cast.ada), await app.as(cast.mo)])
        assert.equal((await visitor.get(path({ work }))).status, 200)
    }
  }
  const { workId: members } = await aWork(db, { by: cast.ada, title: 'Secrettitle', ratingId: cast.ratings.members })
  const { workId: explicit } = await aWork(db, { by: cast.ada, title: 'Secrettitle', ratingId: cast.ratings.explicit })
  const { workId: mature } = await aWork(db, { by: cast.ada, title: 'Secrettitle', ratingId: cast.ratings.mature })
  for (const { path, ending } of FORMATS) {
    const closed = await app.guest().get(path({ work: members }))
    assert.equal(closed.status, 403)
    assert.ok(!closed.body.includes('Secrettitle'))
    assert.equal((await (await app.as(cast.rui)).get(path({ work: members }))).status, 200)
    for (const [work, answer] of [
      [explicit, { age: 'yes' }],
      [mature, { rating: cast.ratings.mature }],
    ] as const) {
      const reader = app.guest()
      const gate = await reader.get(path({ work }))
      assert.equal(gate.response.headers.get('content-disposition'), null)
      assert.ok(
        !gate.body.includes('The text of chapter') && gate.body.includes('<form method="post" action="/consent"'),
      )
      await reader.post(paths.consent({}), answer)
      const book = await reader.get(path({ work }))
      assert.match(book.response.headers.get('content-disposition') ?? '', new RegExp(`\\.${ending}`))
    }
  }
})

test('drafts among the chapters are in its creators’ copy only', async () => {
  const { workId: work } = await aWork(db, {
    by: cast.ada,
    chapters: [
      { html: '<p>Out in the world.</p>' },
      { title: 'Secretdraft', html: '<p>Secretwords.</p>', postedAt: null },
    ],
  })
  const read = async (visitor: { get: (path: string) => Promise<{ body: string }> }) =>
    (await visitor.get(paths.bookHtml({ work }))).body
  const readers = await read(app.guest())
  assert.ok(readers.includes('Out in the world.') && !/Secret/.test(readers))
  assert.match(await read(await app.as(cast.ada)), /Secretdraft[^]*Secretwords/)
})

test('what was said about a work since it was posted dates its book', async () => {
  const { workId: work } = await aWork(db, { by: cast.ada })
  const changed = NOON + 3 * DAY
  await db.updateTable('work').set({ changed_at: changed }).where('id', '=', work).execute()
  const { response } = await app.guest().get(paths.bookHtml({ work }))
  assert.equal(response.headers.get('last-modified'), new Date(changed).toUTCString())
})

test('taking a work along counts as a download, not as a read, and an author’s own does not count', async () => {
  const { workId: work } = await aWork(db, { by: cast.ada })
  const guest = app.guest()
  for (const { path } of FORMATS) await guest.get(path({ work }))
  const { response } = await guest.get(paths.bookEpub({ work }))
  await guest.send('GET', paths.bookEpub({ work }), { headers: { 'if-none-match': response.headers.get('etag')! } })
  await guest.send('HEAD', paths.bookEpub({ work }))
  const ada = await app.as(cast.ada)
  await ada.get(paths.bookEpub({ work }))
  await flushReads(db)
  const row = await db.selectFrom('work').where('id', '=', work).selectAll().executeTakeFirstOrThrow()
  assert.equal(row.download_count, FORMATS.length + 1)
  assert.equal(row.read_count, 0)
  assert.match((await ada.get(paths.work({ work }))).text('.numbers'), new RegExp(`Downloads ${FORMATS.length + 1}`))
  assert.ok(!(await guest.get(paths.work({ work }))).text('.numbers').includes('Downloads'))
})

test('who goes away in the middle ends the making, and has taken nothing along', async () => {
  const { workId: work } = await aWork(db, {
    by: cast.ada,
    chapters: Array.from({ length: 300 }, () => ({ html: `<p>${'word '.repeat(2000)}</p>` })),
  })
  for (const { path } of FORMATS) {
    home.queries.length = 0
    const response = await app.app.request(`http://archive.example${path({ work })}`)
    const reader = response.body!.getReader()
    assert.equal((await reader.read()).done, false)
    await reader.cancel()
    const texts = home.queries.filter((query) => query.includes('"chapter_text"'))
    assert.ok(texts.length <= 3, `${texts.length} questions for texts`)
  }
  await flushReads(db)
  const row = await db.selectFrom('work').where('id', '=', work).select('download_count').executeTakeFirstOrThrow()
  assert.equal(row.download_count, 0)
})

test('an edit of a work’s page makes a new edition of its book', async () => {
  const { workId: work, chapterIds } = await aWork(db, { by: cast.ada, chapters: [{}, {}] })
  const ada = await app.as(cast.ada)
  const stamp = async () => (await app.guest().get(paths.bookHtml({ work }))).response.headers.get('last-modified')
  const before = await stamp()
  app.clock.time += DAY
  await ada.post(paths.chapterPlace({ work, chapter: chapterIds[1]! }), { direction: 'up' })
  assert.notEqual(await stamp(), before)
})
