import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '../../../../test/database.ts'
import { type OldRows, tinySite } from '../../../../test/tiny-site.ts'
import { moved as movedIn } from '../../../../test/tiny-move.ts'
import type { Db } from '../../../store/database.ts'
import { importSite } from '../import-site.ts'
import type { ImportReport } from '../report/report.ts'

const NOW = Date.UTC(2026, 10, 22)

type Tables = Readonly<Record<string, OldRows>>

// Made outside of any test, the folder of the dumps lives until the last one ends.
tinySite()

const run = (db: Db, tables: Tables) => importSite(db, { dump: tinySite(tables), now: NOW })

const moved = (tables: Tables, use: (db: Db, report: ImportReport) => Promise<void>) =>
  movedIn({ dump: tinySite(tables) }, use)

function outcomes(report: ImportReport, table: string) {
  assert.deepEqual(report.verdict.faults, [])
  const { read, imported, updated, merged, keptAside, dropped, unchanged } = report.tables.find(
    (each) => each.table === table,
  )!
  assert.equal(imported + updated + merged + keptAside + dropped + unchanged, read)
  return { imported, updated, keptAside, dropped, unchanged }
}

const told = (report: ImportReport, table: string, words: string) =>
  report.exceptions.some((each) => each.table === table && each.message.includes(words))

const answers = (db: Db) =>
  db
    .selectFrom('challenge_answer as answer')
    .innerJoin('challenge', 'challenge.id', 'answer.challenge_id')
    .leftJoin('work', 'work.id', 'answer.work_id')
    .leftJoin('series', 'series.id', 'answer.series_id')
    .select((eb) => ['challenge.title', eb.fn.coalesce('work.title', 'series.title').as('answer')])
    .orderBy('challenge.title')
    .orderBy('answer')
    .execute()

const PROMPTS = [
  { chalid: 1, catid: '1', characters: '1' },
  { chalid: 2, title: 'By a guest', uid: 0, challenger: 'Passerby' },
  { chalid: 3, title: 'By nobody any more', uid: 77, challenger: 'Gone' },
]

test('challenges come over with their tags, and keep the names of guests and of those who left', () =>
  moved({ characters: [{}], challenges: PROMPTS }, async (db, report) => {
    const all = await db
      .selectFrom('challenge')
      .leftJoin('pseud', 'pseud.id', 'challenge.pseud_id')
      .select(['title', 'name', 'guest_name', 'summary_source', 'posted_at'])
      .orderBy('challenge.id')
      .execute()
    assert.deepEqual(
      all.map(({ title, name, guest_name }) => [title, name, guest_name]),
      [
        ['Write a haiku', 'Wren', null],
        ['By a guest', null, 'Passerby'],
        ['By nobody any more', null, 'Gone'],
      ],
    )
    assert.equal(all[0]!.posted_at, null)
    assert.equal((await db.selectFrom('challenge_tag').selectAll().execute()).length, 2)
    assert.equal(outcomes(report, 'challenges').imported, 3)
  }))

test('answering a challenge appends to a story as 5,0 and to a series as 0,5', () =>
  moved(
    {
      challenges: PROMPTS,
      stories: [{ challenges: '2,1,0' }],
      series: [{ challenges: '0,1' }],
    },
    async (db) =>
      assert.deepEqual(
        (await answers(db)).map(({ title, answer }) => `${title}: ${answer}`),
        ['By a guest: A Tiny Tale', 'Write a haiku: A Tiny Tale', 'Write a haiku: Tiny Tales'],
      ),
  ))

test('series challenges "remove" writes the word Array, and deleting a challenge leaves ids behind', () =>
  moved(
    { challenges: PROMPTS, stories: [{ challenges: '1,1,99,0' }], series: [{ challenges: 'Array' }] },
    async (db, report) => {
      assert.equal((await answers(db)).length, 1)
      assert.ok(told(report, 'stories', 'challenge 99 is gone'))
      assert.ok(told(report, 'series', 'Array'))
      outcomes(report, 'stories')
      outcomes(report, 'series')
    },
  ))

test('an answer that was taken out here, and a challenge that was edited here, stay so', async () => {
  const { db, close } = await openTestDatabase()
  const tables = { challenges: PROMPTS, stories: [{ challenges: '1,0' }] }
  await run(db, tables)
  await db.deleteFrom('challenge_answer').execute()
  await db.updateTable('challenge').set({ title: 'Mine' }).where('title', '=', 'By a guest').execute()
  const changed = PROMPTS.map((row) => ({ ...row, title: `${row.chalid} anew`, summary: 'Changed.' }))
  const report = await run(db, { ...tables, challenges: changed, stories: [{ challenges: '1,2,0' }] })
  assert.deepEqual(
    (await answers(db)).map(({ title }) => title),
    ['Mine'],
  )
  const all = await db.selectFrom('challenge').select(['title', 'summary_source']).orderBy('id').execute()
  assert.deepEqual(
    all.map(({ title }) => title),
    ['1 anew', 'Mine', '3 anew'],
  )
  assert.ok(all.every(({ summary_source }) => summary_source === 'Changed.'))
  assert.equal(outcomes(report, 'challenges').updated, 3)
  await close()
})

const ELSEWHERE = [
  {},
  { recid: 2, title: 'Waiting', validated: 0, url: 'www.else.example/2', uid: 0, recname: 'Passerby' },
  { recid: 3, title: 'Odd', url: 'javascript:alert(1)', rid: '9', featured: 1 },
]

test('recommendations come over, with addresses that are safe to follow', () =>
  moved({ recommendations: ELSEWHERE }, async (db, report) => {
    const all = await db
      .selectFrom('recommendation')
      .select(['title', 'url', 'held_at', 'guest_name', 'rating_id', 'featured_at', 'author_name'])
      .orderBy('id')
      .execute()
    assert.deepEqual(
      all.map(({ title, url, guest_name }) => [title, url, guest_name]),
      [
        ['Elsewhere', 'http://else.example/', null],
        ['Waiting', 'http://www.else.example/2', 'Passerby'],
        ['Odd', '', null],
      ],
    )
    assert.deepEqual(
      all.map(({ held_at }) => held_at === null),
      [true, false, true],
    )
    assert.ok(all[2]!.featured_at !== null && all[2]!.rating_id !== null)
    assert.ok(told(report, 'recommendations', 'javascript') && told(report, 'recommendations', 'rating "9"'))
    const setting = await db.selectFrom('setting').where('name', '=', 'recommendationsBy').select('value').execute()
    assert.deepEqual(setting, [{ value: '"members"' }])
    assert.equal(outcomes(report, 'recommendations').imported, 3)
  }))

const strays = (db: Db) =>
  db
    .selectFrom('stray_review')
    .select(['about', 'about_number', 'recommendation_id', 'parent_id', 'body_source', 'guest_name', 'pseud_id'])
    .orderBy('id')
    .execute()

const ORPHANS = [
  { reviewid: 1, item: 99, chapid: 88, review: 'Of a deleted story' },
  { reviewid: 2, item: 98, chapid: 0, type: 'SE', review: 'Of a deleted series', uid: 0, reviewer: 'Passerby' },
  {
    reviewid: 3,
    item: 1,
    chapid: 0,
    type: 'RC',
    respond: '1',
    review: "Of a recommendation<br><br><i>Author's Response: Thanks!</i>",
  },
  { reviewid: 4, item: 7, chapid: 0, type: 'XY', review: 'Of a module' },
  { reviewid: 5, review: 'Of a story' },
]

test('reviews of deleted stories and series are kept where moderators read them', () =>
  moved({ recommendations: ELSEWHERE, reviews: ORPHANS }, async (db, report) => {
    const all = await strays(db)
    assert.deepEqual(
      all.map(({ about, about_number, body_source }) => [about, about_number, body_source]),
      [
        ['work', 99, 'Of a deleted story'],
        ['series', 98, 'Of a deleted series'],
        ['recommendation', 1, 'Of a recommendation'],
        ['XY', 7, 'Of a module'],
        ['recommendation', 1, 'Thanks!'],
      ],
    )
    assert.deepEqual(
      all.map(({ recommendation_id }) => recommendation_id !== null),
      [false, false, true, false, false],
    )
    assert.ok(all[4]!.parent_id !== null && all[1]!.guest_name === 'Passerby' && all[0]!.pseud_id !== null)
    const { imported, keptAside } = outcomes(report, 'reviews')
    assert.deepEqual({ imported, keptAside }, { imported: 2, keptAside: 3 })
  }))

test('a review finds its story as soon as another dump brings it, unless it was deleted here', async () => {
  const { db, close } = await openTestDatabase()
  const reviews = [...ORPHANS, { reviewid: 6, item: 99, chapid: 0, review: 'Deleted here' }]
  await run(db, { reviews })
  await run(db, { reviews })
  assert.equal((await strays(db)).length, 6, 'twice is once')
  await db
    .updateTable('stray_review')
    .set({ deleted_at: NOW, body_source: '' })
    .where('body_source', '=', 'Deleted here')
    .execute()
  const report = await run(db, {
    reviews,
    recommendations: ELSEWHERE,
    stories: [{}, { sid: 99, title: 'Back again' }],
  })
  const found = await db
    .selectFrom('review')
    .innerJoin('work', 'work.id', 'review.work_id')
    .select(['work.title', 'review.body_source'])
    .orderBy('review.body_source')
    .execute()
  assert.deepEqual(
    found.map(({ title, body_source }) => [title, body_source]),
    [
      ['Back again', 'Of a deleted story'],
      ['A Tiny Tale', 'Of a story'],
    ],
  )
  const left = await strays(db)
  assert.ok(!left.some(({ body_source }) => body_source === 'Of a deleted story'))
  assert.ok(left.some(({ about, recommendation_id }) => about === 'recommendation' && recommendation_id !== null))
  outcomes(report, 'reviews')
  await close()
})
