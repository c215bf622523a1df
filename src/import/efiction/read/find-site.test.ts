import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dumpFile, tinySite } from '../../../../test/tiny-site.ts'
import { findSite, listSites } from './find-site.ts'
import { openDumpOrServer } from './open-dump-or-server.ts'
import { Spool } from './spool.ts'

async function spoolOf(dump: string | string[]): Promise<Spool> {
  const spool = new Spool()
  await spool.fill(await openDumpOrServer({ dump }, () => {}))
  return spool
}

test('the sites of a dump are listed by their size, with names where the dump has them', async () => {
  const empty = tinySite({ authors: [], stories: [], chapters: [] }, 'new_')
  const copy = dumpFile(
    'CREATE TABLE backup_fanfiction_stories (sid int);\nINSERT INTO backup_fanfiction_stories VALUES (1);\n',
  )
  const [a, b] = [
    tinySite({ settings: [{ sitename: 'First', tableprefix: 'a_' }], reviews: [{}, { reviewid: 2 }] }, 'a_'),
    tinySite({ settings: [], stories: [{}, { sid: 2 }] }, 'b_'),
  ]
  const spool = await spoolOf([a, b, empty, copy])
  assert.deepEqual(listSites(spool), [
    { prefix: 'b_', name: '', stories: 2, chapters: 1, members: 1, reviews: 0 },
    { prefix: 'a_', name: 'First', stories: 1, chapters: 1, members: 1, reviews: 2 },
  ])
  spool.close()
})

test('a site that is alone in its dump needs no prefix, whatever other programs left there', async () => {
  const forum = dumpFile('CREATE TABLE smf_members (id_member int);\nINSERT INTO smf_members VALUES (1);\n')
  const spool = await spoolOf([tinySite({}, 'Wincest_'), forum])
  const site = findSite(spool, null)
  assert.equal(site.prefix, 'Wincest_')
  assert.equal(site.table('stories'), 'Wincest_fanfiction_stories')
  assert.deepEqual(
    [...spool.tables.keys()].filter((name) => name.startsWith('smf')),
    [],
  )
  spool.close()
})

test('moments are read by the clock of the tool that wrote them, dates by that of the site', async () => {
  const rows = `CREATE TABLE fanfiction_tracker (sid int, uid int, last_read timestamp NULL);
INSERT INTO fanfiction_tracker VALUES (1,1,'2007-07-01 12:00:00'),(1,2,NULL);\n`
  for (const [head, inUtc] of [
    [`/*!40103 SET TIME_ZONE='+00:00' */;\n`, true],
    ['SET time_zone = "+00:00";\n', true],
    ['SET time_zone = "SYSTEM";\n', false],
    ['', false],
  ] as const) {
    const spool = await spoolOf([tinySite(), dumpFile(head, rows)])
    const site = findSite(spool, null)
    const seconds = (table: string, column: string) =>
      spool.rows(site.table(table), []).map((row) => row.seconds(column, 'Europe/Paris'))
    const [noonInParis, noonInUtc] = [Date.UTC(2007, 6, 1, 10) / 1000, Date.UTC(2007, 6, 1, 12) / 1000]
    assert.deepEqual([...seconds('tracker', 'last_read')], [inUtc ? noonInUtc : noonInParis, null])
    assert.deepEqual([...seconds('stories', 'date')], [Date.UTC(2005, 0, 2, 2, 4, 5) / 1000])
    spool.close()
  }
})
