import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { Refusal } from '../../errors.ts'
import type { Db } from '../../store/database.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { EFICTION_DATA } from '../../../test/efiction-truth.ts'
import type { ImportOptions } from './import-options.ts'
import { importSite } from './import-site.ts'
import type { ImportReport } from './report/report.ts'

const NOW = Date.UTC(2026, 10, 22)
const folder = mkdtempSync(join(tmpdir(), 'fanfold-odd-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Everything that was ever wrong with a real site, in a few rows. */
const ODD = readFileSync(`${EFICTION_DATA}odd-site.sql`, 'latin1')
function dumpFile(sql: string, name = 'odd.sql'): string {
  const path = join(folder, name)
  writeFileSync(path, Buffer.from(sql, 'latin1'))
  return path
}

async function imported(use: (db: Db, report: ImportReport) => Promise<void>, more: Partial<ImportOptions> = {}) {
  const { db, close } = await openTestDatabase()
  try {
    await use(db, await importSite(db, { dump: dumpFile(ODD), now: NOW, ...more }))
  } finally {
    await close()
  }
}

describe('a site with everything that was ever wrong with one', () => {
  test('loses no row without a word', () =>
    imported(async (_db, report) => {
      assert.deepEqual(report.verdict.faults, [])
      const of = (name: string) => report.tables.find(({ table }) => table === name)
      const fates = (name: string) => {
        const { read, imported, merged, keptAside, dropped } = of(name)!
        return { read, imported, merged, keptAside, dropped }
      }
      assert.deepEqual(fates('authors'), { read: 6, imported: 5, merged: 0, keptAside: 1, dropped: 0 })
      assert.deepEqual(fates('classes'), { read: 2, imported: 1, merged: 0, keptAside: 1, dropped: 0 })
      assert.deepEqual(fates('coauthors'), { read: 4, imported: 2, merged: 0, keptAside: 0, dropped: 2 })
      assert.deepEqual(fates('inseries'), { read: 7, imported: 3, merged: 0, keptAside: 0, dropped: 4 })
      assert.deepEqual(fates('reviews'), { read: 6, imported: 4, merged: 0, keptAside: 2, dropped: 0 })
      assert.equal(of('news')?.imported, 1)
      assert.equal(of('posts'), undefined)
      assert.equal(report.site.name, 'Odd & Ends')
    }))

  test('keeps every member apart, and nobody gains rights', () =>
    imported(async (db) => {
      const members = await db
        .selectFrom('account')
        .innerJoin('pseud', 'pseud.account_id', 'account.id')
        .select(['name', 'login_name', 'slug', 'email_folded', 'role', 'state', 'trusted', 'password_hash'])
        .orderBy('account.id')
        .execute()
      const short = members.map((row) => [row.name, row.login_name, row.role, row.state, row.password_hash !== null])
      assert.deepEqual(short, [
        ['Ann', 'ann', 'member', 'active', true],
        ['ann', 'ann~2', 'member', 'active', true],
        ["O'Neil", "o'neil", 'member', 'unclaimed', false],
        ['Member 4', 'member 4', 'member', 'unclaimed', false],
        ['Mod', 'mod', 'member', 'active', true],
        ['Former member 42', 'former member 42', 'member', 'unclaimed', false],
      ])
      assert.deepEqual([members[0]!.email_folded, members[1]!.email_folded], ['ann@example.org', 'ann@example.org'])
      assert.deepEqual([members[0]!.trusted, members[1]!.slug], [1, 'ann-2'])
    }))

  test('gives every story its place, and shows none that was not shown', () =>
    imported(async (db) => {
      const works = await db.selectFrom('work').selectAll().orderBy('id').execute()
      const brief = works.map((work) => [
        work.title,
        work.posted_at !== null,
        work.held_at !== null,
        work.chapter_count,
      ])
      assert.deepEqual(brief, [
        ['One "quoted" & slanted', true, false, 2],
        ['Nobody wrote this', false, true, 1],
        ['Flagged', true, false, 0],
        ['Left behind', false, true, 1],
      ])
      const bylines = await db
        .selectFrom('creator')
        .innerJoin('pseud', 'pseud.id', 'pseud_id')
        .select(['work_id', 'name'])
        .orderBy('work_id')
        .orderBy('position')
        .execute()
      assert.deepEqual(
        bylines.map(({ name }) => name),
        ['Ann', 'ann', "O'Neil", 'Former member 42', "O'Neil", 'Ann'],
      )
      assert.equal(works[0]!.posted_at, Date.UTC(2005, 2, 27, 2, 30))
      const ratings = await db
        .selectFrom('work')
        .innerJoin('tag', 'tag.id', 'rating_id')
        .select(['tag.name', 'tag.members_only', 'age_consent'])
        .orderBy('work.id')
        .execute()
      assert.deepEqual(
        ratings.map((rating) => [rating.name, rating.members_only, rating.age_consent]),
        [
          ['Adult', 1, 1],
          ['Not rated', 1, 1],
          ['General', 0, 0],
          ['Not rated', 1, 1],
        ],
      )
    }))

  test('puts chapters in order, and finds their texts', async () => {
    const files = join(folder, 'files')
    for (const [path, text] of [
      ['stories/2/102.txt', 'the valid text'],
      ['stories/1/102.txt', 'the text before'],
      ['stories/7/103.txt', '\xef\xbb\xbffound elsewhere'],
      ['stories/1/101.txt', 'from the file'],
      ['stories/1/900.txt', 'of no chapter'],
    ] as const) {
      mkdirSync(join(files, path, '..'), { recursive: true })
      writeFileSync(join(files, path), Buffer.from(text, 'latin1'))
    }
    await imported(
      async (db, report) => {
        const chapters = await db
          .selectFrom('chapter')
          .innerJoin('chapter_text', 'chapter_id', 'chapter.id')
          .select(['chapter.id', 'title', 'position', 'html', 'posted_at', 'held_at'])
          .orderBy('work_id')
          .orderBy('position')
          .execute()
        const brief = chapters.map(({ title, position, html }) => [title, position, html.replace(/<[^>]*>/g, '')])
        assert.deepEqual(brief, [
          ['First', 1, 'from the file'],
          ['Second', 2, 'the valid text'],
          ['Third', 3, 'found elsewhere'],
          ['No text', 1, ''],
          ['Left behind', 1, 'Some wordsin two lines'],
        ])
        assert.deepEqual(
          chapters.slice(0, 3).map(({ posted_at }) => posted_at !== null),
          [true, true, false],
        )
        const revisions = await db
          .selectFrom('chapter_revision')
          .select('source')
          .where('chapter_id', '=', chapters[1]!.id)
          .orderBy('id')
          .execute()
        assert.deepEqual(
          revisions.map(({ source }) => source),
          ['the text before', 'the valid text'],
        )
        assert.match(report.notes.join('\n'), /1 story file belongs to no chapter: .*900\.txt/)
        assert.match(report.notes.join('\n'), /1 chapter came without a text/)
      },
      { files },
    )
  })

  test('keeps series out of themselves', () =>
    imported(async (db) => {
      const entries = await db
        .selectFrom('series_entry')
        .innerJoin('series', 'series.id', 'series_id')
        .select(['series.title', 'work_id', 'part_series_id', 'confirmed'])
        .orderBy('series_entry.id')
        .execute()
      assert.deepEqual(
        entries.map(({ title, work_id, part_series_id, confirmed }) => [
          title,
          work_id !== null,
          part_series_id !== null,
          confirmed,
        ]),
        [
          [`It's "all"`, true, false, 1],
          [`It's "all"`, true, false, 0],
          [`It's "all"`, false, true, 1],
        ],
      )
    }))

  test('tells reviews from responses, scores from likes, and members from guests', () =>
    imported(async (db) => {
      const reviews = await db.selectFrom('review').selectAll().orderBy('id').execute()
      const brief = reviews.map((row) => [
        row.body_source,
        row.score,
        row.score_scale,
        row.guest_name,
        row.chapter_id !== null,
      ])
      assert.deepEqual(brief, [
        ['', 1, 'likes', null, true],
        ['Nice', 0, 'likes', 'Passer-by', false],
        ['I remember', 9, 'stars', 'Was here', true],
        ['About the series', null, null, 'Anonymous', false],
        ['merci', null, null, null, false],
      ])
      assert.equal(reviews[4]!.parent_id, reviews[1]!.id)
    }))

  test('dates without a zone are read by the clock of the old server', () =>
    imported(
      async (db) => {
        const { posted_at } = await db.selectFrom('work').select('posted_at').orderBy('id').executeTakeFirstOrThrow()
        assert.equal(posted_at, Date.UTC(2005, 2, 27, 7, 30))
      },
      { timeZone: 'America/New_York' },
    ))

  test('moved in twice is moved in once', async () => {
    const { db, close } = await openTestDatabase()
    const options = { dump: dumpFile(ODD), now: NOW }
    await importSite(db, options)
    const count = async () =>
      (await db.selectFrom('legacy_id').selectAll().execute()).map((row) => `${row.kind} ${row.old_id}`).sort()
    const before = await count()
    const report = await importSite(db, options)
    assert.deepEqual(await count(), before)
    assert.equal(
      report.tables.reduce((sum, { imported }) => sum + imported, 0),
      0,
    )
    await close()
  })
})

describe('which site of a dump moves in', () => {
  const two =
    ODD +
    ODD.replaceAll('x_fanfiction', 'y_fanfiction').replace("'oddkey', 'Odd &amp; Ends', 'x_'", "'other', 'Other', 'y_'")

  test('is asked when there are several', async () => {
    const { db, close } = await openTestDatabase()
    const dump = dumpFile(two, 'two.sql')
    const asks = (error: unknown) =>
      error instanceof Refusal && /--prefix "x_".*3 stories[\s\S]*--prefix "y_"/.test(error.message)
    await assert.rejects(importSite(db, { dump, now: NOW }), asks)
    await assert.rejects(importSite(db, { dump, prefix: 'z_', now: NOW }), asks)
    const report = await importSite(db, { dump, prefix: 'Y_fanfiction_', now: NOW })
    assert.deepEqual([report.site.name, report.tables.find(({ table }) => table === 'stories')?.read], ['Other', 3])
    await close()
  })

  test('is none when the dump is of another program, or lacks the tables that matter', async () => {
    const { db, close } = await openTestDatabase()
    const forum = dumpFile('CREATE TABLE phpbb_posts (id int); INSERT INTO phpbb_posts VALUES (1);', 'forum.sql')
    await assert.rejects(importSite(db, { dump: forum, now: NOW }), /no eFiction site/)
    const half = dumpFile(
      'CREATE TABLE fanfiction_stories (sid int); INSERT INTO fanfiction_stories VALUES (1);',
      'half.sql',
    )
    await assert.rejects(
      importSite(db, { dump: half, now: NOW }),
      /no table fanfiction_chapters and no table fanfiction_authors/,
    )
    const dump = dumpFile(ODD)
    await assert.rejects(importSite(db, { dump, files: join(folder, 'nothing'), now: NOW }), /no such file or folder/)
    await assert.rejects(importSite(db, { dump, files: dump, now: NOW }), /neither a folder nor/)
    assert.equal((await db.selectFrom('account').selectAll().execute()).length, 0)
    await close()
  })
})
