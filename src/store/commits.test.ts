// A commit is one thing, and the disk's word for it another.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { inTransaction, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { waitOnce } from './sqlite.ts'
import { SyncedFile } from './synced-file.ts'
import type { Tables } from './tables.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'fanfold-commits-'))
let db: Kysely<Tables>
before(async () => {
  db = openDatabase({ url: null, dataDir })
  await migrate(db)
})
after(async () => {
  await db.destroy()
  rmSync(dataDir, { recursive: true, force: true })
})

const set = (db: Kysely<Tables>, name: string) =>
  db.insertInto('setting').values({ name, value: '1', updated_at: 1 }).execute()

test('a disk that fails after one commit takes nothing back of the next', async (context) => {
  const file = await open(join(dataDir, 'fanfold.sqlite'))
  const handles = Object.getPrototypeOf(file) as { datasync: () => Promise<void> }
  await file.close()
  let fail!: () => void
  const failing = new Promise<void>((_, reject) => (fail = () => reject(new Error('EIO'))))
  const broken = context.mock.method(handles, 'datasync', () => failing, { times: 1 })
  const first = inTransaction(db, (db) => set(db, 'first'))
  first.catch(() => {})
  while (broken.mock.callCount() === 0) await turn()
  const second = inTransaction(db, async (db) => {
    await set(db, 'second, begun')
    fail()
    await assert.rejects(first, /EIO/)
    await set(db, 'second, ended')
  })
  await second
  const names = (await db.selectFrom('setting').select('name').execute()).map((row) => row.name)
  for (const name of ['second, begun', 'second, ended']) assert.ok(names.includes(name), name)
})

test('a log that could not be opened is opened the next time', async () => {
  const path = join(dataDir, 'later')
  const file = new SyncedFile(path)
  await assert.rejects(file.sync(), /ENOENT/)
  await (await open(path, 'w')).close()
  await file.sync()
  await file.close()
})

test('a long work waits for the disk once, at its end', async (context) => {
  const file = await open(join(dataDir, 'fanfold.sqlite'))
  const handles = Object.getPrototypeOf(file) as { datasync: () => Promise<void> }
  await file.close()
  const asked = context.mock.method(handles, 'datasync')
  await waitOnce(db, async () => {
    for (const name of ['one', 'two']) await inTransaction(db, (db) => set(db, name))
    await set(db, 'three')
    assert.equal(asked.mock.callCount(), 0)
  })
  assert.equal(asked.mock.callCount(), 1)
  await assert.rejects(
    waitOnce(db, async () => {
      throw new Error('stopped')
    }),
    /stopped/,
  )
  await set(db, 'four')
  assert.equal(asked.mock.callCount(), 3)
})
