import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { checkpointBeside, checkpointedBeside } from './checkpoint-beside.ts'

const skip = process.env.TEST_DATABASE === 'postgres'

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

test('what is written comes from the log into the file without those who write', { skip }, async () => {
  const file = new DatabaseSync(join(home.dataDir, 'fanfold.sqlite'))
  const look = () =>
    file.prepare('pragma wal_checkpoint(noop)').get() as unknown as { log: number; checkpointed: number }
  const stop = await checkpointBeside(home.db)
  const value = 'x'.repeat(5_000_000)
  await home.db.insertInto('setting').values({ name: 'large', value, updated_at: 1 }).execute()
  while (look().checkpointed < look().log) await pause(5)
  assert.ok(look().log > 1000, String(look().log))
  await stop()
  await home.db
    .updateTable('setting')
    .set({ value: `${value}x` })
    .where('name', '=', 'large')
    .execute()
  assert.ok(look().log > look().checkpointed, 'somebody brought it in by writing')
  file.close()
})

test('after a long work, those who write bring the log into the file again', { skip }, async () => {
  const file = new DatabaseSync(join(home.dataDir, 'fanfold.sqlite'))
  const pages = () =>
    file.prepare('pragma wal_checkpoint(noop)').get() as unknown as { log: number; checkpointed: number }
  const write = (value: string) =>
    home.db.insertInto('setting').values({ name: value[0]!, value, updated_at: 1 }).execute()
  const brought = await checkpointedBeside(home.db, async () => {
    await write('a'.repeat(8_000_000))
    return 'done'
  })
  assert.equal(brought, 'done')
  await write('b'.repeat(5_000_000))
  const { log, checkpointed } = pages()
  assert.equal(log, checkpointed)
  file.close()
})

test('the log is begun anew though somebody reads nearly all the time', { skip }, async () => {
  const reader = new DatabaseSync(join(home.dataDir, 'fanfold.sqlite'))
  const stop = await checkpointBeside(home.db, { limits: { mostPages: 3000, patienceMs: 2000 } })
  let most = 0
  const over = new AbortController()
  const reading = (async () => {
    while (!over.signal.aborted) {
      reader.exec('begin')
      reader.prepare('select count(*) from setting').get()
      await pause(200)
      reader.exec('commit')
    }
  })()
  for (let round = 0; round < 24; round += 1) {
    const row = { name: `round ${round}`, value: 'x'.repeat(4_000_000), updated_at: 1 }
    await home.db.insertInto('setting').values(row).execute()
    most = Math.max(most, statSync(join(home.dataDir, 'fanfold.sqlite-wal')).size)
    await pause(50)
  }
  over.abort()
  await reading
  await stop()
  reader.close()
  // 96 MB were written.
  assert.ok(most < 60_000_000, String(most))
})
