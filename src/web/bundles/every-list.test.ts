// Every list that can be taken along, as one book and as a ZIP file of books.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { wordsOfBook } from '../../../test/books/open-book.ts'
import { unzip } from '../../../test/books/unzip.ts'
import { aCast, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { WITHOUT_POPPLER } from '../../../test/pdf-text.ts'
import { hasTypst } from '../../export/pdf/load-typst.ts'
import { Typesetter } from '../../export/pdf/typesetter.ts'
import { openShelf } from '../../reading/find-shelf.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const typesetter = hasTypst() ? new Typesetter([], { seconds: 110 }) : null
const archive = await anApp(db, { bookMakers: { typesetter } })
after(async () => {
  typesetter?.close()
  await close()
})

const made = { series: 0, one: 0 }

before(async () => {
  const tagIds = [cast.fandom.holmes]
  const tale = async (title: string, days: number, text: string) => {
    const chapters = [{ title: `${title} begins`, html: `<p>${text}</p>` }]
    return (await aWork(db, { by: cast.ada, title, tagIds, postedAt: NOON - days * DAY, chapters })).workId
  }
  const times = { created_at: NOON, updated_at: NOON, hidden_at: null }
  const series = { title: 'The Tales', sort_title: 'tales', pseud_id: cast.ada.pseudId, ...times }
  made.series = (await db.insertInto('series').values(series).returning('id').executeTakeFirstOrThrow()).id
  const { id: shelf } = await openShelf(db, cast.rui, 'later', NOON)
  await db.updateTable('shelf').set({ is_public: 1 }).where('id', '=', shelf).execute()
  made.one = await tale('First Tale', 9, 'Alpha.')
  for (const [position, work_id] of [made.one, await tale('Second Tale', 5, 'Omega.')].entries()) {
    const entry = { series_id: made.series, work_id, part_series_id: null, position, confirmed: 1 }
    await db.insertInto('series_entry').values(entry).execute()
    const kept = {
      shelf_id: shelf,
      work_id,
      series_id: null,
      pseud_id: null,
      title: 'Kept',
      created_at: NOON - position,
    }
    await db.insertInto('bookmark').values(kept).execute()
  }
})

type Query = Record<string, string>
const place = { vocabulary: 'fandoms', tag: 'sherlock-holmes' }
const later = { shelf: 'later' }

/** The title of each as one book, and whether its newest work comes first. */
const LISTS: Record<
  string,
  { title: string; newestFirst: boolean; bundle: (format: string, query?: Query) => string }
> = {
  'a series': {
    title: 'The Tales',
    newestFirst: false,
    bundle: (format, query) => paths.seriesBundle({ series: made.series, format }, query),
  },
  'an author': {
    title: 'Works by Ada',
    newestFirst: true,
    bundle: (format, query) => paths.authorBundle({ slug: 'ada', format }, query),
  },
  'a fandom': {
    title: 'Sherlock Holmes',
    newestFirst: true,
    bundle: (format, query) => paths.tagBundle({ ...place, format }, query),
  },
  'a search': {
    title: 'Search: tale',
    newestFirst: true,
    bundle: (format, query) => paths.searchBundle({ format }, { q: 'tale', ...query }),
  },
  'a public shelf': {
    title: 'Later',
    newestFirst: false,
    bundle: (format, query) => paths.shelfBundle({ slug: 'rui', ...later, format }, query),
  },
  'an own shelf': {
    title: 'Later',
    newestFirst: false,
    bundle: (format, query) => paths.myShelfBundle({ ...later, format }, query),
  },
}

async function take(path: string, visitor: Visitor): Promise<Buffer> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await archive.app.request(`http://archive.example${path}`, { headers: { cookie } })
  assert.equal(response.status, 200, path)
  return Buffer.from(await response.arrayBuffer())
}

function inOrder(words: string, parts: readonly string[], what: string): void {
  let at = 0
  for (const part of parts) {
    at = words.indexOf(part, at)
    assert.notEqual(at, -1, `${part} in ${what}: ${words.slice(0, 2000)}`)
    at += part.length
  }
}

const TALES = ['First Tale', 'First Tale begins', 'Alpha.', 'Second Tale', 'Second Tale begins', 'Omega.']

for (const [name, { title, newestFirst, bundle }] of Object.entries(LISTS))
  test(`${name} is one book, or a ZIP file of books`, async () => {
    const rui = await archive.as(cast.rui)
    const order = newestFirst ? [...TALES.slice(3), ...TALES.slice(0, 3)] : TALES
    for (const format of ['epub', 'html']) {
      const words = await wordsOfBook(format, await take(bundle(format), rui))
      inOrder(words.replace(/\s+/g, ' '), [title, ...order], `${name} as ${format}`)
    }
    for (const kind of ['epub', 'html', 'md', 'txt']) {
      const files = [...(await unzip(await take(bundle('zip', { of: kind }), rui)))]
      assert.deepEqual(
        files.map(([file]) => file),
        [order[0], order[3]].map((tale, index) => `${index + 1} ${tale} - Ada.${kind}`),
      )
      for (const [index, [, bytes]] of files.entries())
        inOrder(await wordsOfBook(kind, bytes), order.slice(index * 3, index * 3 + 3), `${name} of ${kind}`)
    }
  })

test('a bundle is set as one PDF', { skip: typesetter ? WITHOUT_POPPLER : 'Typst is not installed' }, async () => {
  const guest = archive.guest()
  const page = await guest.get(paths.seriesBooks({ series: made.series }))
  assert.ok(page.links().includes(paths.seriesBundle({ series: made.series, format: 'pdf' })))
  const pdf = await take(LISTS['a series']!.bundle('pdf'), guest)
  inOrder((await wordsOfBook('pdf', pdf)).replace(/\s+/g, ' '), ['The Tales', 'Contents', ...TALES], 'a PDF')
})

test('of every list only what changed since the last time can be had', async () => {
  const since = { since: new Date(NOON - DAY).toISOString() }
  const rui = await archive.as(cast.rui)
  await db.updateTable('work').set({ changed_at: NOON }).where('id', '=', made.one).execute()
  for (const [name, { bundle }] of Object.entries(LISTS)) {
    const shelves = name.endsWith('shelf')
    const files = [...(await unzip(await take(bundle('zip', since), rui))).keys()]
    // What was put on a shelf since then is new there.
    assert.equal(files.length, shelves ? 2 : 1, name)
    if (!shelves) assert.deepEqual(files, ['1 First Tale - Ada.epub'], name)
  }
})
