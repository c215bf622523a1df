import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '../../../test/database.ts'
import { EFICTION_DATA } from '../../../test/efiction-truth.ts'
import { everything } from '../../../test/everything.ts'
import { importSite } from './import-site.ts'
import { listKeptSources } from './read/kept-rows.ts'

const NOW = Date.UTC(2026, 10, 22)

for (const site of ['site-a', 'site-b']) {
  test(`the rows that ${site} left here, read again by the same rules, change nothing`, async () => {
    const { db, close } = await openTestDatabase()
    try {
      const files = site === 'site-b' ? `${EFICTION_DATA}site-b-stories.tar.gz` : null
      const dump = `${EFICTION_DATA}${site}-phpmyadmin.sql.gz`
      const first = await importSite(db, { dump, files, timeZone: 'Europe/Paris', now: NOW })
      const before = await everything(db)
      const [keptFrom] = await listKeptSources(db)
      const again = await importSite(db, { keptFrom, now: NOW + 1000 })
      assert.deepEqual(again.verdict.faults, [])
      const after = await everything(db)
      for (const table of Object.keys(before)) assert.deepEqual(after[table], before[table], table)
      const rowsOf = (report: typeof first) => report.tables.map(({ table, read }) => `${table} ${read}`)
      assert.deepEqual(
        rowsOf(again),
        rowsOf(first).filter((line) => !/^(online|stats) /.test(line)),
      )
    } finally {
      await close()
    }
  })
}
