import assert from 'node:assert/strict'
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
