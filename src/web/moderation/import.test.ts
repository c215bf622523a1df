// An owner moves a site in by browser, without scripts: upload or name, preview, start, watch, read.
import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { aCast, aMember, type Cast } from '../../../test/cast.ts'
import { anApp, type Page, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { tinySite } from '../../../test/tiny-site.ts'
import { takeHold } from '../../store/hold.ts'

// The folder of the dumps goes when the tests that were there at its making have ended.
tinySite()
const folder = mkdtempSync(join(tmpdir(), 'fanfold-imports-'))
const MAX_BYTES = 300_000
let home: TestDatabase
let archive: TestApp
let cast: Cast
let olga: Visitor

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db, { importFolder: folder, importMaxBytes: MAX_BYTES })
  cast = await aCast(home.db)
  olga = await archive.as(cast.olga)
})
after(async () => {
  await archive.parts.imports.close()
  await home.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  archive.clock.time += 1000
})

const START = '/moderation/import'
const dumpOf = (tables: Parameters<typeof tinySite>[0] = {}, prefix = '') => readFileSync(tinySite(tables, prefix))
const uploads = () => (existsSync(join(folder, 'uploads')) ? readdirSync(join(folder, 'uploads')) : [])
const countWorks = async () => (await home.db.selectFrom('work').select('id').execute()).length

interface Sent {
  files?: Record<string, { name: string; bytes: Buffer }>
  fields?: Record<string, string>
}

/** Sends a form with files as a browser does, and follows the redirect. */
async function upload(visitor: Visitor, { files = {}, fields = {} }: Sent): Promise<Page> {
  const body = new FormData()
  for (const [name, value] of Object.entries({ timeZone: 'UTC', charset: '', mend: 'yes', ...fields }))
    body.append(name, value)
  for (const [field, { name, bytes }] of Object.entries(files))
    body.append(field, new Blob([new Uint8Array(bytes)]), name)
  const page = await visitor.send('POST', START, { body })
  return page.status === 303 ? visitor.get(page.location!) : page
}

async function settled(page: Page): Promise<Page> {
  await archive.parts.imports.idle()
  const next = await olga.get(page.path)
  return next.status === 303 ? olga.get(next.location!) : next
}

test('only owners come near an import', async () => {
  const admin = await archive.as(await aMember(home.db, 'Ann', 'admin'))
  const started = await upload(olga, { files: { dump: { name: 'site.sql', bytes: dumpOf() } } })
  await archive.parts.imports.idle()
  const before = uploads().length
  for (const visitor of [await archive.as(cast.rui), await archive.as(cast.mo), admin]) {
    for (const path of [START, started.path, `${started.path}/report`, `${started.path}/report.json`])
      assert.equal((await visitor.get(path)).status, 403, path)
    assert.equal((await upload(visitor, { files: { dump: { name: 'a.sql', bytes: dumpOf() } } })).status, 403)
    for (const intent of ['preview', 'start', 'stop', 'delete-uploads'])
      assert.equal((await visitor.post(started.path, { intent })).status, 403, intent)
  }
  assert.equal((await archive.guest().get(START)).location?.startsWith('/login'), true)
  assert.equal(uploads().length, before)
  assert.ok((await olga.get('/moderation/queue')).link('Move a site in'))
  assert.equal((await admin.get('/moderation/queue')).link('Move a site in'), null)
})

test('an owner uploads a dump, sees the preview, moves it in and reads the report', async () => {
  const before = await countWorks()
  const bytes = gzipSync(dumpOf({ stories: [{}, { sid: 2, title: 'Another' }], chapters: [{}, { chapid: 2, sid: 2 }] }))
  const running = await upload(olga, {
    files: { dump: { name: '../..\\Old Site.sql.gz', bytes } },
    fields: { dumpPlace: '' },
  })
  assert.match(running.path, /^\/moderation\/import\/\d+$/)
  const preview = await settled(running)
  assert.equal(preview.text('h1'), 'Preview')
  assert.ok(preview.has('Nothing has been written yet'))
  assert.ok(preview.text('.import-verdict').startsWith('Nothing would be lost.'), preview.text('main'))
  assert.ok(preview.has('what is there, with all that was in it before'))
  assert.equal(await countWorks(), before)

  const working = await olga.post(running.path, { intent: 'start' })
  assert.equal(working.status, 200)
  const report = await settled(working)
  assert.match(report.text('h1'), /^Report: The Tiny Archive/)
  assert.equal(await countWorks(), before + 2)
  assert.ok(report.texts('tr').some((row) => /^stories 2 2\b/.test(row)))
  assert.ok(report.texts('summary').some((words) => /^stories: \d+ columns$/.test(words)))

  assert.equal(report.has('They are still on the server'), true)
  const deleted = await olga.post(running.path, { intent: 'delete-uploads' })
  assert.ok(deleted.has('The uploaded files are deleted'))
  assert.equal(deleted.has('They are still on the server'), false)
})

test('the report comes as a file that needs nothing else, and as JSON with every line', async () => {
  const reviews = Array.from({ length: 130 }, (_, index) => ({ reviewid: index + 1, item: 99, chapid: 99 }))
  writeFileSync(
    join(folder, 'named.sql'),
    dumpOf({ settings: [{ sitekey: 'named', sitename: 'Named & Known' }], reviews }),
  )
  const running = await upload(olga, { fields: { dumpPlace: 'named.sql' } })
  await settled(running)
  const report = await settled(await olga.post(running.path, { intent: 'start' }))
  const address = report.link('The report as JSON')!
  const { exceptions, exceptionsInAll, verdict, tables } = JSON.parse((await olga.get(address)).body)
  assert.equal(exceptions.length, exceptionsInAll)
  assert.ok(exceptions.length >= 130)
  assert.ok(verdict.line)
  assert.ok(
    tables.some(
      ({ table, columns }: { table: string; columns: unknown[] }) => table === 'chapters' && columns.length > 5,
    ),
  )

  const file = await olga.get(report.link('The report as an HTML file')!)
  assert.match(file.response.headers.get('content-disposition')!, /^attachment; filename="import-\d+\.html"$/)
  assert.ok(file.body.includes('Named &amp; Known'))
  assert.doesNotMatch(file.body, /<script|<link|https?:\/\/(?!tiny\.example)|<b>/)
  assert.ok(file.has(verdict.line))
  assert.match(file.body, /what is there, with all that was in it before/)

  const second = await olga.get(`${report.path}?table=reviews&page=2`)
  assert.ok(second.texts('code').some((row) => /^reviews \d+$/.test(row)))
  const none = await olga.get(`${report.path}?table=stories&outcome=merged`)
  assert.deepEqual(
    none.texts('code').filter((row) => /^reviews \d/.test(row)),
    [],
  )
})

test('an import has all pages in a constant number of queries', async () => {
  const runs = await home.db.selectFrom('import_run').select('id').where('state', '=', 'finished').execute()
  const counts: number[] = []
  for (const { id } of runs) {
    await olga.get(`${START}/${id}/report`)
    home.queries.length = 0
    await olga.get(`${START}/${id}/report`)
    counts.push(home.queries.length)
  }
  assert.ok(runs.length > 1)
  assert.equal(new Set(counts).size, 1, String(counts))
})

test('a file is named only inside the folder for imports, by whatever way', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'fanfold-outside-'))
  writeFileSync(join(outside, 'secret.sql'), dumpOf())
  symlinkSync(join(outside, 'secret.sql'), join(folder, 'link.sql'))
  symlinkSync(outside, join(folder, 'way'))
  mkdirSync(join(folder, 'inner'), { recursive: true })
  const [stray] = uploads()
  const names = [
    '../secret.sql',
    `${outside}/secret.sql`,
    'link.sql',
    'way/secret.sql',
    '/etc/passwd',
    'inner/../../x',
    'a\0b',
  ]
  for (const name of [...names, `uploads/${stray}`, 'uploads', 'nothing.sql']) {
    const page = await upload(olga, { fields: { dumpPlace: name } })
    assert.equal(page.status, 422, name)
    assert.match(page.text('.error'), /There is no file or folder/, name)
    assert.equal((await upload(olga, { fields: { dumpPlace: 'named.sql', filesPlace: name } })).status, 422, name)
  }
  rmSync(outside, { recursive: true })
})

test('an upload that is too large, broken or not asked for is refused and leaves nothing behind', async () => {
  const before = uploads().length
  const large = await upload(olga, { files: { dump: { name: 'a.sql', bytes: Buffer.alloc(MAX_BYTES + 1, 'x') } } })
  assert.equal(large.status, 422)
  assert.match(large.text('.error'), /A file of more than 300 KB is not taken here. Copy it into/)
  const nothing = await upload(olga, {})
  assert.deepEqual(
    [nothing.status, nothing.text('.error')],
    [422, 'Choose a file to upload, or name one on the server.'],
  )
  const both = await upload(olga, {
    files: { dump: { name: 'a.sql', bytes: dumpOf() } },
    fields: { dumpPlace: 'named.sql' },
  })
  assert.deepEqual(
    [both.status, both.text('.error')],
    [422, 'Either upload a file or name one on the server, not both.'],
  )
  const zone = await upload(olga, {
    files: { dump: { name: 'a.sql', bytes: dumpOf() } },
    fields: { timeZone: 'Mars/Olympus' },
  })
  assert.equal(zone.status, 422)
  const head = 'multipart/form-data; boundary=x'
  const part = '--x\r\ncontent-disposition: form-data; name="dump"; filename="a.sql"\r\n\r\ncreate table'
  for (const [type, body] of [
    [head, part],
    [head, ''],
    [head, '--x--'],
    ['multipart/form-data', part],
  ] as const) {
    const page = await olga.send('POST', START, { body, headers: { 'content-type': type } })
    assert.ok([400, 422].includes(page.status), `${type} ${body}: ${page.status}`)
  }
  assert.equal(uploads().length, before)
})

test('an upload that breaks off midway leaves nothing behind', async () => {
  const before = uploads().length
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(
        Buffer.from('--x\r\ncontent-disposition: form-data; name="dump"; filename="a.sql"\r\n\r\nINSERT'),
      )
      setTimeout(() => controller.error(new Error('gone')), 30)
    },
  })
  const init = { body, duplex: 'half', headers: { 'content-type': 'multipart/form-data; boundary=x' } } as RequestInit
  assert.equal((await olga.send('POST', START, init)).status, 400)
  assert.equal(uploads().length, before)
})

test('what is no dump is told in a sentence, and the archive stays as it was', async () => {
  const before = await countWorks()
  const wrong = await settled(
    await upload(olga, { files: { dump: { name: 'a.sql', bytes: Buffer.from('A shopping list.') } } }),
  )
  assert.equal(wrong.text('h1'), 'It did not work')
  assert.ok(wrong.has('The archive is as it was.'))
  assert.match(wrong.text('.danger'), /^a\.sql: No table and no row of a MySQL dump/)
  assert.equal(await countWorks(), before)
})

test('of several sites in a dump the owner chooses one', async () => {
  const bytes = Buffer.concat([
    dumpOf({}, 'one_'),
    dumpOf({ settings: [{ sitekey: 'two', sitename: 'Second' }] }, 'two_'),
  ])
  const choice = await settled(await upload(olga, { files: { dump: { name: 'both.sql', bytes } } }))
  assert.equal(choice.text('h1'), 'The dump holds several sites')
  assert.ok(choice.has('Which site moves in?'), choice.text('main'))
  assert.ok(choice.texts('label').some((words) => words.startsWith('two_')))
  await olga.post(choice.path, { intent: 'preview', prefix: 'two_' })
  const preview = await settled(choice)
  assert.ok(preview.has('Second'), preview.text('main'))
})

test('the characters of a dump can be chosen, and the preview shows what that changes', async () => {
  const cyrillic = Buffer.from('cfe5f0e2e0ff20e3ebe0e2e0', 'hex')
  const bytes = dumpOf({ settings: [{ sitekey: 'cyr' }], chapters: [{ title: cyrillic }] })
  const auto = await settled(await upload(olga, { files: { dump: { name: 'a.sql', bytes } } }))
  assert.equal(auto.has('Found out by itself'), false)
  assert.ok(auto.texts('li').includes('Ïåðâàÿ ãëàâà'), 'an owner sees that the letters are wrong')
  assert.equal((await olga.post(auto.path, { intent: 'preview', timeZone: 'UTC', charset: 'klingon' })).status, 422)
  await olga.post(auto.path, { intent: 'preview', timeZone: 'Europe/Moscow', charset: 'windows-1251' })
  const chosen = await settled(auto)
  assert.ok(chosen.has('Read as windows-1251'), chosen.text('main'))
  assert.ok(chosen.texts('td').includes('Первая глава'))
  assert.ok(chosen.texts('td').includes('Ïåðâàÿ ãëàâà'))
  assert.deepEqual([chosen.field('timeZone'), chosen.field('charset')], ['Europe/Moscow', 'windows-1251'])
})

/** Enough for several transactions. */
const many = () => {
  const settings = [{ sitekey: 'many', sitename: 'Many' }]
  const stories = Array.from({ length: 900 }, (_, index) => ({ sid: index + 1, title: `Tale ${index + 1}` }))
  return dumpOf({ settings, stories, chapters: stories.map(({ sid }) => ({ chapid: sid, sid })) })
}

test('of two that start at once one wins, and the other is told', async () => {
  const pages = await Promise.all(
    // The first must not be done with it before the second is there.
    ['a', 'b'].map((name) => upload(olga, { files: { dump: { name: `${name}.sql`, bytes: many() } } })),
  )
  assert.deepEqual(pages.map(({ status }) => status).toSorted(), [200, 409])
  assert.ok(pages.find(({ status }) => status === 409)!.has('An import is at work already.'))
  await archive.parts.imports.idle()
  const hold = await takeHold(home.db, 'importing', 'alone')
  const elsewhere = await upload(olga, { files: { dump: { name: 'c.sql', bytes: dumpOf() } } })
  assert.equal(elsewhere.status, 409)
  await hold!.release()
})

test('an import is watched, stopped and goes on to the end', async () => {
  writeFileSync(join(folder, 'many.sql'), many())
  const before = await countWorks()
  const running = await upload(olga, { fields: { dumpPlace: 'many.sql' } })
  await settled(running)
  const working = await olga.post(running.path, { intent: 'start' })
  assert.equal(working.text('h1'), 'Moving in')
  assert.equal(working.response.headers.get('refresh'), '3')
  assert.ok(working.all('progress').length === 1)
  await olga.post(running.path, { intent: 'stop' })
  const stopped = await settled(running)
  assert.equal(stopped.text('h1'), 'Stopped', stopped.text('main'))
  assert.ok((await countWorks()) < before + 900)
  const again = await olga.post(running.path, { intent: 'preview' })
  assert.equal(again.status, 409)
  await olga.post(running.path, { intent: 'start' })
  const report = await settled(running)
  assert.equal(report.text('h1'), 'Report: Many')
  assert.equal(await countWorks(), before + 900)
  assert.equal((await olga.post(running.path, { intent: 'start' })).status, 409)
})

test('pages are answered while an import is at work', async () => {
  writeFileSync(join(folder, 'beside.sql'), many().toString().replaceAll("'many'", "'beside'"))
  const running = await upload(olga, { fields: { dumpPlace: 'beside.sql' } })
  let [asked, slowest] = [0, 0]
  let over = false
  const idle = archive.parts.imports.idle().then(() => (over = true))
  // oxlint-disable-next-line no-unmodified-loop-condition -- the import's end changes it
  while (!over) {
    const began = performance.now()
    assert.equal((await olga.get('/works')).status, 200)
    slowest = Math.max(slowest, performance.now() - began)
    asked++
    await new Promise((resolve) => setImmediate(resolve))
  }
  await idle
  assert.ok(asked > 3, `${asked} pages`)
  assert.ok(slowest < 3000, `${slowest} ms`)
  await settled(running)
})

test('an import that a killed server left at work shows as stopped and can go on', async () => {
  const running = await upload(olga, { files: { dump: { name: 'a.sql', bytes: dumpOf() } } })
  await settled(running)
  const id = Number(running.path.split('/').at(-1))
  const progress = JSON.stringify({ task: 'import' })
  await home.db.updateTable('import_run').set({ state: 'running', progress }).where('id', '=', id).execute()
  const hold = await takeHold(home.db, 'importing', 'alone')
  assert.equal((await olga.get(running.path)).text('h1'), 'Moving in')
  await hold!.release()
  const stopped = await olga.get(running.path)
  assert.equal(stopped.text('h1'), 'Stopped')
  assert.ok(stopped.has('The server stopped in the midst of it.'))
  await olga.post(running.path, { intent: 'start' })
  assert.match((await settled(running)).text('h1'), /^Report/)
})

test('a server that starts takes away uploads that belong to no import', async () => {
  const stray = join(folder, 'uploads', 'stray')
  mkdirSync(stray)
  const kept = uploads().length - 1
  await archive.parts.imports.open()
  assert.equal(existsSync(stray), false)
  assert.ok(kept > 0)
  assert.ok(uploads().length > 0)
})
