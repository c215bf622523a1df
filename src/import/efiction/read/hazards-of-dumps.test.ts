// One test for each way in which the dumps of old sites are known to be bad.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { THE_TALE, moved, movesIn, refuses, worksIn } from '../../../../test/tiny-move.ts'
import { type OldRows, dumpFile, tinySite } from '../../../../test/tiny-site.ts'
import { zipOfFiles } from '../../../../test/zip.ts'

function tiny(tables: Readonly<Record<string, OldRows>> = {}, prefix = ''): string {
  return readFileSync(tinySite(tables, prefix), 'utf8')
}

/** As the old program's own backup wrote it: no tables, no columns, double quotes, no NULL, CRLF. */
function ownBackup(tables: Readonly<Record<string, readonly (readonly (string | number | Buffer)[])[]>>): Buffer {
  const parts: Buffer[] = []
  for (const [table, rows] of Object.entries(tables)) {
    parts.push(Buffer.from(`\r\n# Dump of table fanfiction_${table}\r\n`))
    for (const row of rows) {
      const values = row.map((value) =>
        Buffer.concat([Buffer.from('"'), Buffer.from(value as string), Buffer.from('"')]),
      )
      const list = values.flatMap((value, at) => (at === 0 ? [value] : [Buffer.from(', '), value]))
      parts.push(Buffer.from(`INSERT INTO fanfiction_${table} VALUES (`), ...list, Buffer.from(');\r\n'))
    }
  }
  return Buffer.concat(parts)
}

const DATE = '2005-01-02 03:04:05'
const AUTHOR = [
  '1',
  'Wren',
  '',
  'w@x.example',
  'http://w.example',
  '',
  '',
  DATE,
  '0',
  '5f4dcc3b5aa765d61d8327deb882cf99',
]
const STORY = `1|A Tiny Tale|Short.||1||||${DATE}|${DATE}|1||0|1|1|0|3|0|0|7`
const CHAPTER = ['1', 'One', '1', '', 'Once upon a time.', '', '1', '4', '0', '0', '1', '1', '7']
const BACKUP = {
  authors: [AUTHOR],
  categories: [['1', '-1', 'Tales', '', '', '0', '0', '1', '1']],
  chapters: [CHAPTER],
  stories: [STORY.split('|')],
}

const folder = mkdtempSync(join(tmpdir(), 'fanfold-hazards-'))
after(() => rmSync(folder, { recursive: true, force: true }))

describe('a dump', () => {
  test('with the statements that tools put around the rows moves in', () =>
    movesIn(
      dumpFile(
        '/*M!999999\\- enable the sandbox mode */\n-- MariaDB dump 10.19\nCREATE DATABASE /*!32312 IF NOT EXISTS*/ `old`;\nUSE `old`;\nSET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";\nSTART TRANSACTION;\n/*!40101 SET NAMES utf8mb4 */;\nLOCK TABLES `fanfiction_stories` WRITE;\n/*!40000 ALTER TABLE `fanfiction_stories` DISABLE KEYS */;\n',
        tiny(),
        'UNLOCK TABLES;\nALTER TABLE `fanfiction_stories`\n  ADD PRIMARY KEY (`sid`),\n  ADD KEY `title` (`title`);\nALTER TABLE `fanfiction_stories` MODIFY `sid` int(11) NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=2;\nCOMMIT;\n-- Dump completed on 2009-01-01\n',
      ),
    ))

  test("by the old program's own backup, without tables, columns and NULL, moves in", () =>
    moved({ dump: dumpFile(ownBackup(BACKUP)) }, async (db, { notes }) => {
      assert.deepEqual(await worksIn(db), [THE_TALE])
      const author = await db.selectFrom('account').select(['email', 'state']).executeTakeFirstOrThrow()
      assert.deepEqual(author, { email: 'w@x.example', state: 'active' })
      assert.deepEqual(
        notes.filter((note) => /names no columns of fanfiction_(authors|categories|chapters)\b/.test(note)),
        [],
      )
    }))

  test('by its "UTF-8" backup, which encoded everything twice, has its letters right', () => {
    const twice = (text: string) => Buffer.from(Buffer.from(text).toString('latin1'))
    const chapter = CHAPTER.with(4, twice('“Où est l’été ?” — Ñandú, naïve café…') as never)
    return moved({ dump: dumpFile(ownBackup({ ...BACKUP, chapters: [chapter] })) }, async (db) => {
      assert.deepEqual(await worksIn(db), ['A Tiny Tale by Wren: <p>“Où est l’été ?” — Ñandú, naïve café…</p>'])
    })
  })

  test('with the raw bytes of addresses in its log moves in', () => {
    const log = Buffer.concat([
      Buffer.from(
        "CREATE TABLE fanfiction_log (log_id int, log_action varchar(255), log_uid int, log_ip varbinary(16), log_timestamp int, log_type char(2));\nINSERT INTO fanfiction_log VALUES (1,'Joined.',1,'",
      ),
      Buffer.from([0xff, 0x5c, 0x27, 0x00, 0x5c, 0x5c]),
      Buffer.from("',1104634800,'RG');\n"),
    ])
    return moved({ dump: dumpFile(tiny(), log) }, async (db, { tables }) => {
      assert.deepEqual(await worksIn(db), [THE_TALE])
      assert.equal(tables.find(({ table }) => table === 'log')?.read, 1)
    })
  })

  test('that lacks the definition of some tables moves in', () => {
    const without = tiny().replace(/CREATE TABLE `fanfiction_(chapters|authorprefs)`[^]*?;\n/g, '')
    assert.equal(without.includes('CREATE TABLE `fanfiction_chapters`'), false)
    return movesIn(dumpFile(without))
  })

  test('with definitions that no server of today takes moves in', () =>
    movesIn(
      dumpFile(
        tiny()
          .replaceAll('ENGINE=MyISAM', 'TYPE=MyISAM')
          .replace('`sid` int(11)', "`sid` int(11) NOT NULL default ''")
          .replace('`date` text', "`date` datetime NOT NULL default '0000-00-00 00:00:00'")
          .replace(/\n\) TYPE=MyISAM;/, ',\n  PRIMARY KEY  (`uid`),\n) REPLACE=MyISAM;'),
      ),
    ))

  test('of several sites and other programs asks which, with counts', async () => {
    const forum = 'CREATE TABLE phpbb_posts (id int);\nINSERT INTO phpbb_posts VALUES (1);\n'
    const dump = dumpFile(tiny({}, 'x_'), forum, tiny({ stories: [{}, { sid: 2, title: 'Two' }] }, 'wincest'))
    await refuses(
      { dump },
      /several sites[^]*--prefix "wincest" {2}2 stories, 1 chapters, 1 members[^]*--prefix "x_" {2}1 stories/,
    )
    await moved({ dump, prefix: 'x_' }, async (db, { tables }) => {
      assert.deepEqual(await worksIn(db), [THE_TALE])
      assert.equal(tables.find(({ table }) => table === 'stories')?.read, 1)
    })
  })

  test('whose settings and members stand under other prefixes moves in with its own', () => {
    const settings =
      "CREATE TABLE `setfanfiction_settings` (sitekey text, sitename text, tableprefix text);\nINSERT INTO `setfanfiction_settings` VALUES ('aaa','Another','a_'),('bbb','The One','b_');\n"
    const site = tiny({}, 'b_')
      .replace(/CREATE TABLE `b_fanfiction_settings`[^]*?(?=CREATE TABLE)/, '')
      .replaceAll('b_fanfiction_author', 'q_fanfiction_author')
    return moved({ dump: dumpFile(site, settings) }, async (db, report) => {
      assert.deepEqual(await worksIn(db), [THE_TALE])
      assert.equal(report.site.name, 'The One')
      assert.match(report.notes.join('\n'), /no members of its own; those of q_fanfiction_authors/)
    })
  })

  test('that is packed, split, in Windows lines, begun by a mark, or one line long moves in', async () => {
    const sql = tiny()
    const oneLine = sql.replaceAll(/\n/g, ' ')
    const blob = sql.replace("'Once upon a time.'", `0x${Buffer.from('Once upon a time.').toString('hex')}`)
    assert.notEqual(blob, sql)
    const place = join(folder, 'parts')
    mkdirSync(place)
    sql.split(/(?=CREATE TABLE)/).forEach((part, index) => writeFileSync(join(place, `site_${index + 1}.sql`), part))
    for (const dump of [
      dumpFile(gzipSync(sql)),
      dumpFile(zipOfFiles([['dump.sql', Buffer.from(sql)]])),
      [dumpFile(sql.slice(0, 900)), dumpFile(sql.slice(900))],
      place,
      dumpFile(sql.replaceAll('\n', '\r\n')),
      dumpFile(`\ufeff${sql}`),
      dumpFile(oneLine),
      dumpFile(blob),
    ]) {
      await movesIn(dump)
    }
  })

  test('that was cut off is refused, saying where; or read as far as it goes, saying so', async () => {
    const more = "INSERT INTO `fanfiction_reviews` VALUES (1,'Love"
    const dump = dumpFile(tiny({ reviews: [{}] }), more)
    await refuses({ dump }, /cut off: it ends inside the rows of table fanfiction_reviews/)
    await moved({ dump, acceptCut: true }, async (db, { notes, verdict }) => {
      assert.match(verdict.line ?? '', /the dump itself was cut off/)
      assert.deepEqual(await worksIn(db), [THE_TALE])
      assert.equal((await db.selectFrom('review').selectAll().execute()).length, 1)
      assert.match(
        notes.join('\n'),
        /was cut off inside the rows of table fanfiction_reviews; what stood before was read/,
      )
    })
  })

  test('that was cut off between two tables tells which are missing', () => {
    const all = [
      'categories',
      'characters',
      'classes',
      'classtypes',
      'series',
      'inseries',
      'reviews',
      'favorites',
      'news',
    ]
    const dump = tinySite(Object.fromEntries(all.map((table) => [table, [{}]])))
    return moved({ dump }, async (_db, { notes, verdict }) => {
      assert.match(notes.join('\n'), /lacks fanfiction_messages: was it cut off, or exported in part\?/)
      assert.match(verdict.line!, /but the dump lacks tables that every site has\./)
    })
  })

  test('without the texts, which were kept in files, tells of it; and takes them from a ZIP with any root', async () => {
    const site = { settings: [{ store: 'files' }], chapters: [{ storytext: '' }] }
    await moved({ dump: tinySite(site) }, async (_db, { notes }) =>
      assert.match(notes.join('\n'), /1 chapter came without a text.*--files/),
    )
    const files = dumpFile(zipOfFiles([['home/x/public_html/stories/1/1.txt', Buffer.from('Once upon a time.')]]))
    await moved({ dump: tinySite(site), files }, async (db) => assert.deepEqual(await worksIn(db), [THE_TALE]))
  })
})

test('a statement that nobody understands is passed over, and the report says so', () => {
  const damaged = readFileSync(tinySite(), 'utf8').replace(
    'INSERT INTO `fanfiction_ratings`',
    'INSCRT INTO `fanfiction_ratings`',
  )
  return moved({ dump: dumpFile(damaged) }, async (_db, { notes, verdict }) => {
    assert.ok(notes.includes('Statements that begin with INSCRT were passed over: rows may be missing.'), notes.join())
    assert.match(verdict.line!, /^Nothing that the dump holds was lost, but statements that are not understood/)
  })
})

test('rows that have lost the beginning of their statement are told of', () => {
  const damaged = readFileSync(tinySite({ reviews: [{}] }), 'utf8').replace(
    /INSERT INTO `fanfiction_reviews`[^(]*\([^)]*\) VALUES|INSERT INTO `fanfiction_reviews` VALUES/,
    '',
  )
  assert.doesNotMatch(damaged, /INSERT INTO `fanfiction_reviews`/)
  return moved({ dump: dumpFile(damaged) }, async (_db, { notes, verdict }) => {
    assert.ok(notes.includes('Statements that begin with ( were passed over: rows may be missing.'), notes.join())
    assert.match(verdict.line!, /^Nothing that the dump holds was lost, but statements that are not understood/)
  })
})

test('rows with fewer values than any version had lie aside, and the verdict says so', () => {
  const dump = dumpFile(
    `INSERT INTO fanfiction_authors VALUES (1,'Wren','','w@x.example','','','','2003-01-01 00:00:00',0,'');
    INSERT INTO fanfiction_chapters VALUES (1,'One',1,'','Once.','',1,1,0,0,1,1,0);
    INSERT INTO fanfiction_stories VALUES (1,'A Tale',1);`,
  )
  return moved({ dump }, async (_db, { tables, verdict }) => {
    assert.equal(tables.find(({ table }) => table === 'stories')?.keptAside, 1)
    assert.match(verdict.line!, /but 1 row lies aside because the dump does not say which value is which/)
  })
})

test('tables that have lost all their rows are told of by what the others say', () =>
  moved({ dump: tinySite({ stories: [{ reviews: 3 }], chapters: [], reviews: [{}] }) }, async (_db, { verdict }) =>
    assert.match(verdict.line!, /, but the dump has stories and not one chapter\./),
  ))

test('a site whose reviews are gone is told of by what its stories count', () => {
  const lost = readFileSync(tinySite({ stories: [{ reviews: 3 }], reviews: [{}] }), 'utf8').replace(
    /INSERT INTO `fanfiction_reviews`[^;]*;/,
    '',
  )
  return moved({ dump: dumpFile(lost) }, async (_db, { verdict }) =>
    assert.match(verdict.line!, /, but its stories count reviews and the dump has not one\./),
  )
})

function definitions(sql: string): string {
  return sql.replace(/INSERT INTO[^]*?\);\n/g, '')
}

/** As `mysqldump --tab` writes them. */
function inTwoFilesATable(): string {
  const path = mkdtempSync(join(folder, 'tab-'))
  for (const part of definitions(tiny()).split(/(?=CREATE TABLE)/)) {
    const table = /`(\w+)`/.exec(part)![1]!
    writeFileSync(join(path, `${table}.sql`), part)
    writeFileSync(join(path, `${table}.txt`), '1\tOne\t\\N\n')
  }
  return path
}

function serversOwn(): string {
  const path = mkdtempSync(join(folder, 'server-'))
  for (const [name, bytes] of [
    ['fanfiction_stories.MYD', '\x03\0\x20'],
    ['fanfiction_stories.MYI', '\xfe\xfe\x07'],
    ['fanfiction_stories.frm', '\xfe\x01'],
  ] as const) {
    writeFileSync(join(path, name), Buffer.from(bytes, 'latin1'))
  }
  return path
}

describe('what is no dump of a site is refused in a sentence', () => {
  const CASES: [string, () => string, RegExp][] = [
    ['an empty file', () => dumpFile(''), /The file is empty/],
    ['a picture', () => dumpFile(Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0', 'latin1')), /a picture/],
    ['an error page saved as .sql', () => dumpFile('<html><body>504 Gateway Time-out</body></html>'), /web page/],
    ['a letter', () => dumpFile('Dear archivist, I can’t find my story.'), /No table and no row/],
    [
      'a dump of WordPress',
      () => dumpFile('CREATE TABLE `wp_posts` (`ID` bigint);\nINSERT INTO `wp_posts` VALUES (1);\n'),
      /no eFiction site: there is no table whose name ends in fanfiction_stories \(only wp_posts\)/,
    ],
    ['a gzip that was cut short', () => dumpFile(gzipSync(tiny()).subarray(0, 300)), /ends too early: it was cut off/],
    ['a folder with nothing in it', () => mkdtempSync(join(folder, 'empty-')), /no file with anything in it/],
    ['the folder of a MySQL server', serversOwn, /own files of a MySQL server.*export from there/],
    ['an export as JSON', () => dumpFile('[\n{"type":"header","version":"5.2.1"},\n'), /This is JSON, not an SQL dump/],
    ['an export of the structure alone', () => dumpFile(definitions(tiny())), /holds none of their rows.*--no-data/],
    ['an export into two files a table', inTwoFilesATable, /holds none of their rows.*--tab/],
    ['a path where nothing is', () => join(folder, 'nowhere.sql'), /There is no such file/],
  ]
  for (const [name, dump, sentence] of CASES) test(name, () => refuses({ dump: dump() }, sentence))
})
