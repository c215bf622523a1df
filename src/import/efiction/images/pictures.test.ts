import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { anApp } from '../../../../test/client.ts'
import { openTestDatabase } from '../../../../test/database.ts'
import { tinySite } from '../../../../test/tiny-site.ts'
import { withTinySite } from '../../../../test/tiny-texts.ts'
import { findUpload, uploadAddress } from '../../../site/uploads.ts'
import type { Db } from '../../../store/database.ts'
import { importSite } from '../import-site.ts'
import { findPicture } from '../addresses/old-picture.ts'
import { readOldSites } from '../addresses/old-sites.ts'

const root = mkdtempSync(join(tmpdir(), 'fanfold-pictures-'))
after(() => rmSync(root, { recursive: true, force: true }))

/** The smallest GIF there is: one transparent dot. */
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAADklEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let made = 0
function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(root, String(++made))
  for (const [path, content] of Object.entries({ '1/9.txt': 'x', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

async function pictureAt(db: Db, path: string): Promise<string | null> {
  return findPicture(db, await readOldSites(db), { host: 'tiny.example', path })
}

const ADDRESSES = [
  'stories/1/images/Map of it.gif',
  '/archive/stories/1/images/Map%20of%20it.gif',
  'http://tiny.example/archive/stories/1/images/Map%20of%20it.gif',
  'https://www.tiny.example/archive/stories/1/images/MAP%20OF%20IT.GIF',
  '../stories/1/images/Map of it.gif',
]

describe('pictures that members uploaded', () => {
  test('come over, whatever way the texts named them', async () => {
    const files = folderWith({ 'stories/1/images/Map of it.gif': GIF, 'stories/1/images/imagelist.js': 'x' })
    for (const address of ADDRESSES) {
      const storytext = `<p>Here: <img src="${address}" alt="a map"></p>`
      await withTinySite({ storytext }, { files }, async ({ db, chapter }) => {
        const upload = await db.selectFrom('upload').selectAll().executeTakeFirstOrThrow()
        assert.deepEqual([upload.mime, upload.width, upload.height], ['image/gif', 1, 1])
        assert.equal(chapter.html, `<p>Here: <img src="${uploadAddress(upload)}" alt="a map"></p>`)
        const revisions = await db.selectFrom('chapter_revision').select('source').orderBy('id').execute()
        assert.deepEqual(
          revisions.map(({ source }) => source),
          [storytext, `<p>Here: <img src="${uploadAddress(upload)}" alt="a map"></p>`],
        )
      })
    }
  })

  test('come over with names in the letters of an old server', async () => {
    const folder = folderWith({ 'stories/1/images/a.gif': PNG })
    const name = Buffer.from(join(folder, 'stories/1/images/caf\xe9.gif'), 'latin1')
    writeFileSync(name, GIF)
    for (const written of ['caf%E9.gif', 'caf%C3%A9.gif', 'cafe%CC%81.gif', 'café.gif']) {
      const storytext = `<p><img src="stories/1/images/${written}" alt=""></p>`
      await withTinySite({ storytext }, { files: folder }, async ({ db, chapter }) => {
        const upload = await db
          .selectFrom('upload')
          .selectAll()
          .where('mime', '=', 'image/gif')
          .executeTakeFirstOrThrow()
        assert.equal(chapter.html, `<p><img src="${uploadAddress(upload)}" alt=""></p>`)
        const path = `/archive/stories/1/images/${written}`
        assert.equal(await pictureAt(db, encodeURI(path).replaceAll('%25', '%')), uploadAddress(upload))
      })
    }
  })

  test('are shown at an address that never changes, as what they are', async () => {
    const files = folderWith({ '1/images/photo.jpg': PNG })
    await withTinySite({ bio: '<img src="stories/1/images/photo.jpg">' }, { files }, async ({ db }) => {
      const upload = await db.selectFrom('upload').selectAll().executeTakeFirstOrThrow()
      const { bio_html } = await db.selectFrom('pseud').select('bio_html').executeTakeFirstOrThrow()
      assert.ok(bio_html.includes(uploadAddress(upload)))
      const { app } = await anApp(db)
      const answer = await app.request(uploadAddress(upload))
      assert.equal(answer.status, 200)
      assert.equal(answer.headers.get('content-type'), 'image/png')
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
      assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
      assert.ok(Buffer.from(await answer.arrayBuffer()).equals(PNG))
      const again = await app.request(uploadAddress(upload), {
        headers: { 'if-none-match': answer.headers.get('etag')! },
      })
      assert.equal(again.status, 304)
      assert.equal((await app.request(uploadAddress(upload).replace('.png', '.gif'))).status, 404)
      assert.equal((await app.request(`/uploads/${'0'.repeat(64)}.png`)).status, 404)
      assert.equal(await findUpload(db, '../../etc/passwd'), null)
      assert.equal(await pictureAt(db, '/archive/stories/1/images/photo.jpg'), uploadAddress(upload))
      assert.equal(await pictureAt(db, '/archive/stories/1/images/PHOTO.JPG'), uploadAddress(upload))
      assert.equal(await pictureAt(db, '/archive/stories/2/images/photo.jpg'), null)
    })
  })

  test('are the faces of members and of categories too', () =>
    withTinySite(
      { image: 'stories/1/images/me.gif', categoryImage: 'http://www.tiny.example/archive/stories/1/images/me.gif' },
      { files: folderWith({ '1/images/me.gif': GIF }) },
      async ({ db }) => {
        const address = await pictureAt(db, '/archive/stories/1/images/me.gif')
        assert.ok(address)
        const { image_url } = await db.selectFrom('pseud').select('image_url').executeTakeFirstOrThrow()
        const tag = await db.selectFrom('tag').where('name', '=', 'Tales').select('image_url').executeTakeFirstOrThrow()
        assert.deepEqual([image_url, tag.image_url], [address, address])
      },
    ))

  test('lie in the folder that the site says', () =>
    withTinySite(
      { storiespath: './texte/', storytext: '<p><img src="texte/1/images/a.gif"></p>' },
      { files: folderWith({ '1/images/a.gif': GIF }) },
      async ({ db }) => assert.ok(await pictureAt(db, '/archive/texte/1/images/a.gif')),
    ))

  test('that call themselves pictures and are none are kept aside and told of', () =>
    withTinySite(
      {},
      {
        files: folderWith({
          '1/images/a.jpg': '<?php system($_GET[0]);',
          '1/images/b.gif': '<html><script>steal()</script>',
          '1/images/c.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
          '1/images/d.png': PNG.subarray(0, 20),
        }),
      },
      async ({ db, remarks }) => {
        assert.deepEqual(await db.selectFrom('upload').selectAll().execute(), [])
        const aside = await db
          .selectFrom('legacy_row')
          .where('table_name', '=', 'picture')
          .select(['old_id', 'aside'])
          .orderBy('old_id')
          .execute()
        assert.deepEqual(
          aside.map((row) => [row.old_id, row.aside]),
          ['a.jpg', 'b.gif', 'c.svg', 'd.png'].map((name) => [`stories/1/images/${name}`, 1]),
        )
        assert.match(remarks, /a\.jpg: is a program/)
        assert.match(remarks, /b\.gif: is a web page/)
        assert.match(remarks, /c\.svg: is an SVG drawing/)
        assert.match(remarks, /d\.png: is no whole PNG/)
      },
    ))

  test('that were forgotten come with the next import, where the text already looks for them', () => {
    const storytext = '<p><img src="http://tiny.example/archive/stories/1/images/a.gif" alt="it"></p>'
    return withTinySite({ storytext }, async ({ db, chapter, notes, remarks }) => {
      assert.equal(chapter.html, '<p><img src="/archive/stories/1/images/a.gif" alt="it"></p>')
      assert.match(notes, /1 picture that a text shows is missing: .*--files/)
      assert.match(remarks, /storytext shows a picture of the old site that did not come: stories\/1\/images\/a\.gif/)
      const dump = tinySite({ chapters: [{ storytext }] })
      const again = await importSite(db, { dump, files: folderWith({ '1/images/a.gif': GIF }), now: 1 })
      assert.match(again.verdict.line ?? '', /^Nothing was lost\./)
      const { app } = await anApp(db)
      const answer = await app.request('/archive/stories/1/images/a.gif')
      const bytes = answer.status === 200 ? answer : await app.request(answer.headers.get('location') ?? '/nowhere')
      assert.ok(Buffer.from(await bytes.arrayBuffer()).equals(GIF), `${answer.status}`)
    })
  })

  test('that texts show and nobody brought are in the verdict', async () => {
    const { db, close } = await openTestDatabase()
    const storytext = '<p><img src="images/rose.gif"><img src="/archive/images/rose.gif"><img src="skins/x/y.gif"></p>'
    const { verdict } = await importSite(db, { dump: tinySite({ chapters: [{ storytext }] }), now: 1 }).finally(close)
    assert.match(verdict.line!, /^Nothing that the dump holds was lost, but 2 pictures that texts show are missing\./)
  })

  test('of other hosts are counted by host, and stay links', () =>
    withTinySite(
      {
        storytext: '<p><img src="http://photobucket.example/a.jpg"><img src="https://photobucket.example/b.jpg"></p>',
        summary: '<img src="//elsewhere.example/c.gif">',
      },
      ({ chapter, notes }) => {
        assert.doesNotMatch(chapter.html, /<img/)
        assert.match(notes, /Pictures of other hosts .*: photobucket\.example \(2\), elsewhere\.example \(1\)\./)
      },
    ))
})
