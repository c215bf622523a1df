import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openTestDatabase } from '../../../test/database.ts'
import { EFICTION_DATA } from '../../../test/efiction-truth.ts'
import { tinySite } from '../../../test/tiny-site.ts'
import { everything } from '../../../test/everything.ts'
import { importSite } from './import-site.ts'

const NOW = Date.UTC(2026, 10, 22)

test('a dry run reports what an import would bring and leaves the archive as it is', async () => {
  const { db, close } = await openTestDatabase()
  try {
    const options = { dump: `${EFICTION_DATA}site-a.sql.gz`, now: NOW }
    const before = await everything(db)
    const tried = await importSite(db, { ...options, dryRun: true })
    assert.deepEqual(await everything(db), before)
    assert.equal(tried.dryRun, true)
    const done = await importSite(db, options)
    assert.deepEqual({ ...tried, dryRun: false, verdict: done.verdict }, done)
    assert.match(tried.verdict.line!, /would be lost/)
    assert.ok(done.tables.some(({ imported }) => imported > 100))
    const again = await importSite(db, { ...options, dryRun: true })
    assert.equal(
      again.tables.reduce((total, { imported }) => total + imported, 0),
      0,
    )
  } finally {
    await close()
  }
})

test('a dry run of something that is no dump leaves neither rows nor files behind', async () => {
  const { db, close } = await openTestDatabase()
  try {
    const options = { dump: tinySite({ chapters: [] }, 'x_'), prefix: 'y_', now: NOW, dryRun: true }
    // A folder of its own: other archives may be trying something at this moment.
    const folder = mkdtempSync(join(tmpdir(), 'fanfold-dry-'))
    const { TMPDIR } = process.env
    process.env.TMPDIR = folder
    try {
      await assert.rejects(importSite(db, options), /no site with the prefix "y_"/)
      assert.deepEqual(readdirSync(folder), [])
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = TMPDIR
      rmSync(folder, { recursive: true, force: true })
    }
    const { rows } = await sql<{ count: number }>`select count(*) as count from work`.execute(db)
    assert.equal(Number(rows[0]?.count), 0)
  } finally {
    await close()
  }
})
