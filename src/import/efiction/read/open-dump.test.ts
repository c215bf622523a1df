import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Refusal } from '../../../errors.ts'
import { eachEvent, openDump } from './open-dump.ts'

const folder = mkdtempSync(join(tmpdir(), 'fanfold-dump-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function countRows(content: string | Buffer): Promise<number> {
  const path = join(folder, 'dump.sql')
  writeFileSync(path, content)
  let rows = 0
  for await (const event of eachEvent(await openDump(path))) if (event.kind === 'row') rows++
  return rows
}

const ROWS = `INSERT INTO t VALUES (1),(2);\n`

test('a dump may be plain, gzipped, in UTF-16, or begin with a byte order mark', async () => {
  for (const dump of [
    ROWS,
    gzipSync(ROWS),
    `\ufeff${ROWS}`,
    gzipSync(`\ufeff${ROWS}`),
    ROWS.replaceAll('\n', '\r\n'),
    Buffer.from(`\ufeff${ROWS}`, 'utf16le'),
    Buffer.from(`\ufeff${ROWS}`, 'utf16le').swap16(),
    Buffer.from(ROWS, 'utf16le'),
    gzipSync(Buffer.from(`\ufeff${ROWS}`, 'utf16le')),
  ]) {
    assert.equal(await countRows(dump), 2)
  }
})

test('a dump that was packed in two parts, one behind the other, is read whole', async () => {
  assert.equal(await countRows(Buffer.concat([gzipSync(ROWS), gzipSync(ROWS)])), 4)
})

test('values that only a database could compute are told of', async () => {
  await countRows(`INSERT INTO t VALUES (1, CONCAT('a', 'b'), NOW(), UNHEX('41'));\n`)
  const source = await openDump(join(folder, 'dump.sql'))
  for await (const _ of source.events());
  assert.deepEqual(source.notes, ['Values that a database would have to compute stand as written: CONCAT(), NOW().'])
  assert.deepEqual(source.doubts, ['some values are written as what a database would have to compute'])
})

test('a dump that lacks its last line is doubted', async () => {
  const doubtsOf = async (dump: string) => {
    await countRows(dump)
    const source = await openDump(join(folder, 'dump.sql'))
    for await (const _ of source.events());
    return [source.notes.length, source.doubts]
  }
  assert.deepEqual(await doubtsOf(`-- MySQL dump 10.13\n${ROWS}-- Dump completed on 2009-01-01\n`), [0, []])
  const doubted = [1, ['the dump may have been cut off between two tables']]
  assert.deepEqual(await doubtsOf(`-- MySQL dump 10.13\n${ROWS}`), doubted)
  assert.deepEqual(await doubtsOf(ROWS), [0, []])
})

test('a dump whose program said into it that something had gone wrong is doubted', async () => {
  const said = async (line: string) => {
    await countRows(`${ROWS}${line}\n`)
    const source = await openDump(join(folder, 'dump.sql'))
    for await (const _ of source.events());
    return [source.notes, source.doubts]
  }
  for (const line of [
    "mariadb-dump: Couldn't execute 'show create table `v`': View 'v' references invalid table(s) (1356)",
    "mysqldump: Got error: 1044: Access denied for user 'a'@'b' to database 'c' when using LOCK TABLES",
  ]) {
    assert.deepEqual(await said(line), [
      [`The program that made the dump said into it: ${line}.`],
      ['the program that made the dump said that something had gone wrong'],
    ])
  }
  for (const line of [
    'mysqldump: [Warning] Using a password on the command line interface can be insecure.',
    "mysqldump: Error: 'Access denied; you need (at least one of) the PROCESS privilege(s)' when trying to dump tablespaces",
    'Enter password: ',
  ]) {
    assert.deepEqual(await said(line), [[], []])
  }
})

test('a dump whose program said that it broke off is cut off; what it said besides hides no row', async () => {
  const LAST = [
    'mysqldump: Error 2013: Lost connection to MySQL server during query when dumping table `x` at row: 12',
    '<br />\n<b>Fatal error</b>:  Maximum execution time of 300 seconds exceeded in <b>/x.php</b> on line <b>1</b><br />',
    'PHP Fatal error:  Allowed memory size of 1 bytes exhausted in /x.php on line 1',
    'Warning: mysqli_query(): (HY000/2013): Lost connection to MySQL server during query in /x.php on line 1',
    `${Array.from({ length: 30 }, (_, number) => `Notice: error ${number}`).join('\n')}\nFatal error: nothing goes any more`,
  ]
  for (const line of LAST) {
    await assert.rejects(countRows(`${ROWS}${line}\n`), /was cut off: the program that made it said ".{20,}"\. Export/)
    const source = await openDump(join(folder, 'dump.sql'), { acceptCut: true })
    for await (const _ of source.events());
    assert.match(source.cutAt!, /^The dump was cut off: the program/)
  }
  const BETWEEN = [
    '<br />\n<b>Deprecated</b>:  Function split() is deprecated; use it not in <b>/x.php</b> on line <b>1</b><br />',
    'Notice: Undefined index: x in /x.php on line 1',
    'Warning: set_time_limit(): Cannot set max execution time limit due to system policy in /x.php on line 1',
    'PHP Strict Standards:  it is so in /x.php on line 1',
  ]
  for (const line of BETWEEN) assert.equal(await countRows(`${ROWS}${line}\n${ROWS}`), 4)
})

describe('what is no usable dump is refused, saying why', () => {
  const packed = gzipSync(ROWS.repeat(1000))
  const CASES: [string, string | Buffer, RegExp][] = [
    ['an empty file', '', /empty/],
    ['an empty file, packed', gzipSync(''), /No table and no row/],
    ['a dump of PostgreSQL', 'PGDMP\x01\x0e', /PostgreSQL/],
    ['a packed dump of PostgreSQL', gzipSync('PGDMP\x01\x0e'), /PostgreSQL/],
    ['an SQLite database', 'SQLite format 3\0', /SQLite/],
    ['a web page', '<!DOCTYPE html><title>phpMyAdmin</title>', /web page/],
    ['prose', "It was a dark and stormy night; the rain couldn't stop.", /No table and no row/],
    ['noise', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)), /No table and no row/],
    ['a dump that was cut off', 'INSERT INTO t VALUES (1),(2', /cut off.*table t/],
    ['a packed dump that was cut off', packed.subarray(0, packed.length - 20), /cut off/],
    [
      'a packed dump that is damaged',
      Buffer.concat([packed.subarray(0, 30), Buffer.alloc(50, 7), packed]),
      /damaged|cut off/,
    ],
    ['rows in another form', 'INSERT INTO t SELECT * FROM u;', /not understood/],
  ]
  for (const [name, content, message] of CASES) {
    test(name, async () => {
      await assert.rejects(countRows(content), (error) => error instanceof Refusal && message.test(error.message))
    })
  }

  test('a file that is not there, and a folder with nothing in it', async () => {
    await assert.rejects(openDump(join(folder, 'nowhere.sql')), /no such file/)
    const bare = mkdtempSync(join(folder, 'bare-'))
    await assert.rejects(openDump(bare), /no file with anything in it/)
    writeFileSync(join(bare, 'empty.sql'), '')
    await assert.rejects(openDump(bare), /no file with anything in it/)
  })
})
