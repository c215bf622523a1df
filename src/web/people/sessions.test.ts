import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, type Cast } from '../../../test/cast.ts'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { hashPassword } from '../../people/password.ts'

const PASSWORD = 'nine lamps in a row'

let home: TestDatabase
let archive: TestApp
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
})
after(() => home.close())

const change = (accountId: number, row: { state?: 'active' | 'locked'; role?: 'member' | 'moderator' }) =>
  home.db.updateTable('account').set(row).where('id', '=', accountId).execute()

test('a locked member is out at the next click', async () => {
  const rui = await archive.as(cast.rui)
  assert.equal((await rui.get('/account')).status, 200)
  await change(cast.rui.accountId, { state: 'locked' })
  assert.equal((await rui.get('/account')).status, 303)
  assert.equal((await rui.send('POST', '/works/new', { body: new URLSearchParams({ title: 'No' }) })).status, 403)
  await change(cast.rui.accountId, { state: 'active' })
})

test('a moderator who is one no more loses the queue at the next click', async () => {
  const mo = await archive.as(cast.mo)
  assert.equal((await mo.get('/moderation/queue')).status, 200)
  await change(cast.mo.accountId, { role: 'member' })
  assert.equal((await mo.get('/moderation/queue')).status, 403)
  await change(cast.mo.accountId, { role: 'moderator' })
})

test('a session that was there before logging in is not the one after it', async () => {
  const hash = await hashPassword(PASSWORD)
  await home.db.updateTable('account').set({ password_hash: hash }).where('id', '=', cast.bea.accountId).execute()
  const [stranger, visitor] = [await archive.as(cast.rui), archive.guest()]
  const planted = stranger.cookies.get('fanfold_session')!
  visitor.cookies.set('fanfold_session', planted)
  const answer = await visitor.send('POST', '/login', {
    body: new URLSearchParams({ name: 'Bea', password: PASSWORD }),
  })
  assert.notEqual(visitor.cookies.get('fanfold_session'), planted)
  const [cookie] = answer.response.headers.getSetCookie()
  for (const flag of [/; HttpOnly/, /; SameSite=Lax/, /; Path=\//]) assert.match(cookie!, flag)
  assert.equal((await stranger.get('/account')).status, 303)
})

test('a link does not log anybody out', async () => {
  const rui = await archive.as(cast.rui)
  assert.equal((await rui.get('/logout')).status, 404)
  assert.equal((await rui.get('/account')).status, 200)
})
