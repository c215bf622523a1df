import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { aCast, aWork, NOON } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { GUEST } from '../people/viewer.ts'
import { changeSettings, readSettings } from '../site/settings.ts'
import { findKudos } from './find-kudos.ts'
import { leaveKudos, takeKudosBack } from './leave-kudos.ts'

const HOME = { address: '192.0.2.7', userAgent: 'Firefox' }

test('each guest counts once, and nothing that was kept tells who they were', async () => {
  const { db, close } = await openTestDatabase()
  const { ada } = await aCast(db)
  const { workId } = await aWork(db, { by: ada })
  const leave = (browser: typeof HOME) => leaveKudos(db, GUEST, workId, { browser, now: NOON })
  await Promise.all([leave(HOME), leave(HOME), leave({ ...HOME, userAgent: 'Chromium' })])
  await leave({ ...HOME, address: '2001:db8:1:2:3::4' })
  await leave({ ...HOME, address: '2001:db8:1:2:ffff::9' })
  const { kudos_count } = await db
    .selectFrom('work')
    .where('id', '=', workId)
    .select('kudos_count')
    .executeTakeFirstOrThrow()
  assert.equal(kudos_count, 3)
  const kept = JSON.stringify(await db.selectFrom('kudos').selectAll().execute())
  assert.ok(!kept.includes('192.0.2.7') && !kept.includes('Firefox'))
  await close()
})

test('the secret for guests’ kudos stays out of the settings', async () => {
  const { db, close } = await openTestDatabase()
  const { ada } = await aCast(db)
  const { workId } = await aWork(db, { by: ada })
  await leaveKudos(db, GUEST, workId, { browser: HOME, now: NOON })
  await changeSettings(db, { name: 'Archive' }, NOON)
  assert.equal(Object.keys(await readSettings(db)).includes('secret.kudos'), false)
  await close()
})

test('a member’s kudos is remembered and can be taken back, more than once', async () => {
  const { db, close } = await openTestDatabase()
  const { ada, rui } = await aCast(db)
  const { workId } = await aWork(db, { by: ada })
  await leaveKudos(db, rui, workId, { browser: HOME, now: NOON })
  await leaveKudos(db, rui, workId, { browser: HOME, now: NOON })
  assert.deepEqual(await findKudos(db, rui, workId), { count: 1, given: true })
  assert.deepEqual(await findKudos(db, GUEST, workId), { count: 1, given: false })
  await takeKudosBack(db, rui, workId)
  await takeKudosBack(db, rui, workId)
  assert.deepEqual(await findKudos(db, rui, workId), { count: 0, given: false })
  await assert.rejects(leaveKudos(db, ada, workId, { browser: HOME, now: NOON }), { code: 'not_allowed' })
  await close()
})
