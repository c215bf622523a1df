import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aWork } from '../../../test/cast.ts'
import { anApp, type Page } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { sanitizeBrief, sanitizeHtml } from '../../text/sanitize.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const app = await anApp(db)
after(close)

const WITH_NOTES = sanitizeHtml(
  `<p>Said<a href="#note-1" id="noteref-1">[1]</a> <a href="#main">here</a><a id="main"></a><a id="keep"></a>
  <a id="chapters"></a><a id="reviews"></a><a id="look"></a></p>
  <hr><ol><li id="note-1" value="1">Why. <a href="#noteref-1">↩</a></li></ol>`,
)
const notes = sanitizeBrief('<p>See <a href="#note-1">the note</a>.</p>')
const tale = await aWork(db, {
  by: cast.ada,
  chapters: [
    { html: WITH_NOTES, notes },
    { html: WITH_NOTES, endNotes: notes },
  ],
})
const place = { work: tale.workId, chapter: tale.chapterIds[0]! }

function idsOf(page: Page): string[] {
  return [...page.body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!)
}

for (const [name, path, chapters] of [
  ['a chapter', paths.chapter(place), 1],
  ['a whole work', paths.wholeWork(place), 2],
  ['a work on paper', paths.printWork(place), 2],
] as const)
  test(`on the page of ${name} every place is there once, and every link within it leads to one`, async () => {
    const page = await app.guest().get(path)
    const ids = idsOf(page)
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    )
    const leads = page.links().filter((link) => link.startsWith('#'))
    assert.deepEqual(
      leads.filter((link) => !ids.includes(decodeURIComponent(link.slice(1)))),
      [],
    )
    assert.ok(leads.length >= chapters * 4, `${leads.length} links`)
    assert.equal(ids.filter((id) => id.endsWith('t-note-1')).length, chapters)
  })

test('a chapter, its work and its blurb tell how long they take to read', async () => {
  const words = (count: number) => `<p>${'word '.repeat(count)}</p>`
  const long = await aWork(db, {
    by: cast.bea,
    title: 'Long',
    chapters: [{ html: words(2880) }, { html: words(14_400) }],
  })
  const [first] = long.chapterIds as [number]
  const at = { work: long.workId, chapter: first }
  assert.equal((await app.guest().get(paths.chapter(at))).text('p.reading-time'), 'about 12 min')
  assert.equal((await app.guest().get(paths.wholeWork(at))).text('p.reading-time'), 'about 1 h 10 min')
  assert.equal((await app.guest().get(paths.work(at))).text('div.reading-time'), 'Reading time about 1 h 10 min')
  const list = await app.guest().get(paths.author({ slug: 'bea' }))
  assert.ok(list.texts('span.reading-time').includes('(about 1 h 10 min)'))
})

test('a work without words tells no time', async () => {
  const empty = await aWork(db, { by: cast.bea, chapters: [] })
  assert.equal((await app.guest().get(paths.work({ work: empty.workId }))).all('div.reading-time').length, 0)
})
