import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { moved, worksIn } from '../../../../test/tiny-move.ts'
import { withTinySite } from '../../../../test/tiny-texts.ts'
import { zipOf } from '../../../../test/zip.ts'
import { importSite } from '../import-site.ts'
import { tinySite } from '../../../../test/tiny-site.ts'
import { unpackRows } from './packed-rows.ts'

const root = mkdtempSync(join(tmpdir(), 'fanfold-files-'))
after(() => rmSync(root, { recursive: true, force: true }))

let made = 0
function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(root, String(++made))
  mkdirSync(folder)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

const FILES = { store: 'files', storytext: '' }

describe('story files', () => {
  for (const [name, path] of [
    ['without any folder around them', '1/1.txt'],
    ['in their folder', 'stories/1/1.txt'],
    ['in the folders of a server', 'home/www/public_html/archive/stories/1/1.txt'],
    ['in capitals', 'STORIES/1/1.TXT'],
  ] as const) {
    test(`${name} are found`, () =>
      withTinySite(FILES, { files: folderWith({ [path]: 'Once.\r\nTwice.' }) }, ({ chapter }) =>
        assert.equal(chapter.html, '<p>Once.<br>Twice.</p>'),
      ))
  }

  test('whose folders have names in the letters of an old server are found', async () => {
    const sql = readFileSync(tinySite({ settings: [{ store: 'files' }], chapters: [{ storytext: '' }] }), 'latin1')
    const dump = join(root, 'named.sql')
    writeFileSync(dump, sql.replaceAll("'Wren'", "'J\xf8rgen'"), 'latin1')
    const folder = folderWith({ 'stories/2/readme': 'x' })
    const old = Buffer.from(join(folder, 'stories', 'J\xf8rgen'), 'latin1')
    mkdirSync(old)
    writeFileSync(Buffer.concat([old, Buffer.from('/1.txt')]), 'Once.')
    const tar = join(root, 'named.tar')
    execFileSync('tar', ['cf', tar, '-C', folder, '.'])
    for (const files of [folder, tar]) {
      await moved({ dump, files }, async (db) =>
        assert.deepEqual(await worksIn(db), ['A Tiny Tale by Jørgen: <p>Once.</p>']),
      )
    }
  })

  test('of an archive that names places outside of it are harmless', async () => {
    const zip = join(root, 'slip.zip')
    writeFileSync(zip, zipOf(folderWith({ '1/1.txt': 'Once.' }), '../../../../tmp/evil'))
    await withTinySite(FILES, { files: zip }, ({ chapter }) => assert.equal(chapter.html, '<p>Once.</p>'))
  })

  test('with a folder in the place of a text are refused with a sentence', async () => {
    const folder = folderWith({ '1/1.txt/readme': 'x', '1/2.txt': 'Two.' })
    const tar = join(root, 'folder.tar.gz')
    execFileSync('tar', ['czf', tar, '-C', folder, '.'])
    for (const files of [tar, folder]) {
      await assert.rejects(
        withTinySite(FILES, { files }, () => {}),
        /1\/1\.txt\/? is a folder/,
      )
    }
  })

  test('that are links out of the folder are not followed', async () => {
    const secret = folderWith({ 'secret.txt': 'A secret.' })
    const folder = folderWith({ '1/2.txt': 'Two.' })
    symlinkSync(join(secret, 'secret.txt'), join(folder, '1/1.txt'))
    symlinkSync(secret, join(folder, '3'))
    const tar = join(root, 'links.tar')
    execFileSync('tar', ['cf', tar, '-C', folder, '.'])
    for (const files of [folder, tar]) {
      await withTinySite(FILES, { files }, ({ chapter, notes }) => {
        assert.equal(chapter.html, '')
        assert.match(notes, /1\/1\.txt is a link/)
      })
    }
  })

  test('of members who edited it before are earlier revisions', () =>
    withTinySite(FILES, { files: folderWith({ '1/1.txt': 'Now.', '2/1.txt': 'Before.' }) }, async ({ db, chapter }) => {
      assert.equal(chapter.html, '<p>Now.</p>')
      const revisions = await db.selectFrom('chapter_revision').select('source').orderBy('id').execute()
      assert.deepEqual(
        revisions.map(({ source }) => source),
        ['Before.', 'Now.'],
      )
    }))

  test('keep their bytes, and those of no chapter are kept aside, unpublished', () =>
    withTinySite(
      FILES,
      { files: folderWith({ '1/1.txt': Buffer.from('\xe9t\xe9', 'latin1'), '1/99.txt': 'Deleted long ago.' }) },
      async ({ db, chapter, notes }) => {
        assert.equal(chapter.html, '<p>été</p>')
        const kept = await db
          .selectFrom('legacy_row')
          .where('table_name', '=', 'file')
          .selectAll()
          .orderBy('old_id')
          .execute()
        const texts = kept.map((row) => [
          row.old_id,
          row.aside,
          unpackRows(row.packed)[0]!.row.raw('text')!.toString('latin1'),
        ])
        assert.deepEqual(texts, [
          ['1/1', 0, '\xe9t\xe9'],
          ['1/99', 1, 'Deleted long ago.'],
        ])
        assert.match(notes, /1 story file belongs to no chapter: .*1\/99\.txt/)
        const pages = await db.selectFrom('chapter_text').select('html').execute()
        assert.ok(!pages.some(({ html }) => html.includes('Deleted')))
      },
    ))

  test('that were forgotten come with the next import, and are not lost with one that forgets them again', () => {
    const files = folderWith({ '1/1.txt': 'Once.' })
    return withTinySite(FILES, async ({ db, chapter }) => {
      assert.equal(chapter.html, '')
      const dump = tinySite({ settings: [{ store: 'files' }], chapters: [{ storytext: '' }] })
      const html = async () => (await db.selectFrom('chapter_text').select('html').executeTakeFirstOrThrow()).html
      await importSite(db, { dump, files, now: 1 })
      assert.equal(await html(), '<p>Once.</p>')
      await importSite(db, { dump, now: 2 })
      assert.equal(await html(), '<p>Once.</p>')
      await importSite(db, { dump, files, now: 3 })
      assert.equal(await html(), '<p>Once.</p>')
    })
  })

  for (const [name, packed] of [
    ['gzip', (tar: Buffer) => gzipSync(tar)],
    ['zstd, as some hosts back up', (tar: Buffer) => zstdCompressSync(tar)],
    ['bzip2', (tar: Buffer) => execFileSync('bzip2', ['-c'], { input: tar })],
    ['nothing', (tar: Buffer) => tar],
  ] as const) {
    test(`in a tar packed by ${name} are found`, async (t) => {
      if (name === 'bzip2' && !existsSync('/bin/bzip2') && !existsSync('/usr/bin/bzip2')) return t.skip('no bzip2 here')
      const tar = execFileSync('tar', ['cf', '-', '-C', folderWith({ 'home/stories/1/1.txt': 'Once.' }), '.'])
      const files = join(root, `packed-${name.slice(0, 4)}`)
      writeFileSync(files, packed(tar))
      await withTinySite(FILES, { files }, ({ chapter }) => assert.equal(chapter.html, '<p>Once.</p>'))
      if (name === 'nothing') return
      writeFileSync(files, packed(tar).subarray(0, 60))
      await assert.rejects(
        withTinySite(FILES, { files }, () => {}),
        /cannot be read to its end \(it was cut off\)/,
      )
    })
  }

  test('in a ZIP that asks for a password are refused with a sentence', async () => {
    const files = join(root, 'locked.zip')
    const zip = zipOf(folderWith({ '1/1.txt': 'Once.' }), 'stories')
    zip[zip.indexOf('PK\x01\x02') + 8]! |= 1
    writeFileSync(files, zip)
    await assert.rejects(
      withTinySite(FILES, { files }, () => {}),
      /locked with a password/,
    )
  })

  for (const [name, head, what] of [
    ['7z', '7z\xbc\xaf\x27\x1c', /a 7z archive/],
    ['rar', 'Rar!\x1a\x07', /a RAR archive/],
    ['anything else', 'Dear reader', /neither a folder nor/],
  ] as const) {
    test(`in ${name} are refused with a sentence`, async () => {
      const files = join(root, `strange-${name}`)
      writeFileSync(files, Buffer.from(head.padEnd(600), 'latin1'))
      await assert.rejects(
        withTinySite(FILES, { files }, () => {}),
        what,
      )
    })
  }
})
