import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Db } from '../../../store/database.ts'
import { moved as movedOnce } from '../../../../test/tiny-move.ts'
import { dumpFile, tinySite } from '../../../../test/tiny-site.ts'
import type { ImportOptions } from '../import-options.ts'
import { importSite } from '../import-site.ts'
import type { ImportReport } from '../report/report.ts'

const LATER = Date.UTC(2026, 10, 23)

/** As any tiny site; a second import brings nothing new. */
function moved(
  dump: string | string[],
  use: (db: Db, report: ImportReport) => Promise<void>,
  options: Partial<ImportOptions> = {},
): Promise<void> {
  return movedOnce({ dump, ...options }, async (db, report) => {
    await use(db, report)
    const again = await importSite(db, { dump, now: LATER, ...options })
    assert.equal(
      again.tables.reduce((sum, { imported, updated }) => sum + imported + updated, 0),
      0,
      'a second import brings nothing new',
    )
  })
}

async function tagsOf(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('work_tag')
    .innerJoin('tag', 'tag.id', 'work_tag.tag_id')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .innerJoin('work', 'work.id', 'work_tag.work_id')
    .select(['work.title', 'vocabulary.name as vocabulary', 'tag.name'])
    .execute()
  return rows.map(({ title, vocabulary, name }) => `${title}: ${vocabulary}: ${name}`).sort()
}

/** Tables and columns as version 1.1 made them. */
const ONE = `CREATE TABLE fanfiction_authors (uid int, penname varchar(200), realname varchar(200), email varchar(200), website varchar(200), bio text, image varchar(200), date datetime, newreviews int, admincreated int, password varchar(40), validated int, userskin varchar(60), level tinyint, contact tinyint, carry tinyint, categories varchar(200), bob int);
INSERT INTO fanfiction_authors VALUES (1,'Wren','','w@x.example','http://w.example','','','2003-01-01 00:00:00',1,0,'5f4dcc3b5aa765d61d8327deb882cf99',1,'',1,0,0,'0',0),(2,'Finch','','f@x.example','','','','2003-02-01 00:00:00',0,0,'5f4dcc3b5aa765d61d8327deb882cf99',0,'',0,0,0,'0',0);
CREATE TABLE fanfiction_categories (catid int, parentcatid int, category varchar(60), description text, image varchar(100), locked int, leveldown tinyint, displayorder int, numitems int);
INSERT INTO fanfiction_categories VALUES (1,-1,'Tales','','',0,0,1,2);
CREATE TABLE fanfiction_characters (charid int, catid int, charname varchar(60));
INSERT INTO fanfiction_characters VALUES (5,1,'Mole'),(6,1,'Rat, Esq.'),(7,1,'O\\'Toad');
CREATE TABLE fanfiction_comments (cid int, nid int, uname varchar(100), comment text, time datetime);
INSERT INTO fanfiction_comments VALUES (1,1,'Finch','Hooray','2003-03-02 00:00:00');
CREATE TABLE fanfiction_favauth (uid int, favuid int);
INSERT INTO fanfiction_favauth VALUES (2,1);
CREATE TABLE fanfiction_favstor (uid int, sid int);
INSERT INTO fanfiction_favstor VALUES (2,11),(2,10);
CREATE TABLE fanfiction_genres (gid int, genre varchar(60));
INSERT INTO fanfiction_genres VALUES (1,'Drama'),(2,'Young Adult (20-26 yrs), General');
CREATE TABLE fanfiction_news (nid int, author varchar(60), title varchar(255), story text, time datetime);
INSERT INTO fanfiction_news VALUES (1,'Wren','Open','We are open','2003-03-01 00:00:00');
CREATE TABLE fanfiction_ratings (rid int, rating varchar(60), ratingwarning int, warningtext text);
INSERT INTO fanfiction_ratings VALUES (1,'PG',0,'');
CREATE TABLE fanfiction_reviews (reviewid int, sid int, psid int, reviewer varchar(60), member int, review text, date datetime, rating int);
INSERT INTO fanfiction_reviews VALUES (1,11,10,'Finch',2,'More!<br><br><i>Author\\'s Response: Soon.</i>','2003-05-01 00:00:00',0);
CREATE TABLE fanfiction_settings (welcome text, thankyou text, nothankyou text, rules text, copyright text, help text);
INSERT INTO fanfiction_settings VALUES ('Come in','','','Be kind','','');
CREATE TABLE fanfiction_stories (sid int, psid int, title varchar(200), chapter varchar(200), summary text, catid int, gid varchar(250), charid varchar(250), wid varchar(250), rid varchar(25), date datetime, updated datetime, uid int, featured int, counter int, validated int, inorder tinyint, storytext text, completed tinyint, rr tinyint, wordcount int, numreviews int);
INSERT INTO fanfiction_stories VALUES (10,10,'A Tale','Beginning','It begins','1','drama,Young Adult (20-26 yrs), General','Rat, Esq.,O''Toad,Badger','Violence','PG','2003-04-01 00:00:00','2003-04-03 00:00:00',1,0,42,1,0,'First.',1,0,1,1),
(11,10,'A Tale','Middle','It goes on','1','','','','PG','2003-04-02 00:00:00','2003-04-03 00:00:00',1,0,7,1,1,'Second.',1,0,1,1),(12,12,'Short','','','1','Drama','Mole','drama','PG','2003-04-09 00:00:00','2003-04-09 00:00:00',2,0,3,1,0,'Third.',1,0,1,0);
CREATE TABLE fanfiction_warnings (wid int, warning varchar(60));
INSERT INTO fanfiction_warnings VALUES (1,'Violence'),(2,'Character death'),(3,'Drama');`

describe('a site of version 1', () => {
  const dump = dumpFile(ONE)

  test('keeps its works with their chapters, under their old numbers', () =>
    moved(dump, async (db, report) => {
      const chapters = await db
        .selectFrom('chapter')
        .innerJoin('work', 'work.id', 'chapter.work_id')
        .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
        .innerJoin('legacy_id', (join) => join.onRef('new_id', '=', 'chapter.id').on('kind', '=', 'chapter'))
        .select([
          'old_id',
          'work.title as work',
          'chapter.position',
          'chapter.title',
          'html',
          'chapter_text.notes_source',
        ])
        .orderBy('old_id')
        .execute()
      assert.deepEqual(
        chapters.map((row) => [row.old_id, row.work, row.position, row.title, row.html, row.notes_source]),
        [
          ['10', 'A Tale', 1, 'Beginning', '<p>First.</p>', ''],
          ['11', 'A Tale', 2, 'Middle', '<p>Second.</p>', 'It goes on'],
          ['12', 'Short', 1, '', '<p>Third.</p>', ''],
        ],
      )
      const works = await db.selectFrom('work').select(['title', 'read_count']).orderBy('id').execute()
      assert.deepEqual(works, [
        { title: 'A Tale', read_count: 42 },
        { title: 'Short', read_count: 3 },
      ])
      assert.match(report.notes.join('\n'), /3 rows of stories were chapters, as in version 1: they make 2 works/)
      assert.equal(report.tables.find(({ table }) => table === 'chapter_details')?.keptAside, 1)
    }))

  test('has its genres, warnings and characters as tags, whatever commas their names hold', () =>
    moved(dump, async (db) => {
      assert.deepEqual(await tagsOf(db), [
        'A Tale: Characters: Badger',
        "A Tale: Characters: O'Toad",
        'A Tale: Characters: Rat, Esq.',
        'A Tale: Fandoms: Tales',
        'A Tale: Genres: Drama',
        'A Tale: Genres: Young Adult (20-26 yrs), General',
        'A Tale: Warnings: Violence',
        'Short: Characters: Mole',
        'Short: Fandoms: Tales',
        'Short: Genres: Drama',
        'Short: Warnings: Drama',
      ])
    }))

  test('keeps reviews with their answers, preferences, and the texts from its settings', () =>
    moved(dump, async (db) => {
      const reviews = await db.selectFrom('review').select(['body_source', 'chapter_id', 'parent_id']).execute()
      assert.equal(reviews.length, 2)
      assert.ok(reviews.every(({ chapter_id }) => chapter_id !== null))
      const accounts = await db.selectFrom('account').select(['email', 'role', 'trusted']).orderBy('id').execute()
      assert.deepEqual(accounts, [
        { email: 'w@x.example', role: 'admin', trusted: 1 },
        { email: 'f@x.example', role: 'member', trusted: 0 },
      ])
      const settings = await db.selectFrom('setting').select(['name', 'value']).execute()
      assert.match(settings.find(({ name }) => name === 'welcomeHtml')?.value ?? '', /Come in/)
    }))
})

test('a site whose update from version 1 broke off has every chapter once', () => {
  const half = `CREATE TABLE fanfiction_chapters (chapid int, title varchar(250), inorder int, notes text, storytext text, endnotes text, validated char(1), wordcount int, rating tinyint, reviews smallint, sid int, uid int, count int);
INSERT INTO fanfiction_chapters (chapid, title, inorder, storytext, validated, sid, uid) VALUES (10,'Beginning',1,'First.','1',10,1);
CREATE TABLE fanfiction_authorprefs (uid int, level tinyint);`
  const dump = ONE.replace('counter int, validated', 'count int, validated').replace('numreviews int', 'reviews int')
  return moved([dumpFile(dump), dumpFile(half)], async (db) => {
    const chapters = await db
      .selectFrom('chapter')
      .innerJoin('work', 'work.id', 'chapter.work_id')
      .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
      .select(['work.title as work', 'position', 'html', 'work.read_count'])
      .orderBy('html')
      .execute()
    assert.deepEqual(
      chapters.map(({ work, position, html, read_count }) => [work, position, html, read_count]),
      [
        ['A Tale', 1, '<p>First.</p>', 42],
        ['A Tale', 2, '<p>Second.</p>', 42],
        ['Short', 1, '<p>Third.</p>', 3],
      ],
    )
  })
})

describe('a site of version 2', () => {
  test('has names for numbers, owners for authors and members for reviewers', () =>
    moved(
      tinySite({
        stories: [
          { gid: 'Drama,Horror/Thriller', wid: 'None', charid: 'mole,RAT', rid: 'k', classes: undefined as never },
        ],
        characters: [{}, { charid: 2, charname: 'Rat' }],
        genres: [
          { gid: 1, genre: 'Drama' },
          { gid: 2, genre: 'Horror/Thriller' },
        ],
        warnings: [{ wid: 1, warning: 'None' }],
        series: [{ uid: undefined as never, owner: 1, genres: 'Drama', warnings: '', characters: 'Mole' }],
      }),
      async (db, report) => {
        const tags = await tagsOf(db)
        assert.deepEqual(tags, [
          'A Tiny Tale: Characters: Mole',
          'A Tiny Tale: Characters: Rat',
          'A Tiny Tale: Fandoms: Tales',
          'A Tiny Tale: Genres: Drama',
          'A Tiny Tale: Genres: Horror/Thriller',
          'A Tiny Tale: Warnings: None',
        ])
        assert.match(report.notes.join('\n'), /2 rows of genres are read as classes/)
      },
    ))

  test('keeps reviews of stories and of series apart, and the preferences beside the names', () => {
    const reviews = `CREATE TABLE fanfiction_reviews (reviewid int, sid int, seriesid int, chapid int, reviewer varchar(60), member int, review text, date datetime, rating int, respond char(1));
INSERT INTO fanfiction_reviews VALUES (1,1,0,1,'Wren',1,'Of the story','2006-01-01 00:00:00',0,'0'),(2,0,1,0,'Guest',0,'Of the series','2006-01-02 00:00:00',0,'0');`
    const site = tinySite({
      authors: [{ level: 3, categories: '1', newreviews: 1, ageconsent: 1, validated: 1 }],
      authorprefs: [],
      series: [{}],
    })
    return moved([site, dumpFile(reviews)], async (db) => {
      const found = await db
        .selectFrom('review')
        .select(['body_source', 'series_id', 'pseud_id'])
        .orderBy('id')
        .execute()
      assert.deepEqual(
        found.map((row) => [row.body_source, row.series_id !== null, row.pseud_id !== null]),
        [
          ['Of the story', false, true],
          ['Of the series', true, false],
        ],
      )
      const account = await db
        .selectFrom('account')
        .select(['role', 'trusted', 'preferences'])
        .executeTakeFirstOrThrow()
      assert.deepEqual([account.role, account.trusted], ['moderator', 1])
      assert.match(String(account.preferences), /"mailAboutReviews":true/)
    })
  })
})

test('a site whose update from version 2 broke off keeps its reviews of series', () =>
  moved(
    tinySite({
      series: [{}],
      reviews: [
        { reviewid: 1, review: 'Of the story', seriesid: 0 },
        { reviewid: 2, review: 'Of the series', item: 0, chapid: 0, seriesid: 1 },
      ],
    }),
    async (db) => {
      const reviews = await db.selectFrom('review').select(['body_source', 'series_id']).orderBy('id').execute()
      assert.deepEqual(
        reviews.map((row) => [row.body_source, row.series_id !== null]),
        [
          ['Of the story', false],
          ['Of the series', true],
        ],
      )
    },
  ))

describe('dates that an update left in two columns', () => {
  const cases = [
    [
      'are taken from before it, which wear the clock of the site',
      { date: 1104634800, date_backup: '2005-01-02 03:00:00' },
      '2005-01-02T02:00:00.000Z',
    ],
    [
      'are taken from after it, once they have changed',
      { date: 1204634800, date_backup: '2005-01-02 03:00:00' },
      new Date(1204634800e3).toISOString(),
    ],
    ['are taken from where it broke off', { date: 0, date_tmp: 1104634800 }, new Date(1104634800e3).toISOString()],
    [
      'are those before it where it left none',
      { date: 0, date_backup: '2005-01-02 03:00:00' },
      '2005-01-02T02:00:00.000Z',
    ],
  ] as const
  for (const [name, columns, expected] of cases) {
    test(name, () =>
      moved(
        tinySite({ stories: [{ ...columns, updated: 1304634800 }] }),
        async (db) => {
          const work = await db.selectFrom('work').select('created_at').executeTakeFirstOrThrow()
          assert.equal(new Date(work.created_at).toISOString(), expected)
        },
        { timeZone: 'Europe/Paris' },
      ),
    )
  }
})

test('words among the numbers of a later version are looked up by name, and given a row where they have none', () =>
  moved(
    tinySite({
      stories: [{ charid: '1,rat,Badger', catid: 'tales' }],
      characters: [{}, { charid: 2, charname: 'Rat' }],
    }),
    async (db) => {
      assert.deepEqual(await tagsOf(db), [
        'A Tiny Tale: Characters: Badger',
        'A Tiny Tale: Characters: Mole',
        'A Tiny Tale: Characters: Rat',
        'A Tiny Tale: Fandoms: Tales',
      ])
    },
  ))
