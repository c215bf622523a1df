import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { troubleOf } from './trouble.ts'

function errorOfFullDatabase(): unknown {
  const database = new DatabaseSync(':memory:')
  database.exec('pragma max_page_count = 4; create table t (text)')
  try {
    database.exec(`insert into t values (zeroblob(100000))`)
  } catch (error) {
    return error
  } finally {
    database.close()
  }
  throw new Error('it was not full')
}

const REAL = { dataDir: '/', dryRun: false }

test('a full disk is told with what to do, whoever meets it', () => {
  const full = [errorOfFullDatabase(), { code: 'ENOSPC' }, { code: 'EDQUOT' }]
  for (const error of full) assert.match(troubleOf(error, REAL)!, /^No space is left .*make room and import once more/)
  assert.match(troubleOf({ code: '53100' }, REAL)!, /^The disk of the database server is full\./)
})

test('a full disk met by a rehearsal is that for temporary files, and nothing has come over', () => {
  const told = troubleOf({ code: 'ENOSPC' }, { dataDir: '/', dryRun: true })
  assert.match(told!, /^No space is left in .*TMPDIR.* Nothing was written; make room and try again\.$/)
})

test('anything else stays what it is', () => {
  for (const error of [new Error('a bug'), null, { code: 'ERR_SQLITE_ERROR', errcode: 1 }, { code: 'ENOENT' }])
    assert.equal(troubleOf(error, REAL), null)
})
