import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '../../../../test/database.ts'
import { type OldRows, tinySite } from '../../../../test/tiny-site.ts'
import { moved as movedIn } from '../../../../test/tiny-move.ts'
import type { Db } from '../../../store/database.ts'
import { importSite } from '../import-site.ts'
import type { ImportReport } from '../report/report.ts'

const NOW = Date.UTC(2026, 10, 22)
const READ = Date.UTC(2007, 0, 2, 3, 4, 5)

type Tables = Readonly<Record<string, OldRows>>

// Made outside of any test, the folder of the dumps lives until the last one ends.
tinySite()

const MEMBERS = [{}, { uid: 2, penname: 'Robin', email: 'robin@tiny.example' }]

const moved = (tables: Tables, use: (db: Db, report: ImportReport) => Promise<void>) =>
  movedIn({ dump: tinySite({ authors: MEMBERS, ...tables }) }, use)

const bookmarks = (db: Db) =>
  db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .innerJoin('pseud', 'pseud.account_id', 'shelf.account_id')
    .select(['pseud.name', 'bookmark.title', 'bookmark.note_source as note', 'shelf.kind', 'shelf.is_public'])
    .orderBy('bookmark.id')
    .execute()
const sayings = async (db: Db) => (await bookmarks(db)).map(({ name, title, note }) => `${name}: ${title}: ${note}`)
const outcomes = (report: ImportReport, table: string) => {
  assert.deepEqual(report.verdict.faults, [])
  const { read, imported, merged, keptAside, dropped, unchanged } = report.tables.find((each) => each.table === table)!
  return { read, imported, merged, keptAside, dropped, unchanged }
}

test('favourites of all three kinds come over with their comments', () =>
  moved(
    {
      series: [{}],
      favorites: [
        { uid: 2, item: 1, type: 'ST', comments: 'I <b>love</b> this' },
        { uid: 2, item: 1, type: 'SE', comments: '' },
        { uid: 2, item: 1, type: 'AU', comments: 'My hero' },
      ],
    },
    async (db, report) => {
      const all = await bookmarks(db)
      assert.deepEqual((await sayings(db)).toSorted(), [
        'Robin: A Tiny Tale: I <b>love</b> this',
        'Robin: Tiny Tales: ',
        'Robin: Wren: My hero',
      ])
      assert.ok(all.every(({ kind, is_public }) => kind === 'favourites' && is_public === 1))
      assert.deepEqual(outcomes(report, 'favorites'), {
        read: 3,
        imported: 3,
        merged: 0,
        keptAside: 0,
        dropped: 0,
        unchanged: 0,
      })
    },
  ))

test('favourites of deleted things are dropped with a count, and kept where somebody wrote words to them', () =>
  moved(
    {
      favorites: [
        { uid: 2, item: 99, type: 'ST' },
        { uid: 2, item: 98, type: 'SE', comments: 'How I miss it' },
        { uid: 77, item: 1, type: 'ST' },
        { uid: 0, item: 1, type: 'AU' },
      ],
    },
    async (db, report) => {
      assert.deepEqual(await sayings(db), [])
      const { dropped, keptAside } = outcomes(report, 'favorites')
      assert.deepEqual({ dropped, keptAside }, { dropped: 3, keptAside: 1 })
    },
  ))

test('favourites of type from modules are kept aside and told', () =>
  moved({ favorites: [{ uid: 2, item: 1, type: 'RC', comments: 'Elsewhere' }] }, async (_db, report) => {
    assert.equal(outcomes(report, 'favorites').keptAside, 1)
    assert.ok(report.exceptions.some(({ table, message }) => table === 'favorites' && message.includes('"RC"')))
  }))

test('the same favourite twice becomes one with both comments', () =>
  moved(
    {
      favorites: [
        { uid: 2, item: 1, type: 'ST', comments: 'First.' },
        { uid: 2, item: 1, type: 'AU' },
        { uid: 2, item: 1, type: 'ST', comments: 'Second.' },
        { uid: 2, item: 1, type: 'ST', comments: 'First.' },
      ],
    },
    async (db, report) => {
      assert.deepEqual((await sayings(db)).toSorted(), ['Robin: A Tiny Tale: First.\n\nSecond.', 'Robin: Wren: '])
      const { imported, merged } = outcomes(report, 'favorites')
      assert.deepEqual({ imported, merged }, { imported: 2, merged: 2 })
    },
  ))

test('the three tables of favourites of 2.x come over too', () =>
  moved(
    {
      series: [{}],
      favstor: [{ uid: 2, sid: 1 }],
      favseries: [{ uid: 2, seriesid: 1 }],
      favauth: [{ uid: 2, favuid: 1 }],
    },
    async (db, report) => {
      assert.deepEqual((await sayings(db)).toSorted(), ['Robin: A Tiny Tale: ', 'Robin: Tiny Tales: ', 'Robin: Wren: '])
      for (const table of ['favstor', 'favseries', 'favauth']) assert.equal(outcomes(report, table).imported, 1)
    },
  ))

test('a second run leaves what was edited and removed here, and brings what is new', async () => {
  const { db, close } = await openTestDatabase()
  const run = (favorites: OldRows) =>
    importSite(db, { dump: tinySite({ authors: MEMBERS, series: [{}], favorites }), now: NOW })
  const before = [
    { uid: 2, item: 1, type: 'ST', comments: 'One' },
    { uid: 2, item: 1, type: 'AU', comments: 'Two' },
    { uid: 2, item: 1, type: 'SE', comments: 'Three' },
  ]
  await run(before)
  await run(before)
  assert.equal((await bookmarks(db)).length, 3)
  await db.updateTable('bookmark').set({ note_source: 'Mine' }).where('title', '=', 'A Tiny Tale').execute()
  await db.deleteFrom('bookmark').where('title', '=', 'Tiny Tales').execute()
  const report = await run([
    ...before.map((row) => ({ ...row, comments: `${row.comments}!` })),
    { uid: 1, item: 2, type: 'AU' },
  ])
  assert.deepEqual((await sayings(db)).toSorted(), ['Robin: A Tiny Tale: Mine', 'Robin: Wren: Two!', 'Wren: Robin: '])
  assert.equal(outcomes(report, 'favorites').imported, 1)
  await close()
})

const ALERTS = {
  settings: [{ alertson: 1 }],
  authorprefs: [
    { uid: 1, alertson: 0 },
    { uid: 2, alertson: 1 },
  ],
  favorites: [
    { uid: 2, item: 1, type: 'ST' },
    { uid: 2, item: 1, type: 'AU' },
    { uid: 1, item: 2, type: 'AU' },
  ],
}
const followed = (db: Db) =>
  db
    .selectFrom('subscription')
    .innerJoin('pseud', 'pseud.account_id', 'subscription.account_id')
    .leftJoin('reading_place as place', (join) =>
      join
        .onRef('place.account_id', '=', 'subscription.account_id')
        .onRef('place.work_id', '=', 'subscription.work_id'),
    )
    .select(['pseud.name', 'subscription.work_id', 'subscription.pseud_id', 'place.read_at as readAt'])
    .orderBy('subscription.id')
    .execute()

test('whoever had alerts about favourites goes on hearing of them, and nobody else begins to', async () => {
  await moved(ALERTS, async (db) => {
    const all = await followed(db)
    assert.deepEqual(
      all.map(({ name }) => name),
      ['Robin', 'Robin'],
    )
    assert.equal(all.filter(({ work_id }) => work_id !== null)[0]!.readAt, NOW)
  })
  await moved({ ...ALERTS, settings: [{ alertson: 0 }] }, async (db) => assert.deepEqual(await followed(db), []))
})

test('the tracker’s stories are followed, from the latest of its times', () =>
  moved(
    {
      stories: [{}, { sid: 2, title: 'Second' }],
      favorites: [{ uid: 2, item: 1, type: 'ST' }],
      settings: [{ alertson: 1 }],
      authorprefs: [{ uid: 2, alertson: 1 }],
      tracker: [
        { sid: 1, uid: 2, last_read: '2006-01-01 00:00:00' },
        { sid: 1, uid: 2 },
        { sid: 2, uid: 2, last_read: '0000-00-00 00:00:00' },
        { sid: 9, uid: 2 },
        { sid: 1, uid: 9 },
      ],
    },
    async (db, report) => {
      assert.deepEqual(
        (await followed(db)).map(({ readAt }) => readAt),
        [READ, null],
      )
      const { imported, merged, dropped } = outcomes(report, 'tracker')
      assert.deepEqual({ imported, merged, dropped }, { imported: 2, merged: 1, dropped: 2 })
    },
  ))
