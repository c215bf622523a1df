import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aPseud, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { unzip } from '../../../test/books/unzip.ts'
import { openShelf } from '../../reading/find-shelf.ts'
import { flushReads } from '../../works/count-reads.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const app = await anApp(db)
after(close)

const made = { series: 0, one: 0, two: 0, mature: 0 }

before(async () => {
  const tagIds = [cast.fandom.holmes]
  const work = async (title: string, more: Partial<Parameters<typeof aWork>[1]> = {}) =>
    (await aWork(db, { by: cast.ada, title, tagIds, ...more })).workId
  made.two = await work('Second Tale', { postedAt: NOON - 5 * DAY })
  made.one = await work('First Tale', {
    postedAt: NOON - 9 * DAY,
    chapters: [{ html: '<p>Öne.</p>' }, { html: '<p>Two.</p>' }],
  })
  made.mature = await work('Mature Tale', { ratingId: cast.ratings.mature, postedAt: NOON - 7 * DAY })
  const draft = await work('Draft Tale', { postedAt: null })
  const times = { created_at: NOON, updated_at: NOON, hidden_at: null }
  const row = { title: 'The Tales', sort_title: 'tales', pseud_id: cast.ada.pseudId, ...times }
  made.series = (await db.insertInto('series').values(row).returning('id').executeTakeFirstOrThrow()).id
  for (const [position, work_id] of [made.one, draft, made.mature, made.two].entries())
    await db
      .insertInto('series_entry')
      .values({ series_id: made.series, work_id, part_series_id: null, position, confirmed: 1 })
      .execute()
})

async function take(path: string, visitor: Visitor = app.guest()): Promise<{ bytes: Buffer; response: Response }> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await app.app.request(`http://archive.example${path}`, { headers: { cookie } })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

const names = async (bytes: Buffer) => [...(await unzip(bytes)).keys()]
const zip = (series: number, query = {}) => paths.seriesBundle({ series, format: 'zip' }, query)

test('a series is one book, in its order, without what waits behind a gate', async () => {
  const reader = app.guest()
  const home = await reader.get(paths.series({ series: made.series }))
  assert.ok(home.links().includes(paths.seriesBooks({ series: made.series })))
  const page = await reader.get(paths.seriesBooks({ series: made.series }))
  assert.match(page.text(), /2 works.*1 work waits behind a gate/)
  assert.ok(page.links().includes(paths.seriesBundle({ series: made.series, format: 'epub' })))
  assert.ok(!page.links().some((link) => link.includes('pdf')))
  const { bytes, response } = await take(paths.seriesBundle({ series: made.series, format: 'html' }))
  assert.equal(response.headers.get('content-disposition')!.split(';')[1], ' filename="The Tales - Ada.html"')
  const book = bytes.toString()
  assert.ok(book.indexOf('First Tale') < book.indexOf('Second Tale'))
  assert.doesNotMatch(book, /Mature Tale|Draft Tale/)
  const epub = await take(paths.seriesBundle({ series: made.series, format: 'epub' }))
  const files = await unzip(epub.bytes)
  const identifier = (all: Map<string, Buffer>) => /urn:uuid:[\w-]+/.exec(all.get('EPUB/package.opf')!.toString())![0]
  assert.equal(response.status, 200)
  const again = await take(paths.seriesBundle({ series: made.series, format: 'epub' }))
  assert.ok(again.bytes.equals(epub.bytes))
  await reader.post(paths.consent({}), { rating: cast.ratings.mature })
  const whole = await take(paths.seriesBundle({ series: made.series, format: 'epub' }), reader)
  assert.match([...(await unzip(whole.bytes)).values()].join(), /Mature Tale/)
  assert.equal(identifier(await unzip(whole.bytes)), identifier(files))
})

test('a ZIP file has a book for each work, of whatever kind', async () => {
  const { bytes, response } = await take(zip(made.series))
  assert.equal(response.headers.get('content-type'), 'application/zip')
  assert.deepEqual(await names(bytes), ['1 First Tale - Ada.epub', '2 Second Tale - Ada.epub'])
  const inner = await unzip((await unzip(bytes)).get('1 First Tale - Ada.epub')!)
  assert.equal(inner.get('mimetype')!.toString(), 'application/epub+zip')
  const texts = await take(zip(made.series, { of: 'txt' }))
  assert.deepEqual(await names(texts.bytes), ['1 First Tale - Ada.txt', '2 Second Tale - Ada.txt'])
  assert.match((await unzip(texts.bytes)).get('1 First Tale - Ada.txt')!.toString(), /Öne\.[^]*Two\./)
  const etag = response.headers.get('etag')!
  assert.equal((await app.guest().send('GET', zip(made.series), { headers: { 'if-none-match': etag } })).status, 304)
})

test('authors, tags and shelves can be taken along in the order of their pages', async () => {
  const lists = [
    [paths.author({ slug: cast.ada.slug }), paths.authorBundle({ slug: cast.ada.slug, format: 'zip' })],
    [
      paths.tag({ vocabulary: 'fandoms', tag: 'sherlock-holmes' }),
      paths.tagBundle({ vocabulary: 'fandoms', tag: 'sherlock-holmes', format: 'zip' }),
    ],
  ] as const
  for (const [home, bundle] of lists) {
    const books = bundle.replace(/\/zip$/, '')
    assert.ok((await app.guest().get(home)).links().includes(books), books)
    assert.equal((await app.guest().get(books)).status, 200)
    assert.deepEqual(await names((await take(bundle)).bytes), ['1 Second Tale - Ada.epub', '2 First Tale - Ada.epub'])
  }
})

test('a shelf is for whoever may see it', async () => {
  const rui = await app.as(cast.rui)
  const { id } = await openShelf(db, cast.rui, 'later', NOON)
  for (const [index, work_id] of [made.two, made.one].entries())
    await db
      .insertInto('bookmark')
      .values({ shelf_id: id, work_id, series_id: null, pseud_id: null, title: 'Kept', created_at: NOON + index })
      .execute()
  const mine = await rui.get(paths.myShelf({ shelf: 'later' }))
  assert.ok(mine.links().includes(paths.myShelfBooks({ shelf: 'later' })))
  const { bytes } = await take(paths.myShelfBundle({ shelf: 'later', format: 'zip' }), rui)
  assert.deepEqual(await names(bytes), ['1 First Tale - Ada.epub', '2 Second Tale - Ada.epub'])
  const byTitle = await take(
    paths.myShelfBundle({ shelf: 'later', format: 'zip' }, { sort: 'title', order: 'down' }),
    rui,
  )
  assert.deepEqual(await names(byTitle.bytes), ['1 Second Tale - Ada.epub', '2 First Tale - Ada.epub'])
  const since = { since: new Date(NOON).toISOString() }
  const added = await take(paths.myShelfBundle({ shelf: 'later', format: 'zip' }, since), rui)
  assert.deepEqual(await names(added.bytes), ['1 First Tale - Ada.epub'])
  const place = { slug: cast.rui.slug, shelf: 'later' }
  for (const path of [paths.shelfBooks(place), paths.shelfBundle({ ...place, format: 'epub' })]) {
    assert.equal((await app.guest().get(path)).status, 404)
    assert.equal((await (await app.as(cast.ada)).get(path)).status, 404)
  }
  assert.equal((await app.guest().get(paths.myShelfBooks({ shelf: 'later' }))).status, 303)
  await db.updateTable('shelf').set({ is_public: 1 }).where('id', '=', id).execute()
  assert.equal((await names((await take(paths.shelfBundle({ ...place, format: 'zip' }))).bytes)).length, 2)
})

test('members are offered what changed since they took it along, guests since a day', async () => {
  const bea = await app.as(cast.bea)
  const books = paths.seriesBooks({ series: made.series })
  assert.doesNotMatch((await bea.get(books)).text(), /You took this along/)
  app.clock.time = NOON + DAY
  await take(zip(made.series), bea)
  app.clock.time = NOON + 9 * DAY
  assert.match((await bea.get(books)).text(), /You took this along on .* Nothing has changed since\./)
  // A later day than the last time leaves a gap, so it is not remembered.
  await take(zip(made.series, { since: '2020-01-01' }), await app.as(cast.rui))
  assert.doesNotMatch((await (await app.as(cast.rui)).get(books)).text(), /You took this along/)
  await db
    .updateTable('work')
    .set({ updated_at: NOON + 3 * DAY })
    .where('id', '=', made.one)
    .execute()
  const offer = await bea.get(books)
  assert.match(offer.text(), /1 work has changed since/)
  const only = await bea.get(offer.link('Only what changed since then')!)
  assert.match(only.text(), /Only what changed since/)
  const { bytes } = await take(only.link('ZIP of EPUB')!, bea)
  assert.deepEqual(await names(bytes), ['1 First Tale - Ada.epub'])
  assert.match((await bea.get(books)).text(), /Nothing has changed since\./)
  assert.equal((await names((await take(zip(made.series, { since: '2099-01-01' }))).bytes).catch(() => [])).length, 0)
  const changed = paths.seriesBundle({ series: made.series, format: 'epub' }, { since: '2020-01-01' })
  const opf = async (path: string) => (await unzip((await take(path, bea)).bytes)).get('EPUB/package.opf')!.toString()
  const whole = await opf(paths.seriesBundle({ series: made.series, format: 'epub' }))
  assert.match(await opf(changed), /The Tales, since /)
  assert.notEqual(/urn:uuid:[\w-]+/.exec(await opf(changed))![0], /urn:uuid:[\w-]+/.exec(whole)![0])
  const guests = await take(zip(made.series, { since: new Date(NOON + 2 * DAY).toISOString().slice(0, 10) }))
  assert.deepEqual(await names(guests.bytes), ['1 First Tale - Ada.epub'])
  assert.equal((await names((await take(zip(made.series, { since: 'yesterday' }))).bytes)).length, 2)
})

test('each work in a bundle counts as taken along, but not by its author', async () => {
  const count = async () => {
    await flushReads(db)
    const rows = await db.selectFrom('work').where('id', 'in', [made.one, made.two]).select('download_count').execute()
    return rows.reduce((sum, row) => sum + row.download_count, 0)
  }
  const before = await count()
  await take(paths.seriesBundle({ series: made.series, format: 'epub' }))
  assert.equal(await count(), before + 2)
  await take(paths.seriesBundle({ series: made.series, format: 'epub' }), await app.as(cast.ada))
  assert.equal(await count(), before + 2)
})

test('what is too much for one book comes in volumes', async () => {
  const pseud = await aPseud(db, cast.bea.accountId, 'Prolific', false)
  for (let number = 1; number <= 101; number++)
    await aWork(db, { pseudIds: [pseud.pseudId], title: `Tale ${number}`, postedAt: NOON - number })
  const page = await app.guest().get(paths.authorBooks({ slug: 'prolific' }))
  assert.match(page.text(), /100 works.*Volume 1 of 2/)
  const second = await app.guest().get(page.link('Volume 2')!)
  assert.match(second.text(), /1 work,.*Volume 2 of 2/)
  assert.deepEqual(await names((await take(second.link('ZIP of EPUB')!)).bytes), ['1 Tale 101 - Prolific.epub'])
  await db.updateTable('work').set({ word_count: 40_000 }).where('title', 'like', 'Tale %').execute()
  const long = await app.guest().get(paths.authorBooks({ slug: 'prolific' }))
  assert.match(long.text(), /too long for one book/)
  assert.ok(!long.link('EPUB'))
  assert.equal((await app.guest().get(paths.authorBundle({ slug: 'prolific', format: 'epub' }))).status, 422)
})

test('what is not there cannot be taken along', async () => {
  const { id } = await db
    .insertInto('series')
    .values({
      title: 'Empty',
      sort_title: 'empty',
      pseud_id: cast.ada.pseudId,
      created_at: NOON,
      updated_at: NOON,
      hidden_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  assert.match((await app.guest().get(paths.seriesBooks({ series: id }))).text(), /There is nothing to take along/)
  for (const path of [
    zip(id),
    zip(999_999),
    paths.seriesBundle({ series: made.series, format: 'docx' }),
    paths.seriesBundle({ series: made.series, format: 'pdf' }),
    paths.authorBundle({ slug: 'nobody', format: 'zip' }),
    paths.tagBooks({ vocabulary: 'fandoms', tag: 'nothing' }),
  ])
    assert.equal((await app.guest().get(path)).status, 404, path)
  await db.updateTable('series').set({ hidden_at: NOON }).where('id', '=', made.series).execute()
  assert.equal((await app.guest().get(zip(made.series))).status, 404)
})
