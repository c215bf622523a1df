import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, openTestDatabase } from '../../../test/database.ts'
import { everything } from '../../../test/everything.ts'
import { type OldRows, tinySite } from '../../../test/tiny-site.ts'
import { importSite } from './import-site.ts'
import type { ImportReport } from './report/report.ts'

const NOW = Date.UTC(2026, 10, 22)
const LATER = NOW + 86_400_000

const OLD: Record<string, OldRows> = {
  settings: [{}],
  authors: [{ bio: 'A bird.' }, { uid: 2, penname: 'Robin', email: 'robin@tiny.example', bio: 'Another bird.' }],
  authorprefs: [{}, { uid: 2 }],
  categories: [{ description: 'All tales.' }],
  characters: [{ bio: 'He digs.' }],
  classtypes: [{}],
  classes: [{}],
  ratings: [{ warningtext: 'Beware.' }],
  stories: [{}, { sid: 2, title: 'A second tale', summary: 'Shorter.' }],
  chapters: [{}, { chapid: 2, sid: 2, title: 'Two', storytext: 'And they lived.', notes: 'A note.' }],
  series: [{ summary: 'A few.' }],
  inseries: [{}],
  reviews: [{}, { reviewid: 2, item: 2, chapid: 2, review: 'Nice.' }],
  favorites: [{ comments: 'The best.' }],
  news: [{}],
  comments: [{}],
  messages: [{}, { message_id: 2, message_name: 'faq', message_title: 'Questions', message_text: 'Ask.' }],
  pagelinks: [{ link_name: 'forum', link_text: 'Forum', link_url: 'http://forum.example/' }],
  poll: [{}],
  shoutbox: [{}],
  challenges: [{}],
  recommendations: [{}],
  authorfields: [{}],
  authorinfo: [{}],
  log: [{}],
}

/** What the old site changed after the first dump was made. */
const CHANGED: Record<string, OldRows> = {
  ...OLD,
  authors: [
    { bio: 'A small bird.', email: 'wren@new.example' },
    { uid: 2, penname: 'Robin', email: 'robin@tiny.example', bio: 'A red bird.' },
    { uid: 3, penname: 'Jay', email: 'jay@tiny.example' },
  ],
  authorprefs: [{ validated: 1 }, { uid: 2 }],
  categories: [{ description: 'All tales, old and new.' }],
  characters: [{ bio: 'He digs deep.' }],
  classes: [{ class_name: 'High drama' }],
  ratings: [{ warningtext: 'Beware of the mole.' }],
  stories: [
    { title: 'A Tiny Tale, Retold', summary: 'It is longer.', completed: 0 },
    { sid: 2, title: 'A second tale', summary: 'Shortest.' },
    { sid: 3, title: 'A third tale' },
  ],
  chapters: [
    { storytext: 'Once upon another time.' },
    { chapid: 2, sid: 2, title: 'Two', storytext: 'And they lived on.', notes: 'A longer note.' },
    { chapid: 3, sid: 3, title: 'Three' },
  ],
  series: [{ summary: 'A few more.' }],
  reviews: [{ review: 'Lovely, again.' }, { reviewid: 2, item: 2, chapid: 2, review: 'Very nice.' }, { reviewid: 3 }],
  favorites: [{ comments: 'Still the best.' }],
  news: [{ story: 'Come in, please.' }],
  comments: [{ comment: 'Hooray again.' }],
  pagelinks: [{ link_name: 'forum', link_text: 'Old forum', link_url: 'http://forum.example/' }],
  challenges: [{ summary: 'Pretty please.' }],
  recommendations: [{ comments: 'Do read it.' }],
  authorinfo: [{ info: 'http://wren.example/new/' }],
}

const AMENDED =
  'authors categories characters classes ratings stories chapters series reviews favorites news comments pagelinks challenges recommendations authorinfo'.split(
    ' ',
  )

describe('a newer dump of a site that has moved in', () => {
  let archive: TestDatabase
  let report: ImportReport

  before(async () => {
    archive = await openTestDatabase()
    const { db } = archive
    await importSite(db, { dump: tinySite(OLD), now: NOW })
    // What Robin and his readers did here in the meantime.
    await db.updateTable('work').set({ summary_source: 'Edited here.' }).where('title', '=', 'A second tale').execute()
    await db.updateTable('pseud').set({ bio_source: 'Edited here.' }).where('name', '=', 'Robin').execute()
    await db.updateTable('review').set({ body_source: 'Edited here.' }).where('body_source', '=', 'Nice.').execute()
    await db
      .updateTable('chapter_text')
      .set({ notes_source: 'Edited here.' })
      .where('notes_source', '=', 'A note.')
      .execute()
    report = await importSite(db, { dump: tinySite(CHANGED), now: LATER })
  })
  after(() => archive.close())

  const fates = (table: string) => report.tables.find((each) => each.table === table)

  test('accounts for all of its rows', () => assert.deepEqual(report.verdict.faults, []))

  for (const table of AMENDED) {
    test(`changes what changed in ${table}`, () => {
      assert.ok(
        (fates(table)?.updated ?? 0) > 0,
        JSON.stringify(report.exceptions.filter((each) => each.table === table)),
      )
    })
  }

  test('brings what is new', async () => {
    assert.equal(fates('stories')?.imported, 1)
    const works = await archive.db.selectFrom('work').select(['title', 'complete']).orderBy('title').execute()
    assert.deepEqual(
      works,
      [
        { title: 'A Tiny Tale, Retold', complete: 0 },
        { title: 'A second tale', complete: 1 },
        { title: 'A third tale', complete: 1 },
      ].toSorted((a, b) => (a.title < b.title ? -1 : 1)),
    )
    assert.equal(fates('authors')?.imported, 1)
    assert.equal(fates('reviews')?.imported, 1)
  })

  test('never overwrites what was edited here, field by field, and says so', async () => {
    const { db } = archive
    const work = await db.selectFrom('work').selectAll().where('title', '=', 'A second tale').executeTakeFirstOrThrow()
    assert.equal(work.summary_source, 'Edited here.')
    const text = await db
      .selectFrom('chapter_text')
      .innerJoin('chapter', 'chapter.id', 'chapter_id')
      .where('work_id', '=', work.id)
      .select(['notes_source', 'html'])
      .executeTakeFirstOrThrow()
    assert.equal(text.notes_source, 'Edited here.')
    assert.match(text.html, /And they lived on\./)
    const robin = await db.selectFrom('pseud').selectAll().where('name', '=', 'Robin').executeTakeFirstOrThrow()
    assert.equal(robin.bio_source, 'Edited here.')
    const review = await db.selectFrom('review').selectAll().where('body_source', '=', 'Edited here.').execute()
    assert.equal(review.length, 1)
    const told = report.exceptions.filter(({ message }) => message.includes('edited here too'))
    assert.deepEqual(told.map(({ table }) => table).toSorted(), ['authors', 'chapters', 'reviews', 'stories'])
  })

  test('changes nothing when it comes again', async () => {
    const before = await everything(archive.db)
    const again = await importSite(archive.db, { dump: tinySite(CHANGED), now: LATER + 1000 })
    assert.deepEqual(again.verdict.faults, [])
    assert.deepEqual(await everything(archive.db), before)
  })

  test('leaves alone what was deleted here', async () => {
    const { db } = archive
    const third = await db.selectFrom('work').select('id').where('title', '=', 'A third tale').executeTakeFirstOrThrow()
    await db.deleteFrom('work').where('id', '=', third.id).execute()
    const changed = { ...CHANGED, stories: [...CHANGED.stories!.slice(0, 2), { sid: 3, title: 'The third tale' }] }
    const again = await importSite(db, { dump: tinySite(changed), now: LATER + 2000 })
    assert.equal(again.tables.find(({ table }) => table === 'stories')?.updated, 0)
    const works = await db.selectFrom('work').select('title').execute()
    assert.ok(works.every(({ title }) => !title.includes('third')))
  })
})
