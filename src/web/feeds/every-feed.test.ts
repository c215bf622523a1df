// What holds for all feeds alike: archive, tag, author, work, series, news, a narrowed list, and a member's own two.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { CHECKERS } from '../../../test/feed-checker.ts'
import { fieldsOf } from '../../../test/fields-of.ts'
import { FEED_TYPES } from '../../export/feed/feed.ts'
import { changeSettings } from '../../site/settings.ts'
import { paths } from '../paths.ts'

const FORMATS = ['atom', 'rss', 'json'] as const

let home: TestDatabase
let archive: TestApp
let cast: Cast
let asAda: Visitor
let open: { workId: number; chapterIds: number[] }
let places: Record<string, string>
/** Those that list works, gated ones too. */
let lists: string[]

before(async () => {
  home = await openTestDatabase()
  const { db } = home
  archive = await anApp(db)
  cast = await aCast(db)
  asAda = await archive.as(cast.ada)
  const tagIds = [cast.fandom.holmes]
  const made = (title: string, ratingId: number) =>
    aWork(db, {
      by: cast.ada,
      title,
      ratingId,
      tagIds,
      chapters: [{ title: 'Chapterword', html: '<p>Textword</p>' }],
    })
  const { general: ratingId } = cast.ratings
  open = await aWork(db, { by: cast.ada, title: 'Open', ratingId, tagIds, chapters: [{ html: '<p>Plainword</p>' }] })
  const works = [open, await made('Of age', cast.ratings.explicit), await made('Warned', cast.ratings.mature)]
  works.push(await made('For members', cast.ratings.members))
  const row = { title: 'A row', sort_title: 'row', pseud_id: cast.ada.pseudId, hidden_at: null }
  const { id: series } = await db
    .insertInto('series')
    .values({ ...row, created_at: NOON, updated_at: NOON })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [position, { workId }] of works.entries())
    await db
      .insertInto('series_entry')
      .values({ series_id: series, work_id: workId, part_series_id: null, position })
      .execute()
  const news = { title: 'The lamps', body_html: '<p>Are lit</p>', author_name: 'Olga', pseud_id: null, posted_at: NOON }
  await db.insertInto('news').values(news).execute()
  const updated = '/feeds/updated.'
  const filtered = '/feeds/works.#?sort=title'
  const shared = { new: '/feeds/new.', author: '/authors/ada/feed.', series: `/series/${series}/feed.` }
  const tag = '/browse/fandoms/books/feed.'
  lists = [updated, filtered, tag, ...Object.values(shared)]
  const own = { following: await followingAddress(), search: await searchAddress() }
  places = { updated, filtered, tag, ...shared, news: '/feeds/news.', work: `/works/${open.workId}/feed.`, ...own }
})
after(() => home.close())

async function followingAddress(): Promise<string> {
  const rui = await archive.as(cast.rui)
  await rui.post(paths.workSubscription({ work: open.workId }))
  return secretIn((await rui.send('POST', '/account/following/feed')).body)
}

async function searchAddress(): Promise<string> {
  const rui = await archive.as(cast.rui)
  const saved = await rui.post(paths.savedSearches({}), { name: 'Books', query: 'with=fandoms/books' })
  assert.equal(saved.status, 200)
  const { id } = await home.db.selectFrom('saved_search').select('id').executeTakeFirstOrThrow()
  return secretIn((await rui.send('POST', paths.savedSearchFeed({ search: id }))).body)
}

const secretIn = (body: string) => new URL(/<code>(http[^<]*feed\.atom)</.exec(body)![1]!).pathname.replace(/atom$/, '')
const addressOf = (place: string, format: string) => (place.includes('#') ? place.replace('#', format) : place + format)
const ask = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  archive.guest().send(method, address, { headers })

async function each(deed: (address: string, format: (typeof FORMATS)[number], name: string) => Promise<void>) {
  for (const [name, place] of Object.entries(places))
    for (const format of FORMATS) await deed(addressOf(place, format), format, name)
}

test('every feed is there in every format, valid, and with something in it', async () => {
  await each(async (address, format) => {
    const page = await ask(address)
    assert.equal(page.status, 200, address)
    assert.equal(page.response.headers.get('content-type'), `${FEED_TYPES[format]}; charset=utf-8`)
    assert.ok(CHECKERS[format](page.body).entries.length > 0, address)
  })
})

test('whoever has the newest copy of a feed is told so, and gets it anew as soon as anything in it changes', async () => {
  const before = new Map<string, { etag: string; date: string }>()
  await each(async (address) => {
    const { response } = await ask(address)
    const known = { etag: response.headers.get('etag')!, date: response.headers.get('last-modified')! }
    before.set(address, known)
    for (const [name, value] of [
      ['if-none-match', known.etag],
      ['if-modified-since', known.date],
    ] as const)
      for (const method of ['GET', 'HEAD']) {
        const answer = await ask(address, { [name]: value }, method)
        assert.deepEqual([answer.status, answer.body], [304, ''], `${method} ${address} ${name}`)
      }
  })
  archive.clock.time = NOON + DAY
  const form = paths.editWork({ work: open.workId })
  const edited = await asAda.post(form, { ...fieldsOf(await asAda.get(form)), title: 'Open no more' })
  assert.equal(edited.status, 200, edited.text('main'))
  const olga = await archive.as(cast.olga)
  await olga.post(paths.editNews({ news: 1 }), { title: 'The lamps again', body: '<p>Are lit</p>' })
  await each(async (address) => {
    const { etag, date } = before.get(address)!
    assert.equal((await ask(address, { 'if-none-match': etag })).status, 200, `${address} by its tag`)
    assert.equal((await ask(address, { 'if-modified-since': date })).status, 200, `${address} by its date`)
  })
  archive.clock.time = NOON
})

test('in every list what waits behind a gate comes without its text, or not at all, whoever asks', async () => {
  const rui = await archive.as(cast.rui)
  await changeSettings(home.db, { feedTexts: 'texts' }, NOON)
  for (const feedGated of ['named', 'absent'] as const) {
    await changeSettings(home.db, { feedGated }, NOON)
    for (const place of lists)
      for (const format of FORMATS)
        for (const visitor of [archive.guest(), rui, await archive.as(cast.ada)]) {
          const address = addressOf(place, format)
          const { body } = await visitor.get(address)
          assert.ok(body.includes('Plainword'), address)
          assert.doesNotMatch(body, /Textword|Chapterword|For members/, address)
          for (const title of ['Of age', 'Warned'])
            assert.equal(body.includes(title), feedGated === 'named', `${title} in ${address}, ${feedGated}`)
        }
  }
})
