import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { verifyPassword } from '../../people/password.ts'
import type { Db } from '../../store/database.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { EFICTION_DATA, type Truth, readTruth } from '../../../test/efiction-truth.ts'
import { assertHolds } from '../../../test/efiction-check.ts'
import { everything } from '../../../test/everything.ts'
import { zipOf } from '../../../test/zip.ts'
import { importSite } from './import-site.ts'
import type { ImportReport } from './report/report.ts'

const NOW = Date.UTC(2026, 10, 22)
const STORIES = `${EFICTION_DATA}site-b-stories.tar.gz`
const folder = mkdtempSync(join(tmpdir(), 'fanfold-efiction-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function withArchive(use: (db: Db) => Promise<void>): Promise<void> {
  const database = await openTestDatabase()
  await use(database.db).finally(database.close)
}

describe('a site that kept its chapters in the database', () => {
  const truth = readTruth('a')

  test('moves in whole, and a second import changes nothing', () =>
    withArchive(async (db) => {
      const options = { dump: `${EFICTION_DATA}site-a.sql.gz`, now: NOW }
      const first = await importSite(db, options)
      await assertHolds(db, truth)
      assert.equal(first.site.name, 'The Lantern Archive')
      assertSums(first)
      const before = await everything(db)
      const second = await importSite(db, { dump: `${EFICTION_DATA}site-a-phpmyadmin.sql.gz`, now: NOW + 1000 })
      assert.deepEqual(await everything(db), before)
      assertSums(second)
      assert.equal(
        second.tables.reduce((sum, table) => sum + table.imported, 0),
        0,
      )
      await assertLogIn(db, truth)
    }))

  test('an import that was interrupted is finished by the next one, from another kind of dump', () =>
    withArchive(async (db) => {
      const options = { dump: `${EFICTION_DATA}site-a-phpmyadmin.sql.gz`, now: NOW }
      const stop = new Error('the power went out')
      const onProgress = ({ phase, done }: { phase: string; done: number }) => {
        if (phase === 'chapters' && done >= 100) throw stop
      }
      await assert.rejects(importSite(db, { ...options, onProgress }), stop)
      await importSite(db, options)
      await assertHolds(db, truth)
    }))
})

describe('a site that kept its chapters as files', () => {
  const truth = readTruth('b')
  const extracted = join(folder, 'site')
  const zip = join(folder, 'stories.zip')

  before(() => {
    mkdirSync(extracted)
    execFileSync('tar', ['xzf', STORIES, '-C', extracted])
    writeFileSync(zip, zipOf(extracted, 'backup/of/2009'))
  })

  for (const [dump, files] of [
    ['site-b.sql.gz', STORIES],
    ['site-b-phpmyadmin.sql.gz', zip],
    ['site-b-latin1-raw.sql.gz', extracted],
    ['site-b-efiction-backup.sql.gz', STORIES],
  ] as const) {
    test(`moves in whole from ${dump} and ${basename(files)}`, () =>
      withArchive(async (db) => {
        assertSums(await importSite(db, { dump: EFICTION_DATA + dump, files, now: NOW }))
        await assertHolds(db, truth)
      }))
  }

  test('without the files the report says what is missing, and a second import with them adds it', () =>
    withArchive(async (db) => {
      const dump = `${EFICTION_DATA}site-b.sql.gz`
      const report = await importSite(db, { dump, now: NOW })
      assert.match(report.notes.join('\n'), /240 chapters came without a text\..*--files/)
      await importSite(db, { dump, files: STORIES, now: NOW })
      await assertHolds(db, truth)
    }))
})

test('a dump made by this MariaDB moves in whole', async (t) => {
  const url = process.env.TEST_MARIADB_URL
  const clients = url && clientsOf(new URL(url))
  if (!clients) return t.skip('no TEST_MARIADB_URL, or no MariaDB client')

  const name = `fanfold_${process.pid}`
  clients.run(`drop database if exists ${name}; create database ${name}`)
  try {
    clients.run(gunzipSync(readFileSync(`${EFICTION_DATA}site-a.sql.gz`)), name)
    const dump = join(folder, 'mariadb.sql')
    writeFileSync(dump, clients.dump(name))
    await withArchive(async (db) => {
      await importSite(db, { dump, now: NOW })
      await assertHolds(db, readTruth('a'))
    })
  } finally {
    clients.run(`drop database if exists ${name}`)
  }
})

function clientsOf({ hostname, port, username, password }: URL) {
  const access = [`-h${hostname}`, `-P${port || 3306}`, `-u${username || 'root'}`, '--protocol=tcp']
  if (password) access.push(`-p${password}`)
  const client = firstThatRuns(['mariadb', 'mysql'])
  const dumper = firstThatRuns(['mariadb-dump', 'mysqldump'])
  if (!client || !dumper) return null
  return {
    run: (input: string | Buffer, database = '') =>
      execFileSync(client, [...access, ...(database ? [database] : [])], { input, maxBuffer: 1e9 }),
    dump: (database: string) => execFileSync(dumper, [...access, database], { maxBuffer: 1e9 }),
  }
}

function firstThatRuns(programs: string[]): string | null {
  const runs = (program: string) => {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
  return programs.find(runs) ?? null
}

function assertSums(report: ImportReport): void {
  assert.deepEqual(report.verdict.faults, [])
  assert.match(report.verdict.line ?? '', /rows were read and all are accounted for/)
  for (const table of report.tables) assertSum(table)
}

function assertSum({ table, read, ...counts }: ImportReport['tables'][number]): void {
  const { imported, updated, unchanged, merged, keptAside, dropped, columns } = counts
  assert.equal(imported + updated + unchanged + merged + keptAside + dropped, read, table)
  assert.ok(read === 0 || columns.length > 0, table)
}

async function assertLogIn(db: Db, truth: Truth): Promise<void> {
  const known = truth.members.find((member: { password: string | null }) => member.password)
  const account = await db
    .selectFrom('account')
    .innerJoin('pseud', 'pseud.account_id', 'account.id')
    .where('pseud.name', '=', known.penname)
    .select('account.password_hash')
    .executeTakeFirstOrThrow()
  assert.equal(await verifyPassword(account.password_hash, known.password), true)
  assert.equal(await verifyPassword(account.password_hash, 'something else'), false)
}
