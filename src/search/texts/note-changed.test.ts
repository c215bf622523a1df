import assert from 'node:assert/strict'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql, type Kysely } from 'kysely'
import { aCast, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { openDatabase, inTransaction } from '../../store/database.ts'
import type { Tables } from '../../store/tables.ts'
import { closeTexts, openTexts } from '../../store/texts-file.ts'
import { noteWorkChanges } from '../../store/work-changes.ts'
import { takeInAll } from './reindex.ts'
import { listOutdated } from './parcel.ts'
import { countWaiting } from './take-in.ts'

let home: TestDatabase
let cast: Cast
let texts: Kysely<Tables>
let workId: number
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  texts = openTexts(home.db)
  workId = (await aWork(home.db, { by: cast.ada, title: 'Before' })).workId
})
after(async () => {
  await closeTexts(texts, home.db)
  await home.close()
})

const takeIn = () => takeInAll(texts, () => {})

test('what changes waits for the index, and its numbers alone do not', async () => {
  await takeIn()
  await noteWorkChanges(home.db, [workId], 'numbers')
  assert.equal(await countWaiting(texts, 5), 0)
  await noteWorkChanges(home.db, [workId])
  assert.equal(await countWaiting(texts, 5), 1)
  assert.equal(await takeIn(), 1)
})

test('whoever saves something does not wait until words are taken in', async () => {
  await inTransaction(texts, async (db) => {
    await db.insertInto('passage').values({ id: 1, chapter_id: 1, stamp: '' }).execute()
    await aWork(home.db, { by: cast.ada, title: 'Meanwhile' })
    await db.deleteFrom('passage').where('id', '=', 1).execute()
  })
  assert.equal(await takeIn(), 1)
})

test(
  'beside an older archive that was brought back, or without its file, the index becomes that of what there is',
  { skip: process.env.TEST_DATABASE === 'postgres' },
  async () => {
    const backup = join(home.dataDir, 'backup.sqlite')
    await takeIn()
    await sql`vacuum into ${backup}`.execute(home.db)
    await home.db.updateTable('work').set({ title: 'After', updated_at: NOON }).where('id', '=', workId).execute()
    const { workId: newId } = await aWork(home.db, { by: cast.ada, title: 'New' })
    await noteWorkChanges(home.db, [workId])
    await takeIn()
    await texts.destroy()
    await home.db.destroy()
    for (const end of ['', '-wal', '-shm']) rmSync(join(home.dataDir, `fanfold.sqlite${end}`), { force: true })
    copyFileSync(backup, join(home.dataDir, 'fanfold.sqlite'))

    const db = openDatabase({ url: null, dataDir: home.dataDir, durable: false })
    texts = openTexts(db)
    const outdated = async () => {
      await takeInAll(texts, () => {})
      const stamps = await texts.selectFrom('indexed_work').select('work_id').where('work_id', '=', newId).execute()
      return [await listOutdated(texts, [workId, newId]), stamps]
    }
    assert.deepEqual(await outdated(), [[], []])
    await texts.destroy()
    for (const end of ['', '-wal', '-shm']) rmSync(join(home.dataDir, `texts.sqlite${end}`), { force: true })
    texts = openTexts(db)
    assert.ok((await countWaiting(texts, 5)) > 1)
    assert.deepEqual(await outdated(), [[], []])
    await db.destroy()
  },
)
