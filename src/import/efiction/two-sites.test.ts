import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '../../../test/database.ts'
import { dumpFile, type OldRows, tinySite } from '../../../test/tiny-site.ts'
import type { Db } from '../../store/database.ts'
import { importSite } from './import-site.ts'

const NOW = Date.UTC(2026, 10, 22)

/** Of a dump without settings, as of an export of some tables, or of version 1. */
function siteOf(name: string, year: number, change: { stories?: OldRows } = {}): string {
  const members = [1, 2, 3, 4].map((uid) => ({
    uid,
    penname: `${name}${uid}`,
    email: `${name}${uid}@tiny.example`,
    password: `${uid}`.repeat(32),
    date: `${year}-05-06 07:08:09`,
  }))
  const stories = [1, 2].map((sid) => ({ sid, title: `${name} ${sid}`, date: `${year}-06-07 08:09:10` }))
  return tinySite({ settings: [], authors: members, stories, ...change })
}

async function titlesIn(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('work').select('title').orderBy('id').execute()
  return rows.map(({ title }) => title)
}

async function withArchive(use: (db: Db) => Promise<void>): Promise<void> {
  const { db, close } = await openTestDatabase()
  await use(db).finally(close)
}

test('two sites that bring no key of their own stay apart, and each finds its own again', () =>
  withArchive(async (db) => {
    await importSite(db, { dump: siteOf('Wren', 2004), now: NOW })
    const { notes } = await importSite(db, { dump: siteOf('Rook', 2009), now: NOW })
    assert.match(notes.join('\n'), /Another site is here as "efiction" already; this one is kept apart/)
    assert.deepEqual(await titlesIn(db), ['Wren 1', 'Wren 2', 'Rook 1', 'Rook 2'])
    const accounts = await db.selectFrom('account').select(['email', 'password_hash']).execute()
    assert.equal(accounts.length, 8)
    const stories = [
      { title: 'Rook 1', date: '2009-06-07 08:09:10' },
      { sid: 2, title: 'Rook, mended' },
      { sid: 3, title: 'Rook 3' },
    ]
    await importSite(db, { dump: siteOf('Rook', 2009, { stories }), now: NOW + 1 })
    await importSite(db, { dump: siteOf('Wren', 2004), now: NOW + 2 })
    assert.deepEqual(await titlesIn(db), ['Wren 1', 'Wren 2', 'Rook 1', 'Rook, mended', 'Rook 3'])
    assert.deepEqual(await db.selectFrom('account').select(['email', 'password_hash']).execute(), accounts)
  }))

test('a site whose letters and hours are read in another way than before is still the same', () =>
  withArchive(async (db) => {
    const cyrillic = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2])
    const dump = tinySite({
      authors: [1, 2, 3].map((uid) => ({ uid, penname: cyrillic, email: '' })),
      stories: [1, 2, 3].map((sid) => ({ sid, title: cyrillic })),
    })
    await importSite(db, { dump, now: NOW })
    await importSite(db, { dump, charset: 'windows-1251', timeZone: 'America/New_York', now: NOW + 1 })
    assert.equal((await titlesIn(db)).length, 3)
  }))

test('settings that several sites keep in one table of another name come over, are counted, and are known when texts are read again', () =>
  withArchive(async (db) => {
    const picture = '<p>See <img src="http://second.example/stories/1/images/map.gif">.</p>'
    const dump = [
      tinySite({ settings: [], stories: [{ title: 'First' }] }, 'one_'),
      tinySite({ settings: [], stories: [{ title: 'Second' }], chapters: [{ storytext: picture }] }, 'two_'),
      dumpFile(
        'CREATE TABLE `sitefanfiction_settings` (`sitekey` text, `sitename` text, `url` text, `tableprefix` text, `ratings` int);\n',
        "INSERT INTO `sitefanfiction_settings` VALUES ('k1','The First','http://first.example','one_',0),",
        "('k2','The Second','http://second.example','two_',2);\n",
        'CREATE TABLE `wp_posts` (`id` int);\nINSERT INTO `wp_posts` VALUES (1);\n',
      ),
    ]
    const report = await importSite(db, { dump, prefix: 'two_', now: NOW })
    const { read, imported, keptAside } = report.tables.find(({ table }) => table === 'settings')!
    assert.deepEqual({ read, imported, keptAside }, { read: 2, imported: 1, keptAside: 1 })
    assert.equal(report.site.name, 'The Second')
    const notes = report.notes.join('\n')
    assert.match(notes, /other sites too, which can be moved in next: "one_" \(The First\)\./)
    assert.match(notes, /Tables of other programs in the dump were not read: wp_posts\./)
    const setting = await db.selectFrom('setting').where('name', '=', 'name').select('value').executeTakeFirst()
    assert.equal(setting?.value, '"The Second"')
    const text = async () => (await db.selectFrom('chapter_text').select('html').executeTakeFirstOrThrow()).html
    const before = await text()
    const again = await importSite(db, { keptFrom: 'k2', now: NOW + 1 })
    assert.equal(again.site.name, 'The Second')
    assert.equal(await text(), before)
  }))
