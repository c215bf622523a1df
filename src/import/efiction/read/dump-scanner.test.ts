import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { EFICTION_DATA } from '../../../../test/efiction-truth.ts'
import type { DumpEvent, DumpedRow } from './dump-event.ts'
import { DumpScanner } from './dump-scanner.ts'

function scan(dump: Buffer, chunkBytes = dump.length): { events: DumpEvent[]; scanner: DumpScanner } {
  const scanner = new DumpScanner()
  const events: DumpEvent[] = []
  for (let at = 0; at < dump.length; at += chunkBytes) events.push(...scanner.push(dump.subarray(at, at + chunkBytes)))
  events.push(...scanner.end())
  return { events, scanner }
}

function rowsOf(dump: string | Buffer, chunkBytes?: number): (string | null)[][] {
  const { events } = scan(Buffer.from(dump as string), chunkBytes)
  const rows = events.filter((event): event is DumpedRow => event.kind === 'row')
  return rows.map(({ row }) => row.map((value) => value?.toString('latin1') ?? null))
}

const VALUES: [string, string, (string | null)[]][] = [
  ['numbers and NULL', '(1, -2,3.5,NULL, null )', ['1', '-2', '3.5', null, null]],
  ['single quotes', `('a','b c','')`, ['a', 'b c', '']],
  ['double quotes', `("it's", "say ""hi""", "back\\"slash")`, [`it's`, 'say "hi"', 'back"slash']],
  ['doubled quotes', `('it''s','''',' '' ')`, [`it's`, `'`, ` ' `]],
  ['escapes', String.raw`('a\'b\\','\n\r\t\0\Z\b','\%\_\x')`, [`a'b\\`, '\n\r\t\0\x1a\b', '\\%\\_x']],
  ['a backslash before the last quote', String.raw`('\\','\\\\','\\\'')`, ['\\', '\\\\', `\\'`]],
  ['brackets, commas and semicolons in text', `('a),(b;','-- c','/* d')`, ['a),(b;', '-- c', '/* d']],
  ['blobs', `(0x414243,0x,x'4445',_binary 'F',_latin1 0x47,b'101')`, ['ABC', '', 'DE', 'F', 'G', '5']],
  ['strings in pieces', `('a' 'b'\n'c')`, ['abc']],
  [
    'bytes in functions',
    `(UNHEX('4142'), convert(0x4344 using utf8mb4), CAST('as (e)' AS CHAR(20)), from_base64('Rg=='), UNHEX(''), CONVERT(UNHEX('47') USING latin1))`,
    ['AB', 'CD', 'as (e)', 'F', '', 'G'],
  ],
  ['bytes with a collation', `(0x4142 COLLATE utf8_bin, _utf8mb4'c' COLLATE utf8mb4_bin)`, ['AB', 'c']],
  ['words', `(TRUE, false, DEFAULT)`, ['1', '0', null]],
  ['functions', `(now(), concat('a)', 1))`, ['now()', `concat('a)', 1)`]],
  [
    'moments that say so',
    `(TIMESTAMP '2005-01-02 03:04:05', date'2005-01-02', {ts '2005-01-02 03:04:05.0'})`,
    ['2005-01-02 03:04:05', '2005-01-02', '2005-01-02 03:04:05.0'],
  ],
  ['comments between values', '(1 /* one */, -- two\n 2, # three\n 3)', ['1', '2', '3']],
  ['bytes that are no UTF-8', `('\x92\xe9')`, ['\x92\xe9']],
]

describe('values of a row', () => {
  for (const [name, tuple, expected] of VALUES) {
    test(name, () => {
      const dump = Buffer.from(`INSERT INTO t VALUES ${tuple};`, 'latin1')
      for (const size of [dump.length, 1, 2, 3, 7]) assert.deepEqual(rowsOf(dump, size), [expected])
    })
  }
})

describe('values in a character set whose second byte may be a backslash', () => {
  // ソ and 許, then one before an escaped quote, and one before the end.
  const CASES: [string, number[]][] = [
    ['sjis', [0x83, 0x5c]],
    ['cp932', [0x83, 0x5c]],
    ['big5', [0xb3, 0x5c]],
    ['gbk', [0xd5, 0x5c]],
  ]
  for (const [charset, character] of CASES) {
    test(charset, () => {
      const wide = Buffer.from(character).toString('latin1')
      for (const set of [`SET NAMES ${charset};`, `/*!40101 SET NAMES '${charset}' */;`]) {
        const insert = String.raw`INSERT INTO t VALUES ('${wide}','${wide}\'${wide}''x\\','\n${wide}\n');`
        const dump = Buffer.from(`${set}\n${insert}`, 'latin1')
        const expected = [[wide, `${wide}'${wide}'x\\`, `\n${wide}\n`]]
        for (const size of [dump.length, 1, 2, 3, 7]) assert.deepEqual(rowsOf(dump, size), expected)
      }
    })
  }

  test('is none where the file says so of UTF-8, or of nothing', () => {
    // The last byte of あ begins a character of Shift JIS.
    const insert = String.raw`INSERT INTO t VALUES ('あ\'','set names sjis');`
    const expected = [[Buffer.from("あ'").toString('latin1'), 'set names sjis']]
    for (const set of [
      '',
      'SET NAMES utf8mb4;',
      'SET NAMES sjis; SET NAMES utf8;',
      "SET time_zone = '+00:00';",
      '-- SET NAMES sjis;\n',
    ])
      assert.deepEqual(rowsOf(`${set} ${insert} ${insert}`), [...expected, ...expected], set)
  })
})

const INSERTS: [string, string][] = [
  ['a list of columns', 'INSERT INTO `t` (`a`, b, "c") VALUES (1,2,3);'],
  ['IGNORE', 'insert ignore into t (a,b,c) values (1,2,3);'],
  ['REPLACE', 'REPLACE INTO t (a,b,c) VALUES (1,2,3);'],
  ['a database name', 'INSERT INTO `old site`.`t` (a,b,c) VALUES (1,2,3);'],
  ['no INTO', 'INSERT LOW_PRIORITY t(a,b,c)VALUES(1,2,3);'],
  ['an update on doubles', 'INSERT INTO t (a,b,c) VALUES (1,2,3) ON DUPLICATE KEY UPDATE a = VALUES(a);'],
  [
    'columns of the table',
    "CREATE TABLE IF NOT EXISTS `x`.`t` (\n`a` int, `b` enum('),(',\"x\") COMMENT 'it''s, ', `C` text,\nPRIMARY KEY (`a`), KEY k (`b`(10))) ENGINE=MyISAM;\nINSERT INTO t VALUES (1,2,3);",
  ],
  [
    'bare names of columns',
    'create table t (a int, b int, c int, primary key (a), unique key u (b), constraint z foreign key (a) references q (a));insert into t values(1,2,3);',
  ],
  [
    'a table with columns that the server computes by itself',
    "create table t (a int, g varchar(9) character set utf8mb4 collate utf8mb4_bin GENERATED ALWAYS AS (concat(`a`,',)')) VIRTUAL, b int, h int(11) AS (`a` + 1) PERSISTENT, c int comment 'as (it was)');insert into t values(1,2,3);",
  ],
]

test('rows that have values of columns that the server computes, as MariaDB writes them, are read by all of its columns', () => {
  const dump =
    'create table t (a int, g int as (a + 1) stored, b int);insert into t values (1,2,3),(4,5);insert into t (b, a) values (6,7);'
  const rows = scan(Buffer.from(dump)).events.filter((event) => event.kind === 'row')
  assert.deepEqual(
    rows.map(({ columns }) => columns),
    [
      ['a', 'g', 'b'],
      ['a', 'b'],
      ['b', 'a'],
    ],
  )
})

describe('an INSERT', () => {
  for (const [name, dump] of INSERTS) {
    test(`with ${name}`, () => {
      for (const size of [dump.length, 1, 5]) {
        const { events } = scan(Buffer.from(dump), size)
        const row = events.find((event) => event.kind === 'row')
        assert.deepEqual(row?.kind === 'row' && [row.table, row.columns], ['t', ['a', 'b', 'c']])
      }
    })
  }

  test('with many rows gives each of them', () => {
    assert.deepEqual(rowsOf('INSERT INTO t VALUES (1),\n(2) , (3);INSERT INTO t VALUES (4)\n;'), [
      ['1'],
      ['2'],
      ['3'],
      ['4'],
    ])
  })

  test('inside other statements, comments and routines is none', () => {
    const dump = `
      -- INSERT INTO t VALUES (1);
      # INSERT INTO t VALUES (1);
      /* INSERT INTO t VALUES (1); */
      /*!50003 CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN INSERT INTO t VALUES (1); END */;
      SET @x = "; INSERT INTO t VALUES (1);";
      DELIMITER ;;
      CREATE PROCEDURE p() BEGIN INSERT INTO t VALUES (1); END ;;
      DELIMITER ;
      INSERT INTO t VALUES (2);`
    for (const size of [dump.length, 1, 9]) assert.deepEqual(rowsOf(dump, size), [['2']])
  })
})

describe('a dump from a server without backslash escapes', () => {
  const rows = `INSERT INTO t VALUES ('C:\\','it''s \\'),('\\n','');`
  const read = [
    ['C:\\', `it's \\`],
    ['\\n', ''],
  ]
  const SETTINGS: [string, string][] = [
    ['as phpMyAdmin says it', 'SET SQL_MODE = "NO_BACKSLASH_ESCAPES,NO_AUTO_VALUE_ON_ZERO";'],
    ['as mysqldump says it', "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_BACKSLASH_ESCAPES' */;"],
    [
      'before a trigger with another mode',
      "SET SESSION sql_mode='NO_BACKSLASH_ESCAPES';/*!50003 SET sql_mode = 'ANSI' */ ;/*!50003 SET sql_mode = @saved_sql_mode */ ;",
    ],
  ]
  for (const [name, setting] of SETTINGS) {
    test(name, () => {
      for (const size of [1, 5, 1000]) assert.deepEqual(rowsOf(`${setting}\n${rows}`, size), read)
    })
  }

  test('is told from a trigger of one', () => {
    const trigger = "/*!50003 SET sql_mode = 'NO_BACKSLASH_ESCAPES' */ ;/*!50003 SET sql_mode = @saved_sql_mode */ ;"
    assert.deepEqual(rowsOf(`${trigger}INSERT INTO t VALUES ('it\\'s');`), [[`it's`]])
  })
})

test('what the exporting program said into the same file is passed over', () => {
  const said = [
    "mysqldump: [Warning] Using a password can't be secure.",
    'Enter password: ',
    "mariadb-dump: Couldn't execute 'SHOW EVENTS'",
  ]
  assert.deepEqual(rowsOf(`${said.join('\n')}\nINSERT INTO t VALUES (1);\nWarning: it's partial\n`), [['1']])
})

describe('the end of a dump', () => {
  const CUTS: [string, string | null][] = [
    ['INSERT INTO t VALUES (1);', null],
    ['INSERT INTO t VALUES (1);\n-- Dump completed', null],
    ['INSERT INTO t VALUES (1);\n\n# end', null],
    ['INSERT INTO t VALUES (1);\r\n\x1a', null],
    ['INSERT INTO t VALUES (1)', 't'],
    ['INSERT INTO t VALUES (1),', 't'],
    [`INSERT INTO t VALUES (1),(2,'half a t`, 't'],
    ['INSERT INTO t (a, b', ''],
    ['CREATE TABLE t (a int', ''],
    ['INSERT INTO t VALUES (1);\n/*!40000 ALTER', ''],
  ]
  for (const [dump, cutIn] of CUTS) {
    test(`after ${dump.slice(-25).trim()}`, () => {
      for (const size of [dump.length, 1]) assert.equal(scan(Buffer.from(dump), size).scanner.cutIn, cutIn)
    })
  }
})

test('the pieces in which a dump arrives do not matter', () => {
  for (const name of ['site-b-efiction-backup', 'site-b-phpmyadmin', 'site-b-latin1-raw', 'site-a']) {
    const dump = gunzipSync(readFileSync(`${EFICTION_DATA}${name}.sql.gz`))
    const whole = JSON.stringify(rowsOf(dump))
    const sizes = name === 'site-a' ? [4096, 65_537] : [1, 2, 3, 7, 64, 4096]
    for (const size of sizes) assert.ok(JSON.stringify(rowsOf(dump, size)) === whole, `${name} in pieces of ${size}`)
  }
})
