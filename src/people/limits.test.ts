import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { addressKey, cleanAttempts, countAttempt, forgetAttempts } from './limits.ts'

const NOW = 1_800_000_000_000
const LIMIT = { max: 3, windowSeconds: 60 }

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

test('so many tries and no more, until the window is over', async () => {
  for (let tries = 0; tries < 3; tries++) await countAttempt(home.db, 'one', LIMIT, NOW + tries)
  await assert.rejects(countAttempt(home.db, 'one', LIMIT, NOW + 20_000), { code: 'too_many', retryAfterSeconds: 40 })
  await countAttempt(home.db, 'another', LIMIT, NOW + 20_000)
  await countAttempt(home.db, 'one', LIMIT, NOW + 60_000)
})

test('tries at the same moment are all counted', async () => {
  const tries = Array.from({ length: 10 }, () => countAttempt(home.db, 'at once', LIMIT, NOW).then(() => 'taken'))
  const results = await Promise.allSettled(tries)
  assert.equal(results.filter((result) => result.status === 'fulfilled').length, 3)
})

test('after a success the count begins anew, and old counts are swept away', async () => {
  for (let tries = 0; tries < 3; tries++) await countAttempt(home.db, 'right in the end', LIMIT, NOW)
  await forgetAttempts(home.db, 'right in the end')
  await countAttempt(home.db, 'right in the end', LIMIT, NOW)
  await cleanAttempts(home.db, NOW + 2 * 24 * 60 * 60 * 1000)
  assert.deepEqual(await home.db.selectFrom('attempt').selectAll().execute(), [])
})

test('whoever has a whole network of IPv6 addresses counts as one', () => {
  assert.equal(addressKey('2001:db8:1:2:3:4:5:6'), addressKey('2001:DB8:1:2::9'))
  assert.notEqual(addressKey('2001:db8:1:2::9'), addressKey('2001:db8:1:3::9'))
  assert.equal(addressKey('::ffff:192.0.2.1'), '192.0.2.1')
  assert.equal(addressKey('192.0.2.1'), '192.0.2.1')
  assert.equal(addressKey('unknown'), 'unknown')
})
