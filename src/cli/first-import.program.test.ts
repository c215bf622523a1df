// An import where there is no archive yet: it makes one, unless what it was given cannot move in.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import postgres from 'postgres'
import { newFolder, removeFolder, runFanfold } from '../../test/program.ts'
import { dumpFile, tinySite } from '../../test/tiny-site.ts'

const TINY = tinySite()
const folder = newFolder()
const SERVER = process.env.TEST_POSTGRES_URL
const NO_SERVER = 'TEST_POSTGRES_URL names no server'

after(() => removeFolder(folder))

/** An empty database on the server, as a host makes it. */
async function withDatabase(use: (url: string, sql: postgres.Sql) => Promise<void>): Promise<void> {
  const name = `fanfold_first_${process.pid}`
  const server = postgres(SERVER!, { max: 1, onnotice: () => {} })
  const url = new URL(SERVER!)
  url.pathname = `/${name}`
  try {
    await server.unsafe(`create database ${name}`)
    const sql = postgres(url.href, { max: 1, onnotice: () => {} })
    await use(url.href, sql).finally(() => sql.end())
  } finally {
    await server.unsafe(`drop database if exists ${name} with (force)`)
    await server.end()
  }
}

async function tablesIn(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql`select tablename from pg_tables where schemaname = 'public'`
  return rows.map(({ tablename }) => String(tablename))
}

const CUT = dumpFile(readFileSync(TINY).subarray(0, -40))

test('a dump that is refused leaves an empty database of a server empty, and so does a rehearsal', async (t) => {
  if (!SERVER) return t.skip(NO_SERVER)
  await withDatabase(async (url, sql) => {
    const place = ['--data', join(folder, 'beside')]
    const run = (...args: string[]) => runFanfold(['import', 'efiction', ...args, ...place], '', { DATABASE_URL: url })
    for (const args of [[dumpFile('Dear all,\n')], [CUT], [TINY, '--prefix', 'other_']]) {
      const { exitCode, errors } = await run(...args)
      assert.equal(exitCode, 1, errors)
      assert.deepEqual(await tablesIn(sql), [])
    }
    const rehearsal = await run(TINY, '--dry-run')
    assert.equal(rehearsal.exitCode, 0, rehearsal.errors)
    assert.match(rehearsal.output, /^Nothing would be lost\./m)
    assert.deepEqual(await tablesIn(sql), [])
    const done = await run(TINY)
    assert.equal(done.exitCode, 0, done.errors)
    const [{ count } = {}] = await sql`select count(*)::int as count from work`
    assert.equal(count, 1)
  })
})

test('a folder that cannot hold an archive is told of before the dump is read', async () => {
  const { exitCode, errors } = await runFanfold(['import', 'efiction', CUT, '--data', join(TINY, 'archive')])
  assert.equal(exitCode, 2)
  assert.match(
    errors,
    /^The data folder .* cannot be used: there is a file of that name\. Name another with --data\.\n$/,
  )
})

test('asking for another reading of a site makes no archive where none is', async () => {
  const nowhere = join(folder, 'nowhere')
  const { exitCode, errors } = await runFanfold(['import', 'redecode', '--data', nowhere])
  assert.deepEqual([exitCode, errors], [1, 'No site has moved in here.\n'])
  assert.equal(existsSync(nowhere), false)
})
