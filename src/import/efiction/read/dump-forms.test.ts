import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { Refusal } from '../../../errors.ts'
import { zipOfFiles } from '../../../../test/zip.ts'
import type { DumpSource } from './dump-event.ts'
import { eachEvent, openDump } from './open-dump.ts'

const folder = mkdtempSync(join(tmpdir(), 'fanfold-forms-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let made = 0
function file(content: string | Buffer, name = 'part'): string {
  const path = join(folder, `${++made}-${name}`)
  writeFileSync(path, content)
  return path
}

function folderOf(files: Record<string, string | Buffer>): string {
  const path = join(folder, `${++made}`)
  mkdirSync(path)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), content)
  }
  return path
}

async function numbersIn(source: DumpSource): Promise<string[]> {
  const numbers: string[] = []
  for await (const event of eachEvent(source)) {
    if (event.kind === 'row') numbers.push(event.row[0]!.toString('latin1'))
  }
  return numbers
}

async function read(paths: string | string[], acceptCut = false): Promise<string> {
  return (await numbersIn(await openDump(paths, { acceptCut }))).join(' ')
}

const TWO = 'INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2);\n'
/** As `bzip2 -1` packs it. */
const BZIP2 = Buffer.from(
  'QlpoMTFBWSZTWS4WIPQAAAxegAAQQGAwCCIlnwAEACAAIKqgNG1GnqPUKZMTIMjLPEqSsiLoUup25YSYSfKZqcH4u5IpwoSBcLEHoA==',
  'base64',
)
const MORE = 'INSERT INTO t VALUES (3);\n'
const refused = (message: RegExp) => (error: unknown) => error instanceof Refusal && message.test(error.message)

describe('one file', () => {
  const FORMS: [string, Buffer][] = [
    ['gzip', gzipSync(TWO)],
    ['bzip2', BZIP2],
    ['zstd', zstdCompressSync(TWO)],
    ['gzip in gzip', gzipSync(gzipSync(TWO))],
    ['a ZIP with the dump in it', zipOfFiles([['backup/site.sql', Buffer.from(TWO)]])],
    ['a ZIP with a packed dump in it', zipOfFiles([['site.sql.gz', gzipSync(TWO)]])],
    ['a ZIP whose dump is called otherwise', zipOfFiles([['backup', Buffer.from(TWO)]])],
    [
      'a ZIP with several dumps and other files',
      zipOfFiles([
        ['b.sql', Buffer.from('INSERT INTO t VALUES (2);')],
        ['a.sql', Buffer.from('INSERT INTO t VALUES (1);')],
        ['index.php', Buffer.from('<?php INSERT INTO t VALUES (9);')],
        ['__MACOSX/._a.sql', Buffer.from('\0\x05\x16\x07')],
      ]),
    ],
  ]
  test('is read from the backup of a whole server, in a packed tar', async () => {
    const tar = pack()
    tar.entry({ name: 'backup/homedir/stories/1/1.txt' }, 'It was a dark night.')
    tar.entry({ name: 'backup/homedir/docs/messages.sql' }, 'INSERT INTO t VALUES (8);')
    tar.entry({ name: 'backup/mysql/empty.sql' }, '')
    tar.entry({ name: 'backup/mysql/old.sql' }, TWO)
    tar.entry({ name: 'backup/mysql/readme.sql' }, 'Nothing here.'.repeat(99))
    tar.entry({ name: 'backup/mysql/more.sql.gz' }, gzipSync(MORE))
    tar.finalize()
    const bytes = Buffer.concat(await Array.fromAsync(tar as unknown as AsyncIterable<Buffer>))
    for (const packed of [bytes, gzipSync(bytes)]) assert.equal(await read(file(packed)), '1 2 3')
    await assert.rejects(read(file(gzipSync(bytes.subarray(0, 3800)))), refused(/cut off/))
  })

  for (const [name, bytes] of FORMS) {
    test(`is read from ${name}, whatever its name`, async () => assert.equal(await read(file(bytes)), '1 2'))
  }

  const cut = zipOfFiles([['a.sql', Buffer.from(TWO.repeat(50))]])
  const locked = Buffer.from(cut)
  // The bit of the general flags that says so, in both headers.
  locked[6]! |= 1
  locked[locked.indexOf('PK\x01\x02') + 8]! |= 1
  const bent = Buffer.from(cut)
  bent.fill(0x55, 40, 50)
  const BAD: [string, Buffer, RegExp][] = [
    ['a ZIP that was cut short', cut.subarray(0, cut.length - 30), /ZIP file is damaged or cut off/],
    ['a ZIP with a password', locked, /locked with a password/],
    ['a ZIP that is damaged inside', bent, /damaged/],
    ['a ZIP with nothing in it', zipOfFiles([]), /no file with anything/],
    ['a ZIP without a dump', zipOfFiles([['a.txt', Buffer.from('Hello.')]]), /No table and no row/],
    ['zstd that was cut short', zstdCompressSync(TWO.repeat(999)).subarray(0, 25), /cut off/],
    ['bzip2 that was cut short', BZIP2.subarray(0, 50), /cut off/],
    ['bzip2 that is damaged', Buffer.concat([BZIP2.subarray(0, 40), BZIP2.subarray(39)]), /damaged|cut off/],
    [
      'a ZIP in a ZIP',
      zipOfFiles([['inner.sql', zipOfFiles([['a.sql', Buffer.from(TWO)]])]]),
      /ZIP file inside another/,
    ],
    ['a picture', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'), /picture/],
    ['an error page saved as a dump', Buffer.from('<br />\n<b>Fatal error</b>: Allowed memory'), /web page/],
    ['a table as CSV', Buffer.from('"1","A Tiny Tale","It is short."\n'), /CSV.*as SQL/],
    ['a table as CSV with its columns', Buffer.from('sid,title,summary\r\n1,A,B\r\n'), /CSV.*as SQL/],
    ['a PHP file', Buffer.from('<?php $dbhost = "x";'), /PHP/],
  ]
  for (const [name, bytes, message] of BAD) {
    test(`is refused when it is ${name}`, () => assert.rejects(read(file(bytes)), refused(message)))
  }
})

describe('several files', () => {
  test('are read in the order given, each packed in its own way', async () => {
    assert.equal(await read([file(TWO), file(gzipSync(MORE))]), '1 2 3')
  })

  test('in a folder are read in the order of their numbers; what is no SQL is left, and named', async () => {
    const place = folderOf({
      'site.part10.sql': MORE,
      'site.part9.sql': TWO,
      metadata: 'Started dump at: 2009',
      'newer/metadata':
        '# Started dump at: 2026-11-20 10:00:00\n[config]\nquote-character = BACKTICK\n[`db`.`t`]\nrows = 3\n',
      'logo.png': Buffer.from('\x89PNG\r\n', 'latin1'),
      '.htaccess': 'deny from all',
    })
    const source = await openDump(place)
    assert.deepEqual(await numbersIn(source), ['1', '2', '3'])
    assert.match(source.notes.join(), /Not read, being no SQL: .*logo.png, metadata, newer.metadata/)
  })

  test('may have a table in one and its rows in another', async () => {
    const rows: unknown[] = []
    const parts = [file('CREATE TABLE `t` (`a` int, `b` int);'), file('INSERT INTO `t` VALUES (1,2);')]
    for await (const event of eachEvent(await openDump(parts))) if (event.kind === 'row') rows.push(event.columns)
    assert.deepEqual(rows, [['a', 'b']])
  })

  test('may be pieces of one, cut anywhere, plain or packed', async () => {
    const whole = `-- a dump\nINSERT INTO t VALUES ('it''s, -- x (1)'),(2);\n-- the end\n${MORE}`
    for (const bytes of [Buffer.from(whole), gzipSync(whole), zstdCompressSync(whole)]) {
      const expected = await read(file(bytes))
      for (let at = 20; at < bytes.length - 1; at += 3) {
        const pieces = [file(bytes.subarray(0, at), 'x.aa'), file(bytes.subarray(at), 'x.ab')]
        assert.equal(await read(pieces), expected, `cut at ${at}`)
      }
    }
  })

  test('of which one was cut off are refused, naming it', async () => {
    const parts = [file('-- one\nINSERT INTO t VALUES (1),(2', 'first.sql'), file(`-- two\n${MORE}`)]
    await assert.rejects(read(parts), refused(/first\.sql: The dump was cut off.*table t/))
    assert.equal(await read(parts, true), '1 3')
  })

  test('of which one is something else are refused, naming it', async () => {
    await assert.rejects(
      read([file(TWO), file('Dear diary', 'diary.txt')]),
      refused(/diary\.txt: .*not look like a part/),
    )
  })
})

describe('a dump that was cut off', () => {
  const whole = `${TWO}INSERT INTO t VALUES (3),(4),('five`
  test('is refused, saying where', () =>
    assert.rejects(read(file(whole)), refused(/cut off.*inside the rows of table t/)))

  test('is read as far as it goes when that is asked for, and tells of it', async () => {
    for (const bytes of [Buffer.from(whole), gzipSync(whole), gzipSync(whole).subarray(0, -6)]) {
      const source = await openDump(file(bytes), { acceptCut: true })
      assert.deepEqual((await numbersIn(source)).slice(0, 4), ['1', '2', '3', '4'])
      assert.match(source.cutAt ?? '', /cut off inside the rows of table t/)
      assert.equal(source.notes.length, 1)
    }
  })

  test('between two tables is doubted where the last line of phpMyAdmin is missing', async () => {
    const head = '-- phpMyAdmin SQL Dump\nSET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";\nSTART TRANSACTION;\n'
    for (const [dump, notes] of [
      [`${head}${TWO}COMMIT;\n`, 0],
      [`${head}${TWO}`, 1],
    ] as const) {
      const source = await openDump(file(dump))
      await numbersIn(source)
      assert.equal(source.notes.length, notes)
    }
  })
})
