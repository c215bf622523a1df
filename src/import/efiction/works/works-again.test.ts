// What a newer dump of the same site changes, and the oddities of works and series that real sites have.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '../../../../test/database.ts'
import { type OldRows, tinySite } from '../../../../test/tiny-site.ts'
import type { Db } from '../../../store/database.ts'
import { importSite } from '../import-site.ts'
import type { ImportReport } from '../report/report.ts'

const NOW = Date.UTC(2026, 10, 22)

type Tables = Readonly<Record<string, OldRows>>

// Made outside of any test, the folder of the dumps lives until the last one ends.
tinySite()

const MEMBERS = [{}, { uid: 2, penname: 'Robin', email: 'robin@tiny.example' }]

async function archive(use: (db: Db, run: (tables: Tables) => Promise<ImportReport>) => Promise<void>) {
  const { db, close } = await openTestDatabase()
  try {
    await use(db, async (tables) => {
      const report = await importSite(db, { dump: tinySite({ authors: MEMBERS, ...tables }), now: NOW })
      assert.deepEqual(report.verdict.faults, [])
      return report
    })
  } finally {
    await close()
  }
}

const theWork = (db: Db) => db.selectFrom('work').selectAll().orderBy('id').executeTakeFirstOrThrow()
const of = (report: ImportReport, name: string) => report.tables.find(({ table }) => table === name)!

test('a newer dump brings what changed in a story', () =>
  archive(async (db, run) => {
    const extras = { characters: [{}], classtypes: [{}], classes: [{}], coauthors: [{ sid: 1, uid: 2 }] }
    await run({})
    const before = await theWork(db)
    const report = await run({
      ...extras,
      ratings: [{}, { rid: 2, rating: 'M' }],
      stories: [
        {
          title: 'A Longer Tale',
          summary: 'It grew.',
          storynotes: 'Thanks',
          charid: '1',
          classes: '1',
          rid: '2',
          coauthors: '1',
          featured: 1,
          completed: 0,
          rr: 1,
          updated: '2006-01-01 00:00:00',
          count: 99,
        },
      ],
    })
    const work = await theWork(db)
    assert.equal(work.id, before.id)
    assert.equal(of(report, 'stories').updated, 1)
    const { title, summary_html, notes_source, complete, round_robin, read_count } = work
    assert.deepEqual(
      { title, summary_html, notes_source, complete, round_robin, read_count },
      {
        title: 'A Longer Tale',
        summary_html: '<p>It grew.</p>',
        notes_source: 'Thanks',
        complete: 0,
        round_robin: 1,
        read_count: 99,
      },
    )
    assert.equal(work.updated_at, Date.UTC(2006, 0, 1))
    assert.notEqual(work.rating_id, before.rating_id)
    assert.ok(work.featured_at !== null && work.featured_until === null)
    const creators = await db.selectFrom('creator').selectAll().execute()
    assert.equal(creators.length, 2)
    assert.equal((await db.selectFrom('work_tag').selectAll().execute()).length, 3)
    assert.equal((await db.selectFrom('work_tag_expansion').selectAll().execute()).length, 3)
    const again = await run({ ...extras, stories: [{ title: 'A Longer Tale', featured: 2, count: 5 }] })
    assert.equal(of(again, 'stories').updated, 1)
    const last = await theWork(db)
    assert.ok(last.featured_until !== null)
    assert.equal(last.read_count, 99, 'the greater count of reads wins')
    await run({ stories: [{ title: 'Once more' }] })
    assert.equal(
      (await db.selectFrom('creator').selectAll().execute()).length,
      2,
      'a dump without co-authors takes none',
    )
  }))

test('a newer dump never changes what was edited here', () =>
  archive(async (db, run) => {
    await run({})
    await db.updateTable('work').set({ title: 'Mine', read_count: 500 }).execute()
    const report = await run({ stories: [{ title: 'Theirs', summary: 'New.', count: 400 }] })
    const { title, summary_source, read_count } = await theWork(db)
    assert.deepEqual([title, summary_source, read_count], ['Mine', 'New.', 500])
    assert.ok(report.exceptions.some(({ message }) => message.startsWith('title changed on the old site')))
    await db.updateTable('work').set({ deleted_at: NOW }).execute()
    await run({ stories: [{ title: 'Theirs again', summary: 'Newer.' }] })
    assert.equal((await theWork(db)).summary_source, 'New.', 'what was deleted here stays deleted')
  }))

test('a story that the old site’s queue let go is posted, and one that it took back waits', () =>
  archive(async (db, run) => {
    await run({ stories: [{ validated: 0 }] })
    assert.equal((await theWork(db)).posted_at, null)
    await run({ stories: [{ validated: 1 }] })
    const posted = await theWork(db)
    assert.ok(posted.posted_at !== null && posted.held_at === null && posted.audience === 2)
    await run({ stories: [{ validated: 0 }] })
    const held = await theWork(db)
    assert.ok(held.posted_at === null && held.held_at !== null && held.audience === 0)
  }))

test('featured state 0, 1 and 2, and banners', () =>
  archive(async (db, run) => {
    const report = await run({
      stories: [
        { banner: 'http://pics.example/b.png' },
        { sid: 2, featured: 1, banner: '' },
        { sid: 3, featured: 2, banner: 'javascript:alert(1)' },
      ],
      series: [{ banner: 'https://pics.example/s.png' }],
    })
    const works = await db
      .selectFrom('work')
      .select(['featured_at', 'featured_until', 'banner_url'])
      .orderBy('id')
      .execute()
    assert.deepEqual(
      works.map((work) => [work.featured_at !== null, work.featured_until !== null, work.banner_url]),
      [
        [false, false, 'http://pics.example/b.png'],
        [true, false, null],
        [true, true, null],
      ],
    )
    assert.ok(report.exceptions.some(({ row, message }) => row === '3' && message.includes('banner')))
    assert.equal(
      (await db.selectFrom('series').select('banner_url').execute())[0]!.banner_url,
      'https://pics.example/s.png',
    )
  }))

test('series items with the same order, unconfirmed sub-series, cycles, and items that point nowhere', () =>
  archive(async (db, run) => {
    const report = await run({
      stories: [{}, { sid: 2, title: 'Two' }, { sid: 3, title: 'Unvalidated', validated: 0 }],
      series: [{}, { seriesid: 2, title: 'Inner' }],
      inseries: [
        { sid: 2, inorder: 1 },
        { sid: 1, inorder: 1 },
        { sid: 3, inorder: 1 },
        { sid: 0, subseriesid: 2, confirmed: 0, inorder: 0 },
        { sid: 0, subseriesid: 1, confirmed: 0, inorder: 5 },
        { seriesid: 2, sid: 0, subseriesid: 1, inorder: 1 },
        { sid: 77, inorder: 9 },
        { seriesid: 88, sid: 1, inorder: 1 },
      ],
    })
    const entries = await db
      .selectFrom('series_entry as entry')
      .innerJoin('series', 'series.id', 'entry.series_id')
      .leftJoin('work', 'work.id', 'entry.work_id')
      .leftJoin('series as part', 'part.id', 'entry.part_series_id')
      .select((eb) => ['series.title', eb.fn.coalesce('work.title', 'part.title').as('item'), 'entry.confirmed'])
      .orderBy('entry.series_id')
      .orderBy('entry.position')
      .execute()
    assert.deepEqual(
      entries.map(({ title, item, confirmed }) => `${title}: ${item} ${confirmed}`),
      ['Tiny Tales: Inner 1', 'Tiny Tales: A Tiny Tale 1', 'Tiny Tales: Two 1', 'Tiny Tales: Unvalidated 1'],
    )
    const { imported, dropped } = of(report, 'inseries')
    assert.deepEqual({ imported, dropped }, { imported: 4, dropped: 4 })
  }))

test('a newer dump brings what changed in a series and in its order, unless it was changed here', () =>
  archive(async (db, run) => {
    const tables = { stories: [{}, { sid: 2, title: 'Two' }] }
    await run({ ...tables, series: [{}], inseries: [{}, { sid: 2, inorder: 2 }] })
    const changed = {
      ...tables,
      series: [{ title: 'Great Tales', summary: 'More.', isopen: 2, catid: '1', uid: 2 }],
      inseries: [{ inorder: 2 }, { sid: 2, inorder: 1 }],
    }
    const report = await run(changed)
    const series = await db.selectFrom('series').selectAll().executeTakeFirstOrThrow()
    assert.deepEqual([series.title, series.summary_source, series.openness], ['Great Tales', 'More.', 'open'])
    assert.equal((await db.selectFrom('series_tag').selectAll().execute()).length, 1)
    assert.deepEqual([of(report, 'series').updated, of(report, 'inseries').updated], [1, 2])
    const order = () =>
      db
        .selectFrom('series_entry')
        .innerJoin('work', 'work.id', 'series_entry.work_id')
        .select('work.title')
        .orderBy('series_entry.position')
        .execute()
    assert.deepEqual(
      (await order()).map(({ title }) => title),
      ['Two', 'A Tiny Tale'],
    )
    await db.updateTable('series').set({ title: 'Mine' }).execute()
    await run({ ...changed, series: [{ title: 'Theirs' }] })
    assert.equal((await db.selectFrom('series').select('title').execute())[0]!.title, 'Mine')
  }))

test('series that were upgraded from 2.x keep their genres and warnings', () =>
  archive(async (db, run) => {
    await run({
      classtypes: [{}, { classtype_id: 2, classtype_name: 'warnings', classtype_title: 'Warnings' }],
      classes: [{}, { class_id: 2, class_type: 2, class_name: 'Violence' }],
      series: [{ genres: 'Drama', warnings: 'violence' }],
    })
    const tags = await db
      .selectFrom('series_tag')
      .innerJoin('tag', 'tag.id', 'series_tag.tag_id')
      .select('tag.name')
      .orderBy('tag.name')
      .execute()
    assert.deepEqual(
      tags.map(({ name }) => name),
      ['Drama', 'Violence'],
    )
  }))

test('a newer dump brings an answer to a review, and a score, but not over what was edited here', () =>
  archive(async (db, run) => {
    const plain = { reviewid: 1, uid: 2, reviewer: 'Robin' }
    await run({ reviews: [plain, { ...plain, reviewid: 2, review: 'Hm.' }] })
    await db.updateTable('review').set({ body_source: 'Edited.' }).where('body_source', '=', 'Hm.').execute()
    const answered = { ...plain, respond: '1', rating: 8, review: "Lovely.<br><br><i>Author's Response: Thanks!</i>" }
    const report = await run({ reviews: [answered, { ...plain, reviewid: 2, review: 'Hmmm.' }] })
    const reviews = await db.selectFrom('review').selectAll().orderBy('id').execute()
    assert.deepEqual(
      reviews.map(({ body_source, score, parent_id }) => [body_source, score, parent_id]),
      [
        ['Lovely.', 8, null],
        ['Edited.', null, null],
        ['Thanks!', null, reviews[0]!.id],
      ],
    )
    assert.ok(reviews[2]!.pseud_id !== null && reviews[2]!.work_id === reviews[0]!.work_id)
    assert.equal(of(report, 'reviews').updated, 1)
    await run({ reviews: [answered, { ...plain, reviewid: 2, review: 'Hmmm.' }] })
    assert.equal((await db.selectFrom('review').select('id').execute()).length, 3)
  }))

test('stories without a date at the very beginning are as old as the first that has one', () =>
  archive(async (db, run) => {
    const none = { date: '0000-00-00 00:00:00', updated: '0000-00-00 00:00:00' }
    await run({ stories: [none, { sid: 2, ...none }, { sid: 3, date: '2003-02-01 00:00:00' }] })
    const works = await db.selectFrom('work').select('posted_at').orderBy('id').execute()
    assert.deepEqual(new Set(works.map((work) => work.posted_at)), new Set([Date.UTC(2003, 1, 1)]))
  }))

test('a date that is still to come is the story’s own and that of no other', () =>
  archive(async (db, run) => {
    const none = { date: '0000-00-00 00:00:00', updated: '0000-00-00 00:00:00' }
    const slip = { date: '2094-02-01 00:00:00', updated: '2004-02-01 00:00:00' }
    await run({
      stories: [
        { sid: 1, ...slip },
        { sid: 2, ...none },
        { sid: 3, date: '2003-02-01 00:00:00' },
        { sid: 4, ...slip },
        { sid: 5, ...none },
      ],
    })
    const works = await db.selectFrom('work').select('posted_at').orderBy('id').execute()
    const [early, late] = [Date.UTC(2003, 1, 1), Date.UTC(2094, 1, 1)]
    assert.deepEqual(
      works.map((work) => work.posted_at),
      [late, early, early, late, early],
    )
  }))
