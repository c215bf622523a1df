import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { aCast, aWork, type Cast } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { dialectOf } from '../../store/dialect.ts'
import type { Tables } from '../../store/tables.ts'
import { closeTexts, openTexts } from '../../store/texts-file.ts'
import { listOutdated } from './parcel.ts'
import { takeInAll } from './reindex.ts'
import { takeInBeside } from './take-in-beside.ts'
import { countWaiting } from './take-in.ts'

let home: TestDatabase
let texts: Kysely<Tables>
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  texts = openTexts(home.db)
  cast = await aCast(home.db)
})
after(async () => {
  await closeTexts(texts, home.db)
  await home.close()
})

test('what comes in is in the index while more comes, or soon after', async () => {
  const isSqlite = dialectOf(home.db).name === 'sqlite'
  const workIds: number[] = []
  await takeInBeside(texts, async () => {
    for (let count = 0; count < 30; count += 1) {
      const chapters = [{ html: `<p>anchor ${count}</p>` }, { html: '<p>compass</p>' }]
      workIds.push((await aWork(home.db, { by: cast.ada, chapters })).workId)
    }
    // On PostgreSQL all of it waits for what follows.
    if (isSqlite) while ((await countWaiting(texts, 1)) > 0) await pause(20)
    workIds.push((await aWork(home.db, { by: cast.ada })).workId)
  })
  await takeInAll(texts, () => {}, { alone: true })
  assert.equal(await countWaiting(texts, 1), 0)
  assert.deepEqual(await listOutdated(texts, workIds), [])
  assert.equal((await texts.selectFrom('passage').select('id').execute()).length, 30 * 2 + 1)
})

test('what goes wrong meanwhile is told', async () => {
  const work = takeInBeside(texts, () => Promise.reject(new Error('no room')))
  await assert.rejects(work, /no room/)
})
