import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, bea] = [archive.guest(), await archive.as(cast.rui), await archive.as(cast.bea)]
after(close)

const spoilers = await aVocabulary(db, 'endings', 'facet')
await db.updateTable('vocabulary').set({ spoiler: 1 }).where('id', '=', spoilers).execute()
const sadEnd = await aTag(db, spoilers, 'Sad End')
const { holmes } = cast.fandom
const { general, members } = cast.ratings
const put = async (title: string, details: object, shelf = 'favourites', note?: { note: string; shown?: string }) => {
  const { workId } = await aWork(db, { by: cast.ada, title, ...details })
  await rui.post(paths.workShelves({ work: workId }), { put: shelf })
  if (note) await rui.post((await rui.get(paths.workShelves({ work: workId }))).link('Note')!, note)
  return workId
}
const lamp = await put(
  'The Lamp, “lit”',
  { ratingId: general, tagIds: [holmes, sadEnd], complete: true },
  'favourites',
  {
    note: 'Line one\n\nSays "hi", twice',
    shown: 'yes',
  },
)
await put('=HYPERLINK("http://evil.example")', { ratingId: general }, 'favourites', { note: '-private' })
await put('عربي', { ratingId: members, language: 'ar' })
const gone = await put('Here Today', {})
await put('Read One', {}, 'finished')
await rui.post(paths.authorBookmark({ slug: 'bea' }))
await db.updateTable('work').set({ deleted_at: NOON }).where('id', '=', gone).execute()
await refreshWorks(db, [gone])

const shelf = { shelf: 'favourites' }
const shown = { slug: 'rui', shelf: 'favourites' }

test('a shelf goes along as a table that spreadsheets open, in the order of RFC 4180', async () => {
  const file = await rui.get(paths.myShelfCsv(shelf))
  assert.match(file.response.headers.get('content-type')!, /^text\/csv; charset=utf-8/)
  assert.match(file.response.headers.get('content-disposition')!, /^attachment; filename="shelves.csv"/)
  const lines = readCsv(file.body)
  const [head, ...rows] = lines
  assert.deepEqual(head!.slice(0, 7), ['shelf', 'kind', 'title', 'authors', 'address', 'standing', 'status'])
  assert.ok(lines.every((line) => line.length === head!.length))
  assert.deepEqual(
    rows.map((row) => row[2]),
    ['The Lamp, “lit”', '\'=HYPERLINK("http://evil.example")', 'عربي', 'Here Today', 'Bea'],
  )
  const row = Object.fromEntries(head!.map((name, index) => [name, rows[0]![index]]))
  assert.equal(row.address, `http://archive.example${paths.work({ work: lamp })}`)
  assert.deepEqual(
    [row.authors, row.status, row.rating, row.tags, row.added],
    ['Ada', 'complete', 'General', 'Sherlock Holmes', '2026-01-15'],
  )
  assert.equal(row.note, 'Line one\nSays "hi", twice')
  assert.deepEqual([rows[3]![4], rows[3]![5]], ['', 'gone'])
  assert.equal(rows[1]!.at(-1), "'-private")
})

test('the file begins with the mark by which spreadsheets know Unicode', async () => {
  const response = await archive.app.request(`http://archive.example${paths.shelfCsv(shown)}`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  assert.deepEqual(Array.from(bytes.subarray(0, 3)), [0xef, 0xbb, 0xbf])
})

test('all shelves go along at once, empty ones too, as JSON', async () => {
  const file = await rui.get(paths.myShelvesJson({}))
  const { shelves, archive: name, exportedAt } = JSON.parse(file.body) as Exported
  assert.deepEqual([name, exportedAt], ['Fanfold', '2026-01-15T12:00:00.000Z'])
  assert.deepEqual(
    shelves.map((each) => [each.slug, each.public, each.bookmarks.length]),
    [
      ['later', false, 0],
      ['reading', false, 0],
      ['finished', false, 1],
      ['dropped', false, 0],
      ['favourites', true, 5],
    ],
  )
  assert.equal(shelves[4]!.bookmarks[1]!.title, '=HYPERLINK("http://evil.example")', 'JSON needs no apostrophe')
  assert.equal(readCsv((await rui.get(paths.myShelvesCsv({}))).body).length, 7)
  assert.deepEqual(
    (JSON.parse((await bea.get(paths.myShelfJson({ shelf: 'later' }))).body) as Exported).shelves[0]!.bookmarks,
    [],
  )
})

interface Exported {
  archive: string
  exportedAt: string
  shelves: Array<{ slug: string; public: boolean; bookmarks: Array<{ title: string; note: string }> }>
}

test('of somebody else’s public shelf goes along what is shown', async () => {
  const titlesFor = async (visitor: typeof guest) => {
    const { shelves } = JSON.parse((await visitor.get(paths.shelfJson(shown))).body) as Exported
    assert.ok(shelves[0]!.bookmarks.every(({ note }) => !note.includes('private')))
    return shelves[0]!.bookmarks.map(({ title }) => title)
  }
  const open = ['The Lamp, “lit”', '=HYPERLINK("http://evil.example")']
  assert.deepEqual(await titlesFor(guest), [...open, 'Bea'])
  assert.deepEqual(await titlesFor(bea), [...open, 'عربي', 'Bea'])
  const table = (await guest.get(paths.shelfCsv(shown))).body
  for (const secret of ['Here Today', 'عربي', 'private', 'Sad End']) assert.ok(!table.includes(secret), secret)
  assert.ok(table.includes('Says ""hi""'))
})

test('private shelves, other people’s shelves and guests get no file', async () => {
  for (const path of [paths.shelfCsv, paths.shelfJson])
    for (const visitor of [guest, bea])
      assert.equal((await visitor.get(path({ slug: 'rui', shelf: 'finished' }))).status, 404)
  for (const path of [
    paths.myShelvesCsv({}),
    paths.myShelvesJson({}),
    paths.myShelfCsv(shelf),
    paths.myShelfJson(shelf),
  ])
    assert.equal((await guest.get(path)).status, 303)
  assert.equal((await rui.get(paths.myShelfCsv({ shelf: 'odd' }))).status, 404)
})

/** A reader of its own, by the grammar of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  const plain = text.replace(/^\ufeff/, '')
  while (cell.lastIndex < plain.length) {
    const from = cell.lastIndex
    const found = cell.exec(plain)
    assert.ok(found, `no cell at ${from}: ${plain.slice(from, from + 40)}`)
    rows.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2]!)
    if (found[3] === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}
