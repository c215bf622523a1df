import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { aCast, aWork } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { Calibre } from '../../export/azw3/calibre.ts'
import { findCalibre } from '../../export/azw3/find-calibre.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const folder = mkdtempSync(join(tmpdir(), 'fanfold-test-calibre-'))
after(async () => {
  rmSync(folder, { recursive: true })
  await close()
})

const installed = findCalibre(null)
const leftovers = () => readdirSync(folder).filter((name) => name.startsWith('fanfold-azw3-'))

function program(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

/** Of a path, with a stand-in for Calibre in it. */
function folderOf(script: string): string {
  program('ebook-convert', script)
  return folder
}

const withProgram = async (path: string, limits = {}) =>
  (await anApp(db, { bookMakers: { calibre: new Calibre(path, { below: folder, ...limits }) } })).guest()

test('a work can be taken along for a Kindle', { skip: installed ? false : 'Calibre is not installed' }, async () => {
  const { workId: work } = await aWork(db, { by: cast.ada, title: 'A Tale' })
  const reader = await withProgram(installed!)
  assert.ok((await reader.get(paths.work({ work }))).links().includes(paths.bookAzw3({ work })))
  const { status, response, body } = await reader.get(paths.bookAzw3({ work }))
  assert.equal(status, 200)
  assert.match(response.headers.get('content-disposition')!, /A Tale - Ada\.azw3/)
  assert.match(body, /BOOKMOBI/)
  assert.deepEqual(leftovers(), [])
})

test(
  'a Kindle’s format is offered where the program is, and nowhere else',
  { skip: process.platform === 'win32' && 'the stand-in is a shell script' },
  async () => {
    const { workId: work } = await aWork(db, { by: cast.ada, title: 'A Tale' })
    const reader = await withProgram(findCalibre(null, `/nowhere:${folderOf('cp "$1" "$2"')}`)!)
    const page = await reader.get(paths.work({ work }))
    assert.ok(page.links().includes(paths.bookAzw3({ work })))
    const { status, response } = await reader.get(paths.bookAzw3({ work }))
    assert.equal(status, 200)
    assert.equal(response.headers.get('content-type'), 'application/vnd.amazon.mobi8-ebook')
    assert.match(response.headers.get('content-disposition')!, /A Tale - Ada\.azw3/)
    assert.notEqual(findCalibre(null, '/nowhere'), join(folder, 'ebook-convert'))
    const without = (await anApp(db)).guest()
    assert.ok(!(await without.get(paths.work({ work }))).links().includes(paths.bookAzw3({ work })))
    assert.equal((await without.get(paths.bookAzw3({ work }))).status, 404)
    assert.deepEqual(leftovers(), [])
  },
)

test(
  'a program that fails, hangs or makes nothing leaves nothing behind',
  { skip: process.platform === 'win32' },
  async () => {
    const { workId: work } = await aWork(db, { by: cast.ada })
    const cases = [
      [program('fails', 'echo no >&2; exit 3'), 500],
      [program('makes-nothing', 'exit 0'), 500],
      [program('hangs', 'sleep 60 & sleep 60'), 422],
      [join(folder, 'is-not-there'), 500],
      [program('makes-too-much', 'head -c 3000 /dev/zero > "$2"'), 422],
    ] as const
    for (const [path, expected] of cases) {
      const reader = await withProgram(path, { seconds: 0.5, maxBytes: 2000 })
      const { status, body } = await reader.get(paths.bookAzw3({ work }))
      assert.equal(status, expected, path)
      assert.ok(body.includes(paths.bookEpub({ work })))
    }
    assert.deepEqual(leftovers(), [])
  },
)

test(
  'the program is given an EPUB and nothing of what the archive keeps to itself',
  { skip: process.platform === 'win32' },
  async () => {
    const { workId: work } = await aWork(db, { by: cast.ada })
    process.env.SMTP_URL = 'smtp://secret'
    const reader = await withProgram(program('tells', '(head -c 2 "$1"; env) > "$2"'))
    const { body } = await reader.get(paths.bookAzw3({ work }))
    delete process.env.SMTP_URL
    assert.ok(body.startsWith('PK') && !body.includes('secret'), body)
  },
)

test('it is found in the path, where its owner says, or not at all', { skip: process.platform === 'win32' }, () => {
  const path = program('ebook-convert', 'exit 0')
  assert.equal(findCalibre(null, `/nowhere:${folder}`), path)
  assert.equal(findCalibre(path), path)
  assert.equal(findCalibre('off', folder), null)
  assert.equal(findCalibre(join(folder, 'nothing')), null)
  assert.equal(findCalibre(folder), null)
})

test('where many wait for a Kindle, a book is promised for later', async () => {
  const { workId: work } = await aWork(db, { by: cast.ada })
  const hangs = program('hangs-too', 'sleep 60')
  const app = await anApp(db, { bookMakers: { calibre: new Calibre(hangs, { seconds: 1, waiting: 0 }) } })
  const [one, other] = await Promise.all([
    app.guest().get(paths.bookAzw3({ work })),
    app.guest().get(paths.bookAzw3({ work })),
  ])
  assert.deepEqual([one.status, other.status].toSorted(), [422, 503])
})
