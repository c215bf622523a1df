import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { contents, type Everything } from '../../../test/everything.ts'
import { type TestDatabase, openTestDatabase } from '../../../test/database.ts'
import { EFICTION_DATA } from '../../../test/efiction-truth.ts'

const CHILD = new URL('../../../test/import-and-die.ts', import.meta.url).pathname
const DUMP = `${EFICTION_DATA}site-b-phpmyadmin.sql.gz`
const FILES = `${EFICTION_DATA}site-b-stories.tar.gz`
const POINTS = 20

/** Another seed means other points: TEST_SEED=… repeats a run that failed. */
const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 1e9))

describe(`an import that is killed and started again (TEST_SEED=${seed})`, { concurrency: 2 }, () => {
  let queries = 0
  let whole: Everything

  before(async () => {
    const database = await openTestDatabase()
    queries = Number((await importInto(database, 0)).output)
    whole = await contents(database.db)
    await database.close()
    assert.ok(queries > 100 && whole.chapter!.length > 10)
  })

  for (let point = 1; point <= POINTS; point++) {
    test(`ends in the same archive, at random point ${point}`, async () => {
      const database = await openTestDatabase()
      after(database.close)
      const at = 1 + Math.floor(randomOf(point) * (queries - 1))
      const killed = await importInto(database, at)
      assert.equal(killed.signal, 'SIGKILL', `killed at ${at} of ${queries}`)
      const again = await importInto(database, 0)
      assert.equal(again.signal, null, again.output)
      const found = await contents(database.db)
      for (const table of Object.keys(whole)) assert.deepEqual(found[table], whole[table], `${table}, killed at ${at}`)
      await database.close()
    })
  }
})

function importInto(
  { url, dataDir }: TestDatabase,
  dieAt: number,
): Promise<{ signal: NodeJS.Signals | null; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CHILD, url ?? '-', dataDir, DUMP, FILES, String(dieAt)], (error, stdout, stderr) => {
      resolve({ signal: error?.signal ?? null, output: stdout.trim() || stderr })
    })
  })
}

/** Between 0 and 1, the same for the same seed (after "mulberry32", public domain). */
function randomOf(point: number): number {
  let state = (seed + point * 0x6d2b79f5) | 0
  state = Math.imul(state ^ (state >>> 15), state | 1)
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61)
  return ((state ^ (state >>> 14)) >>> 0) / 4294967296
}
