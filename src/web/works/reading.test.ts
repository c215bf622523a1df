import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { flushReads } from '../../works/count-reads.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const app = await anApp(db)
after(close)

const TEXT = '<p>Once, <em>long</em> ago.</p>\n<p>The end.</p>'

const tale = await aWork(db, {
  pseudIds: [cast.ada.pseudId, cast.bea.pseudId],
  title: 'A <Tale>',
  ratingId: cast.ratings.general,
  tagIds: [cast.fandom.holmes],
  summary: '<p>What it is about.</p>',
  notes: '<p>Said before the work.</p>',
  complete: true,
  chapters: [
    { title: 'First & Last', html: TEXT, notes: '<p>Said before the chapter.</p>', endNotes: '<p>Said after it.</p>' },
    { html: '<p>The second.</p>' },
    { title: 'Not yet', html: '<p>A secret draft.</p>', postedAt: null },
  ],
})
await db
  .updateTable('work')
  .set({ end_notes_html: '<p>Said after the work.</p>' })
  .where('id', '=', tale.workId)
  .execute()
const work = { work: tale.workId }
const [first, second, draft] = tale.chapterIds as [number, number, number]
const chapterPath = (chapter: number) => paths.chapter({ ...work, chapter })

test('a chapter shows its notes, its text and its end notes, in this order', async () => {
  const page = await app.guest().get(chapterPath(first))
  assert.equal(page.status, 200)
  assert.equal(page.text('h1'), 'A <Tale>')
  assert.equal(page.text('h2'), 'First & Last')
  assert.ok(page.has('by Ada, Bea'))
  const words = page.text('article')
  const order = [
    'Notes: Said before the work.',
    'First & Last',
    "Author's Chapter Notes: Said before the chapter.",
    'Once, long ago.',
    'Chapter End Notes: Said after it.',
  ]
  const places = order.map((part) => words.lastIndexOf(part))
  assert.ok(!places.includes(-1), words)
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  )
  assert.ok(!words.includes('Said after the work.'))
})

test('the text stands in an element that holds nothing else', async () => {
  const page = await app.guest().get(chapterPath(first))
  assert.equal(page.inner('.chapter-text'), TEXT)
  assert.ok(page.body.includes(`<div class="chapter-text" lang="en" dir="ltr">${TEXT}</div>`))
})

test('a chapter without notes has no heading for them, and the last one ends with the work’s end notes', async () => {
  const page = await app.guest().get(chapterPath(second))
  assert.equal(page.text('h2'), 'Chapter 2')
  assert.ok(!page.has("Author's Chapter Notes:"))
  assert.ok(!page.has('Chapter End Notes:'))
  assert.ok(!page.has('Said before the work.'))
  assert.ok(page.has('End Notes: Said after the work.'))
})

test('chapters lead to one another, drafts left out', async () => {
  const page = await app.guest().get(chapterPath(first))
  assert.equal(page.link('Next chapter'), chapterPath(second))
  assert.equal(page.link('Previous chapter'), null)
  const last = await app.guest().get(chapterPath(second))
  assert.equal(last.link('Previous chapter'), chapterPath(first))
  assert.equal(last.link('Next chapter'), null)
  assert.equal(last.link('First & Last'), chapterPath(first))
  assert.ok(!last.links().includes(chapterPath(draft)))
})

test('a guest is told how to review, and both words lead there and back', async () => {
  const page = await app.guest().get(chapterPath(first))
  assert.ok(page.has('You must login (register) to review.'))
  assert.equal(page.link('login'), paths.login({}, { to: chapterPath(first) }))
  assert.equal(page.link('register'), paths.register({}, { to: chapterPath(first) }))
  const rui = await app.as(cast.rui)
  assert.ok(!(await rui.get(chapterPath(first))).has('You must login'))
  await changeSettings(db, { reviewsBy: 'everybody' }, NOON)
  assert.ok(!(await app.guest().get(chapterPath(first))).has('You must login'))
  await changeSettings(db, { reviewsBy: 'members' }, NOON)
})

test('the work page says what the work is', async () => {
  const page = await app.guest().get(paths.work(work))
  assert.equal(page.text('h1'), 'A <Tale>')
  for (const words of ['What it is about.', 'Complete', 'Published', '15 January 2026', 'Words'])
    assert.ok(page.has(words), words)
  assert.equal(page.link('Start reading'), chapterPath(first))
  assert.equal(page.link('Sherlock Holmes'), paths.tag({ vocabulary: 'fandoms', tag: 'sherlock-holmes' }))
  assert.equal(page.link('General'), paths.tag({ vocabulary: 'ratings', tag: 'general' }))
  assert.equal(page.link('Chapter 2'), chapterPath(second))
  assert.ok(!page.has('Not yet'))
})

test('warnings are marked by a word, and what would spoil the work waits behind a click', async () => {
  const death = await aTag(db, await aVocabulary(db, 'warnings', 'warning'), 'Death')
  const secrets = await aVocabulary(db, 'secrets', 'facet')
  await db.updateTable('vocabulary').set({ spoiler: 1 }).where('id', '=', secrets).execute()
  const twist = await aTag(db, secrets, 'The Butler Did It')
  const { workId } = await aWork(db, { by: cast.bea, title: 'Dark', tagIds: [death, twist] })
  const page = await app.guest().get(paths.work({ work: workId }))
  assert.ok(page.text('.warnings').includes('Warnings: Death'))
  assert.ok(page.texts('details').some((text) => text.includes('The Butler Did It')))
  const list = await app.guest().get(paths.author({ slug: 'bea' }))
  assert.ok(list.has('Warnings: Death'))
  const unfolded = list.body.replaceAll(/<details class="(?:spoilers|group)"\s*>[^]*?<\/details>/g, '')
  assert.ok(list.body.includes('The Butler Did It') && !unfolded.includes('The Butler Did It'))
})

test('a work of one chapter has its page, too', async () => {
  const single = await aWork(db, { by: cast.ada, title: 'Single' })
  const page = await app.guest().get(paths.work({ work: single.workId }))
  assert.equal(page.link('Start reading'), paths.chapter({ work: single.workId, chapter: single.chapterIds[0]! }))
  const chapter = await app.guest().get(page.link('Start reading')!)
  assert.equal(chapter.link('Next chapter'), null)
})

test('the whole work stands on one page, and on paper', async () => {
  for (const path of [paths.wholeWork(work), paths.printWork(work)]) {
    const page = await app.guest().get(path)
    assert.equal(page.status, 200)
    assert.equal(page.all('.chapter-text').length, 2)
    for (const words of [
      'Said before the work.',
      "Author's Chapter Notes:",
      'Once, long ago.',
      'The second.',
      'Said after the work.',
    ])
      assert.ok(page.has(words), words)
    assert.ok(!page.has('A secret draft.'))
  }
  const print = await app.guest().get(paths.printChapter({ ...work, chapter: second }))
  assert.equal(print.all('.chapter-text').length, 1)
  assert.ok(print.has('http://archive.example' + chapterPath(second)))
})

test('the menu of a very long work shows what is near, and the way to the rest', async () => {
  const long = await aWork(db, { by: cast.ada, chapters: Array.from({ length: 90 }, () => ({})) })
  const open = long.chapterIds[49]!
  const page = await app.guest().get(paths.chapter({ work: long.workId, chapter: open }))
  assert.ok(page.has('Chapter 50 of 90'))
  assert.equal(page.link('Chapter 20'), paths.chapter({ work: long.workId, chapter: long.chapterIds[19]! }))
  assert.equal(page.link('Chapter 19'), null)
  assert.equal(page.link('All chapters'), `${paths.work({ work: long.workId })}#chapters`)
})

test('what is not there is not found', async () => {
  const other = await aWork(db, { by: cast.bea })
  const wrong = { work: other.workId, chapter: first }
  const none = { work: 99_999, chapter: first }
  const addresses = [
    paths.chapter(wrong),
    paths.printChapter(wrong),
    '/works/0',
    '/works/99999999999999999999',
    '/authors/nobody',
  ]
  addresses.push('/series/77777', '/browse/nothing', '/browse/fandoms/nothing', '/news/99')
  for (const path of ['work', 'chapter', 'wholeWork', 'printWork', 'printChapter'] as const)
    addresses.push(paths[path](none))
  for (const address of addresses) assert.equal((await app.guest().get(address)).status, 404, address)
})

test('a draft is there for its creators and the moderators alone, and says so', async () => {
  const hidden = [
    await aWork(db, { by: cast.ada, title: 'Draft', postedAt: null }),
    await aWork(db, { by: cast.ada, title: 'Held', postedAt: null, heldAt: NOON }),
    await aWork(db, { by: cast.ada, title: 'Hidden', hiddenAt: NOON }),
  ]
  const [ada, rui, mo] = await Promise.all([app.as(cast.ada), app.as(cast.rui), app.as(cast.mo)])
  for (const { workId, chapterIds } of hidden) {
    const place = { work: workId, chapter: chapterIds[0]! }
    for (const path of [paths.work(place), paths.chapter(place), paths.wholeWork(place), paths.printWork(place)]) {
      assert.equal((await app.guest().get(path)).status, 404)
      assert.equal((await rui.get(path)).status, 404)
      assert.equal((await mo.get(path)).status, 200)
      assert.equal((await ada.get(path)).status, 200)
    }
    assert.ok((await ada.get(paths.work(place))).has('its creators and the moderators see it'))
  }
})

test('a draft chapter of a posted work is there for those alone, too', async () => {
  assert.equal((await app.guest().get(chapterPath(draft))).status, 404)
  assert.equal((await (await app.as(cast.rui)).get(chapterPath(draft))).status, 404)
  const page = await (await app.as(cast.bea)).get(chapterPath(draft))
  assert.ok(page.has('This chapter is not posted.'))
  assert.ok((await (await app.as(cast.mo)).get(paths.wholeWork(work))).has('A secret draft.'))
})

test('in a round robin each chapter names who wrote it', async () => {
  const robin = await aWork(db, { by: cast.ada, chapters: [{}, { postedAt: null }] })
  await db.updateTable('work').set({ round_robin: 1 }).where('id', '=', robin.workId).execute()
  await db.updateTable('chapter').set({ pseud_id: cast.rui.pseudId }).where('id', '=', robin.chapterIds[1]!).execute()
  const path = paths.chapter({ work: robin.workId, chapter: robin.chapterIds[1]! })
  assert.equal((await app.guest().get(path)).status, 404)
  assert.ok((await (await app.as(cast.rui)).get(path)).has('by Rui'))
})

test('languages bring their direction along', async () => {
  const arabic = await aWork(db, { by: cast.ada, title: 'الأجنحة', language: 'ar', chapters: [{ html: '<p>نص</p>' }] })
  const page = await app.guest().get(paths.chapter({ work: arabic.workId, chapter: arabic.chapterIds[0]! }))
  assert.ok(page.body.includes('<div class="chapter-text" lang="ar" dir="rtl"><p>نص</p></div>'))
})

test('opening a chapter counts as a read, but not for its creators and not for paper', async () => {
  const read = await aWork(db, { by: cast.ada })
  const place = { work: read.workId, chapter: read.chapterIds[0]! }
  await app.guest().get(paths.chapter(place))
  await (await app.as(cast.rui)).get(paths.chapter(place))
  await (await app.as(cast.ada)).get(paths.chapter(place))
  await app.guest().get(paths.printChapter(place))
  await app.guest().get(paths.work(place))
  await flushReads(db)
  const row = await db
    .selectFrom('chapter')
    .where('id', '=', place.chapter)
    .select('read_count')
    .executeTakeFirstOrThrow()
  assert.equal(row.read_count, 2)
})

test('a chapter costs the same few queries in a long work as in a short one', async () => {
  const long = await aWork(db, { by: cast.ada, postedAt: NOON - DAY, chapters: Array.from({ length: 80 }, () => ({})) })
  const short = await aWork(db, { by: cast.ada, postedAt: NOON - DAY })
  const counts: number[] = []
  for (const { workId, chapterIds } of [short, long]) {
    const path = paths.chapter({ work: workId, chapter: chapterIds.at(-1)! })
    const times: number[] = []
    for (let time = 0; time < 3; time++) {
      queries.length = 0
      await app.guest().get(path)
      times.push(queries.length)
    }
    counts.push(Math.min(...times))
  }
  assert.equal(counts[0], counts[1])
  assert.ok(counts[0]! <= 8, `${counts[0]} queries`)
})
