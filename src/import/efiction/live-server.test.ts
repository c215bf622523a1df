import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { type TestContext, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { Refusal } from '../../errors.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { assertHolds } from '../../../test/efiction-check.ts'
import { EFICTION_DATA, readTruth } from '../../../test/efiction-truth.ts'
import { openMariadb } from '../../../test/mariadb.ts'
import { importSite } from './import-site.ts'
import { openServer } from './read/open-server.ts'

const NOW = Date.UTC(2026, 10, 22)

type Server = NonNullable<Awaited<ReturnType<typeof openMariadb>>>

async function onServer(t: TestContext, use: (server: Server) => Promise<void>): Promise<void> {
  const server = await openMariadb()
  if (!server) return t.skip('TEST_MARIADB_URL names no server')
  await use(server).finally(server.close)
}

describe('an old site on a live server', () => {
  for (const [letter, dump, files] of [
    ['a', 'site-a.sql.gz', null],
    ['b', 'site-b.sql.gz', 'site-b-stories.tar.gz'],
    ['b', 'site-b-latin1-raw.sql.gz', 'site-b-stories.tar.gz'],
  ] as const) {
    test(`moves in whole from a database that was filled by ${dump}`, (t) =>
      onServer(t, async (server) => {
        await server.run(gunzipSync(readFileSync(EFICTION_DATA + dump)))
        const { db, close } = await openTestDatabase()
        try {
          const place = files && EFICTION_DATA + files
          const report = await importSite(db, { from: server.url, files: place, now: NOW })
          assert.deepEqual(report.verdict.faults, [])
          await assertHolds(db, readTruth(letter))
        } finally {
          await close()
        }
      }))
  }

  test('gives every value as the bytes that its column holds', (t) =>
    onServer(t, async (server) => {
      await server.run(`create table t (a varchar(20) character set latin1, B text character set utf8mb4,
        c varchar(20) character set utf16, d datetime, e timestamp null, f varbinary(16), g tinyint, h text) engine=InnoDB;
        insert into t values (x'92e9', x'f09f9884', 'abc', '0000-00-00', null, x'00ff7f27', -1, null)`)
      const values: unknown[] = []
      const source = await openServer(server.url)
      for await (const events of source.events()) {
        for (const event of events) {
          if (event.kind === 'row') {
            assert.deepEqual(event.columns, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
            values.push(...event.row.map((value) => value?.toString('hex') ?? null))
          }
        }
      }
      const text = (value: string) => Buffer.from(value).toString('hex')
      const date = text('0000-00-00 00:00:00')
      assert.deepEqual(values, ['92e9', 'f09f9884', text('abc'), date, null, '00ff7f27', text('-1'), null])
      assert.deepEqual(source.notes, [])
    }))

  test('gives texts as they are meant where a column says its character set, and UTF-8 that was stored there as it is', (t) =>
    onServer(t, async (server) => {
      await server.run(`create table t (a varchar(20) character set cp1251, b text character set cp1251,
        c text character set gbk, d text character set koi8r, e varchar(20) character set latin2, f text) engine=InnoDB;
        insert into t values (x'cff0e8e2e5f2', x'${Buffer.from('Привет').toString('hex')}', x'd6d0', null, 'abc', 'x')`)
      const values: unknown[] = []
      for await (const events of (await openServer(server.url)).events()) {
        for (const event of events) {
          if (event.kind === 'row') values.push(...event.row.map((value) => value?.toString() ?? null))
        }
      }
      assert.deepEqual(values, ['Привет', 'Привет', '中', null, 'abc', 'x'])
    }))

  test('is read as it was at one moment, where its tables allow that', (t) =>
    onServer(t, async (server) => {
      await server.run('create table a (n int) engine=InnoDB; create table b (n int) engine=InnoDB')
      await server.run('insert into b values (1)')
      const found: string[] = []
      for await (const events of (await openServer(server.url)).events()) {
        for (const event of events) if (event.kind === 'row') found.push(event.table)
        await server.run('insert into b values (2)')
      }
      assert.deepEqual(found, ['b'])
    }))

  test('whose tables cannot be held still is read with a word of warning', (t) =>
    onServer(t, async (server) => {
      await server.run('create table t (n int) engine=MyISAM')
      const source = await openServer(server.url)
      for await (const _ of source.events());
      assert.match(source.notes.join(), /^1 tables were read one after the other/)
    }))

  test('is refused in a sentence when it cannot be read, without the password', async (t) => {
    await onServer(t, async ({ url }) => {
      const other = (change: (url: URL) => void) => {
        const changed = new URL(url)
        change(changed)
        return changed.href
      }
      const CASES: [string, RegExp][] = [
        [other((url) => (url.password = 'hunter2')), /the name or the password is wrong/],
        [other((url) => (url.pathname = '/fanfold_nowhere')), /has no database fanfold_nowhere/],
        [other((url) => (url.port = '1')), /No database server answers/],
        [other((url) => (url.pathname = '/')), /names no database/],
        ['mysql://root:hunter2@nowhere.invalid/x', /no computer of the name/],
        ['http://example.org/x', /no address of a database/],
        ['site.sql', /no address of a database/],
      ]
      const { db, close } = await openTestDatabase()
      for (const [from, message] of CASES) {
        await assert.rejects(importSite(db, { from, now: NOW }), (error) => {
          assert.ok(error instanceof Refusal && message.test(error.message), String(error))
          return !error.message.includes('hunter2')
        })
      }
      await assert.rejects(importSite(db, { from: url, now: NOW }), /no table whose name ends in fanfiction_stories/)
      await close()
    })
  })
})
