import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aMember, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'

test('a stranger’s word for the host leads no mail astray', async () => {
  const { db } = await openTestDatabase()
  const { parts, guest } = await anApp(db)
  const { name } = await aMember(db, 'Ada')
  const linksTo = async () => {
    await guest().send('POST', 'http://evil.example/lost-password', {
      body: new URLSearchParams({ name }),
      headers: { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' },
    })
    const { payload } = await db.selectFrom('job').select('payload').orderBy('id', 'desc').executeTakeFirstOrThrow()
    assert.ok(!payload.includes('evil'))
    return new URL((JSON.parse(payload) as { links: { resetPassword: string } }).links.resetPassword).origin
  }
  parts.ownAddress.current = 'http://127.0.0.1:8080'
  assert.equal(await linksTo(), 'http://127.0.0.1:8080')
  await changeSettings(db, { address: 'https://stories.example' }, NOON)
  assert.equal(await linksTo(), 'https://stories.example')
})
