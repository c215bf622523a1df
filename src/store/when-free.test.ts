import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { inTransaction } from './database.ts'

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

test(
  'while another program writes, pages are read, and whoever wants to write waits and comes through',
  { skip: process.env.TEST_DATABASE === 'postgres' },
  async () => {
    const add = (name: string) => home.db.insertInto('setting').values({ name, value: '', updated_at: 1 }).execute()
    const count = async () =>
      (await home.db.selectFrom('setting').where('updated_at', '=', 1).selectAll().execute()).length
    await add('before')
    const other = new DatabaseSync(join(home.dataDir, 'fanfold.sqlite'))
    other.exec('begin immediate')
    let done = 0
    const writers = [
      add('alone'),
      inTransaction(home.db, (db) =>
        db.insertInto('setting').values({ name: 'both', value: '', updated_at: 1 }).execute(),
      ),
    ].map((writing) => writing.then(() => done++))
    for (let page = 0; page < 20; page++) {
      assert.equal(await count(), 1)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    assert.equal(done, 0)
    other.exec('commit')
    other.close()
    await Promise.all(writers)
    assert.equal(await count(), 3)
  },
)
