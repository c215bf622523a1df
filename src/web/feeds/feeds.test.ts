import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { CHECKERS, type CheckedFeed } from '../../../test/feed-checker.ts'
import { FEED_TYPES, type FeedFormat } from '../../export/feed/feed.ts'
import { changeSettings } from '../../site/settings.ts'
import { refreshWorks } from '../../works/refresh-work.ts'

const FORMATS = ['atom', 'rss', 'json'] as const

let home: TestDatabase
let archive: TestApp
let cast: Cast
let work: { workId: number; chapterIds: number[] }
let places: Record<string, string>

before(async () => {
  home = await openTestDatabase()
  const { db } = home
  archive = await anApp(db)
  cast = await aCast(db)
  const spoiler = await aVocabulary(db, 'spoilers', 'facet')
  await db.updateTable('vocabulary').set({ spoiler: 1 }).where('id', '=', spoiler).execute()
  work = await aWork(db, {
    by: cast.ada,
    title: 'Salt & <Pepper> ]]> \u{1f980}',
    ratingId: cast.ratings.general,
    tagIds: [cast.fandom.holmes, await aTag(db, spoiler, 'It was the butler')],
    summary: '<p>Tea &amp; <a href="/works/1">toast</a> ]]&gt;</p>',
    chapters: [
      { title: 'Eins', html: '<p>First text<a href="#t-1">1</a></p>', postedAt: NOON - DAY },
      { title: '', html: '<p>Second <img src="/uploads/x.png" alt=""> text</p>' },
      { title: 'A draft', postedAt: null },
    ],
  })
  await db
    .updateTable('work')
    .set({ posted_at: NOON - DAY })
    .where('id', '=', work.workId)
    .execute()
  await aWork(db, {
    by: cast.bea,
    title: 'قصة \u202e طويلة',
    language: 'ar',
    tagIds: [cast.fandom.books],
    summary: '<p>نص</p>',
    postedAt: NOON - 2 * DAY,
  })
  const series = { title: 'A row', sort_title: 'row', pseud_id: cast.ada.pseudId, hidden_at: null }
  const { id } = await db
    .insertInto('series')
    .values({ ...series, created_at: NOON, updated_at: NOON })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('series_entry')
    .values({ series_id: id, work_id: work.workId, part_series_id: null, position: 1 })
    .execute()
  await db
    .insertInto('news')
    .values({
      title: 'The lamps',
      body_html: '<p>Are <a href="/works">lit</a></p>',
      author_name: 'Olga',
      pseud_id: null,
      posted_at: NOON,
    })
    .execute()
  places = {
    updated: '/feeds/updated',
    new: '/feeds/new',
    news: '/feeds/news',
    work: `/works/${work.workId}/feed`,
    author: '/authors/ada/feed',
    series: `/series/${id}/feed`,
    tag: '/browse/fandoms/books/feed',
  }
})
after(() => home.close())

async function read(place: string, format: FeedFormat): Promise<CheckedFeed> {
  const page = await archive.guest().get(`${place}.${format}`)
  assert.equal(page.status, 200, place)
  assert.equal(page.response.headers.get('content-type'), `${FEED_TYPES[format]}; charset=utf-8`)
  const feed = CHECKERS[format](page.body)
  assert.equal(feed.self, `http://archive.example${place}.${format}`)
  return feed
}

test('every feed is valid in every format, and tells the same in each', async () => {
  const ids = new Set<string>()
  for (const [name, place] of Object.entries(places)) {
    const [atom, rss, json] = await Promise.all(FORMATS.map((format) => read(place, format)))
    ids.add(atom!.id!)
    assert.ok(atom!.entries.length > 0, name)
    for (const other of [rss!, json!]) {
      assert.deepEqual([other.title, other.page], [atom!.title, atom!.page])
      assert.deepEqual(
        other.entries.map(({ link, authors, tags, language }) => ({ link, authors, tags, language })),
        atom!.entries.map(({ link, authors, tags, language }) => ({ link, authors, tags, language })),
      )
    }
    assert.equal((await archive.guest().get(new URL(atom!.page).pathname)).status, 200)
  }
  assert.equal(ids.size, Object.keys(places).length)
})

test('an entry tells title, dates, language and what lists show of the tags', async () => {
  const [first, second] = (await read('/feeds/updated', 'atom')).entries
  assert.deepEqual(first, {
    id: first!.id,
    title: 'Salt & <Pepper> ]]> \u{1f980}',
    link: `http://archive.example/works/${work.workId}`,
    published: '2026-01-14T12:00:00Z',
    updated: '2026-01-15T12:00:00Z',
    authors: ['Ada'],
    tags: first!.tags,
    summary: '<p>Tea &amp; <a href="http://archive.example/works/1">toast</a> ]]&gt;</p>',
    text: null,
    language: 'en',
  })
  assert.deepEqual(first!.tags.toSorted(), ['General', 'Sherlock Holmes'])
  assert.deepEqual([second!.title, second!.language], ['قصة \u202e طويلة', 'ar'])
})

test('the feed of a work has its chapters, the newest first, and no drafts', async () => {
  const feed = await read(places.work!, 'atom')
  assert.deepEqual(
    feed.entries.map(({ title, link, published }) => [title, new URL(link).pathname, published]),
    [
      ['Chapter 2', `/works/${work.workId}/chapters/${work.chapterIds[1]}`, '2026-01-15T12:00:00Z'],
      ['Eins', `/works/${work.workId}/chapters/${work.chapterIds[0]}`, '2026-01-14T12:00:00Z'],
    ],
  )
})

test('ids outlive a change of address and an update', async () => {
  const before = await read('/feeds/updated', 'atom')
  await changeSettings(home.db, { address: 'https://elsewhere.example' }, NOON)
  const page = await archive.guest().get('/feeds/updated.atom')
  const moved = CHECKERS.atom(page.body)
  assert.ok(moved.entries.every(({ link }) => link.startsWith('https://elsewhere.example/')))
  assert.deepEqual([moved.id, moved.entries.map(({ id }) => id)], [before.id, before.entries.map(({ id }) => id)])
  await changeSettings(home.db, { address: '' }, NOON)
  await home.db
    .updateTable('work')
    .set({ updated_at: NOON + 5 })
    .where('id', '=', work.workId)
    .execute()
  const [updated] = (await read('/feeds/updated', 'atom')).entries
  assert.equal(updated!.id, before.entries[0]!.id)
  assert.equal(updated!.published, before.entries[0]!.published)
  assert.notEqual(updated!.updated, before.entries[0]!.updated)
  await home.db.updateTable('work').set({ updated_at: NOON }).where('id', '=', work.workId).execute()
})

test('owners choose how much feeds tell', async () => {
  const olga = await archive.as(cast.olga)
  const saved = await olga.post('/moderation/settings', { name: 'The Archive', feedTexts: 'texts', feedGated: 'named' })
  assert.equal(saved.field('feedTexts'), 'texts')
  const [newest, eins] = (await read(places.work!, 'atom')).entries
  assert.equal(newest!.text, '<p>Second <img src="http://archive.example/uploads/x.png" alt=""> text</p>')
  const footnote = `http://archive.example/works/${work.workId}/chapters/${work.chapterIds[0]}#t-1`
  assert.equal(eins!.text, `<p>First text<a href="${footnote}">1</a></p>`)
  assert.equal((await read('/feeds/updated', 'rss')).entries[0]!.text, newest!.text)
  assert.equal((await read('/feeds/updated', 'json')).entries[0]!.text, newest!.text)
  await changeSettings(home.db, { feedTexts: 'titles' }, NOON)
  for (const place of ['/feeds/updated', places.work!, places.author!, '/feeds/news'])
    for (const format of FORMATS)
      for (const { summary, text } of (await read(place, format)).entries)
        assert.deepEqual([summary, text], [null, null])
  await changeSettings(home.db, { feedTexts: 'summaries' }, NOON)
  for (const { text } of (await read(places.work!, 'atom')).entries) assert.equal(text, null)
})

test('what waits behind a gate comes without its text, or not at all', async () => {
  await changeSettings(home.db, { feedTexts: 'texts' }, NOON)
  const made = async (title: string, ratingId: number) =>
    aWork(home.db, {
      by: cast.rui,
      title,
      ratingId,
      summary: '<p>Summaryword</p>',
      chapters: [{ title: 'Chapterword', html: '<p>Textword</p>' }],
    })
  const age = await made('Of age', cast.ratings.explicit)
  const warned = await made('Warned', cast.ratings.mature)
  const members = await made('For members', cast.ratings.members)
  const rui = await archive.as(cast.rui)
  for (const format of FORMATS) {
    for (const place of ['/authors/rui/feed', `/works/${age.workId}/feed`, `/works/${warned.workId}/feed`])
      for (const visitor of [archive.guest(), rui])
        assert.ok(!/Textword|Chapterword|For members/.test((await visitor.get(`${place}.${format}`)).body), place)
    const titles = (await read('/authors/rui/feed', format)).entries.map(({ title }) => title.replace(/ by .*/, ''))
    assert.deepEqual(titles.toSorted(), ['Of age', 'Warned'])
    const ofAge = await archive.guest().get(`/works/${age.workId}/feed.${format}`)
    assert.ok(!ofAge.body.includes('Summaryword'))
    assert.equal((await rui.get(`/works/${members.workId}/feed.${format}`)).status, 404)
  }
  assert.deepEqual(
    (await read(`/works/${age.workId}/feed`, 'atom')).entries.map(({ title }) => title),
    ['Chapter 1'],
  )
  await changeSettings(home.db, { feedGated: 'absent' }, NOON)
  assert.deepEqual((await read('/authors/rui/feed', 'atom')).entries, [])
  for (const { workId } of [age, warned]) {
    assert.equal((await rui.get(`/works/${workId}/feed.rss`)).status, 404)
    assert.ok(!(await rui.get(`/works/${workId}`)).body.includes('feed.rss'))
  }
  await changeSettings(home.db, { feedGated: 'named', feedTexts: 'summaries' }, NOON)
})

test('what is not there has no feed', async () => {
  const draft = await aWork(home.db, { by: cast.ada, title: 'A draft', postedAt: null })
  const hidden = await aWork(home.db, { by: cast.ada, title: 'Hidden', hiddenAt: NOON })
  const gone = await aWork(home.db, { by: cast.ada, title: 'Gone' })
  await home.db.updateTable('work').set({ deleted_at: NOON }).where('id', '=', gone.workId).execute()
  await refreshWorks(home.db, [gone.workId])
  const visitors = [archive.guest(), await archive.as(cast.ada), await archive.as(cast.mo)]
  const works = [draft, hidden, gone].map(({ workId }) => `/works/${workId}/feed`)
  for (const place of [
    ...works,
    '/works/999999/feed',
    '/authors/nobody/feed',
    '/series/999999/feed',
    '/browse/fandoms/none/feed',
  ])
    for (const format of FORMATS)
      for (const visitor of visitors) assert.equal((await visitor.get(`${place}.${format}`)).status, 404, place)
  assert.equal((await visitors[0]!.get('/feeds/updated.xml')).status, 404)
})

test('the feed of a synonym is that of the tag it stands for', async () => {
  const { vocabulary_id } = await home.db
    .selectFrom('tag')
    .where('id', '=', cast.fandom.books)
    .select('vocabulary_id')
    .executeTakeFirstOrThrow()
  const id = await aTag(home.db, vocabulary_id, 'Bücher')
  await home.db.updateTable('tag').set({ canonical_id: cast.fandom.books }).where('id', '=', id).execute()
  const page = await archive.guest().get(`/browse/fandoms/${encodeURIComponent('bücher')}/feed.json`)
  assert.deepEqual([page.status, page.location], [302, '/browse/fandoms/books/feed.json'])
})

test('texts that nobody should have written still make well-formed feeds', async () => {
  const odd = '\u0001 \u000b \ud800 ]]> &nbsp; <![CDATA[ \ufffe \u202e \u{1f469}\u200d\u{1f680}\u0000'.replaceAll(
    '\u0000',
    '',
  )
  const made = await aWork(home.db, {
    by: cast.mo,
    title: odd.replaceAll('\ud800', ''),
    summary: '<p>\u000c]]&gt;\u0001</p>',
  })
  await changeSettings(home.db, { name: 'A \u0001 \ud800 & B', slogan: '\u000e<x>' }, NOON)
  for (const updated_at of [-1e14, 9e15, 253_402_300_800_000]) {
    await home.db.updateTable('work').set({ updated_at }).where('id', '=', made.workId).execute()
    for (const format of FORMATS)
      for (const place of ['/authors/mo/feed', `/works/${made.workId}/feed`]) await read(place, format)
  }
  await home.db.updateTable('work').set({ deleted_at: NOON }).where('id', '=', made.workId).execute()
  await refreshWorks(home.db, [made.workId])
})

test('who has a feed already is told so', async () => {
  const guest = archive.guest()
  const ask = (headers: Record<string, string>, method = 'GET') => guest.send(method, '/feeds/new.atom', { headers })
  const page = await ask({})
  const etag = page.response.headers.get('etag')!
  const changed = page.response.headers.get('last-modified')!
  assert.match(etag, /^"[\w-]+"$/)
  assert.match(page.response.headers.get('cache-control')!, /max-age/)
  const moment = Date.parse(changed)
  const later = new Date(moment + DAY).toUTCString()
  const earlier = new Date(moment - DAY).toUTCString()
  const known: Array<Record<string, string>> = [
    { 'if-none-match': etag },
    { 'if-none-match': `"other", W/${etag}` },
    { 'if-none-match': '*' },
    { 'if-none-match': etag, 'if-modified-since': earlier },
    { 'if-modified-since': changed },
    { 'if-modified-since': later },
  ]
  for (const headers of known) {
    const answer = await ask(headers)
    assert.deepEqual([answer.status, answer.body], [304, ''], JSON.stringify(headers))
    assert.equal(answer.response.headers.get('etag'), etag)
    assert.equal((await ask(headers, 'HEAD')).status, 304)
  }
  const unknown: Array<Record<string, string>> = [
    { 'if-none-match': '"other"', 'if-modified-since': later },
    { 'if-modified-since': earlier },
    { 'if-modified-since': 'yesterday' },
    { 'if-none-match': '' },
  ]
  for (const headers of unknown) assert.equal((await ask(headers)).status, 200, JSON.stringify(headers))
  const head = await ask({}, 'HEAD')
  assert.deepEqual([head.status, head.body, head.response.headers.get('etag')], [200, '', etag])
  const zipped = await ask({ 'accept-encoding': 'gzip' })
  assert.equal(zipped.response.headers.get('content-encoding'), 'gzip')
  const own = zipped.response.headers.get('etag')!
  assert.notEqual(own, etag)
  assert.equal((await ask({ 'accept-encoding': 'gzip', 'if-none-match': own })).status, 304)
})

test('pages tell programs and people of their feeds', async () => {
  const rui = await archive.as(cast.rui)
  const pages: Record<string, string> = {
    [`/works/${work.workId}`]: places.work!,
    '/authors/ada': places.author!,
    [places.series!.replace('/feed', '')]: places.series!,
    '/browse/fandoms/books': places.tag!,
    '/works': '/feeds/updated',
    '/news': '/feeds/news',
  }
  for (const [page, feed] of Object.entries(pages)) {
    const { body, ...shown } = await rui.get(page)
    for (const format of FORMATS)
      assert.ok(body.includes(`<link rel="alternate" type="${FEED_TYPES[format]}" href="${feed}.${format}"`), page)
    assert.equal(shown.status, 200)
    assert.ok((await rui.get(page)).links().includes(`${feed}.atom`), page)
  }
})

test('a feed costs the same queries for one work as for twenty', async () => {
  const cost = async (place: string) => {
    const counts: number[] = []
    for (let time = 0; time < 3; time++) {
      home.queries.length = 0
      await archive.guest().get(`${place}.atom`)
      counts.push(home.queries.length)
    }
    return Math.min(...counts)
  }
  await changeSettings(home.db, { feedTexts: 'texts' }, NOON)
  const one = [await cost('/authors/ada/feed'), await cost(places.work!)]
  for (let index = 0; index < 20; index++)
    await aWork(home.db, { by: cast.ada, title: `Work ${index}`, tagIds: [cast.fandom.books] })
  assert.deepEqual([await cost('/authors/ada/feed'), await cost(places.work!)], one)
  assert.ok(Math.max(...one) <= 10, String(one))
})
