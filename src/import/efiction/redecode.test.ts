import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openTestDatabase } from '../../../test/database.ts'
import { tinySite } from '../../../test/tiny-site.ts'
import { dumpOf, withTinySite } from '../../../test/tiny-texts.ts'
import { importSite } from './import-site.ts'
import { previewReading } from './preview-reading.ts'
import { charsetNamed } from './read/charset.ts'
import { listKeptSources } from './read/kept-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'fanfold-redecode-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const russian = (text: string) => charsetNamed('windows-1251')!.encode(text)!
const SITE = {
  title: russian('Первая глава'),
  summary: russian('О доме'),
  storytext: russian("<p>Жили-были. It\\'s so.</p>"),
  penname: russian('Аня'),
}

test('texts that were read in the wrong character set are read again without the old site, but not what was edited', () =>
  withTinySite(SITE, async ({ db, work }) => {
    assert.equal(work.title, 'Ïåðâàÿ ãëàâà')
    await db.updateTable('work').set({ summary_source: 'Edited.', summary_html: '<p>Edited.</p>' }).execute()
    const [keptFrom] = await listKeptSources(db)
    const read = async () => ({
      ...(await db.selectFrom('work').select(['title', 'summary_source', 'updated_at']).executeTakeFirstOrThrow()),
      ...(await db.selectFrom('chapter_text').select('html').executeTakeFirstOrThrow()),
    })
    const before = await read()
    const version = async () =>
      (await db.selectFrom('chapter').select('updated_at').executeTakeFirstOrThrow()).updated_at
    const oldVersion = await version()

    await importSite(db, { keptFrom, charset: 'windows-1251', dryRun: true, now: 1 })
    assert.deepEqual(await read(), before)

    const report = await importSite(db, { keptFrom, charset: 'windows-1251', now: 1 })
    assert.deepEqual(report.verdict.faults, [])
    assert.deepEqual(await read(), {
      ...before,
      title: 'Первая глава',
      summary_source: 'Edited.',
      html: '<p>Жили-были. It’s so.</p>'.replace('’', "'"),
    })
    assert.equal(
      await version(),
      oldVersion + 1,
      'who keeps the text sees that it is another, and nobody that it is news',
    )

    await importSite(db, { keptFrom, mend: false, now: 2 })
    assert.equal((await read()).html, "<p>Жили-были. It\\'s so.</p>", 'the character set is remembered')
  }))

test('story files are read again too, from the bytes that were kept', () => {
  mkdirSync(join(folder, '1'))
  writeFileSync(join(folder, '1/1.txt'), russian('Жили-были.'))
  return withTinySite({ store: 'files', storytext: '' }, { files: folder }, async ({ db }) => {
    const [keptFrom] = await listKeptSources(db)
    await importSite(db, { keptFrom, charset: 'windows-1251', now: 1 })
    const { html } = await db.selectFrom('chapter_text').select('html').executeTakeFirstOrThrow()
    assert.equal(html, '<p>Жили-были.</p>')
  })
})

test('reading again moves nothing up in a series that held deleted stories', async () => {
  const { db, close } = await openTestDatabase()
  try {
    const inseries = [{ sid: 99, inorder: 1 }, { inorder: 2 }]
    await importSite(db, { dump: tinySite({ series: [{}], inseries }), now: 1 })
    const entries = () => db.selectFrom('series_entry').selectAll().execute()
    const before = await entries()
    const report = await importSite(db, { keptFrom: 'tiny', now: 2 })
    assert.deepEqual(await entries(), before)
    assert.deepEqual(
      report.tables.filter(({ updated }) => updated > 0),
      [],
    )
  } finally {
    await close()
  }
})

test('a preview shows values of different tables, as they are and as they would be', async () => {
  const samples = await previewReading({ dump: dumpOf(SITE) }, 'windows-1251')
  assert.deepEqual(
    samples.slice(0, 3).map(({ table, row, after }) => [table, row, after]),
    [
      ['stories', '1', 'Первая глава'],
      ['chapters', '1', "Жили-были. It\\'s so."],
      ['authors', '1', 'Аня'],
    ],
  )
  assert.equal(samples[0]!.before, 'Ïåðâàÿ ãëàâà')
  assert.equal(samples.length, 4)
  assert.deepEqual(await previewReading({ dump: dumpOf({ title: 'Plain' }) }, 'windows-1251'), [])
})

test('a preview without a character set shows letters as they are read, the least certain first', async () => {
  const site = {
    title: 'Plain',
    summary: 'Un œuf, déjà vu, né à l’été',
    storytext: Buffer.from('He is a na\xefve and rather long-winded man.', 'latin1'),
  }
  const samples = await previewReading({ dump: dumpOf(site) }, null)
  assert.deepEqual(
    samples.map(({ table, before, after }) => [table, before, after === before]),
    [
      ['chapters', 'He is a naïve and rather long-winded man.', true],
      ['stories', 'Un œuf, déjà vu, né à l’été', true],
    ],
  )
  assert.deepEqual(await previewReading({ dump: dumpOf({ title: 'Plain' }) }, null), [])
})

test('a preview between Latin letters, of a dump that some program has converted', async () => {
  const polish = charsetNamed('windows-1250')!.encode('Zażółć gęślą jaźń')!
  const converted = Buffer.from(polish.toString('latin1'))
  const [sample] = await previewReading({ dump: dumpOf({ title: converted }) }, 'windows-1250')
  assert.equal(sample?.after, 'Zażółć gęślą jaźń')
  await withTinySite({ title: converted }, { charset: 'windows-1250' }, ({ work }) =>
    assert.equal(work.title, 'Zażółć gęślą jaźń'),
  )
})
