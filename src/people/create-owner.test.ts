import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { createAccount } from './create-account.ts'
import { createOwner, hasOwner } from './create-owner.ts'
import { findPseud } from './find-pseud.ts'
import { logIn } from './log-in.ts'
import { findSession } from './sessions.ts'

const NOW = 1_800_000_000_000
const OLGA = { name: 'Olga', email: 'olga@example.org', password: 'the owner’s password' }

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

test('an archive has no owner until one is made; that one can log in and own', async () => {
  assert.equal(await hasOwner(home.db), false)
  for (const change of [{ name: '' }, { email: 'olga' }, { password: 'short' }]) {
    await assert.rejects(createOwner(home.db, { ...OLGA, ...change }, NOW), { code: 'invalid' })
  }
  await createOwner(home.db, OLGA, NOW)
  assert.equal(await hasOwner(home.db), true)
  const token = await logIn(home.db, OLGA, { address: '127.0.0.1', userAgent: '' }, NOW)
  assert.equal((await findSession(home.db, token, NOW))?.role, 'owner')
  await assert.rejects(createOwner(home.db, { ...OLGA, name: ' OLGA' }, NOW), { code: 'conflict' })
  const acts = await home.db.selectFrom('audit_entry').select('action').execute()
  assert.deepEqual(
    acts.map((act) => act.action),
    ['owner created'],
  )
})

test('names that shorten to the same address get different ones', async () => {
  const slugs: string[] = []
  for (const name of ['José', 'Jose', 'Jose!', '月', '!!!★']) {
    const { pseudId } = await createAccount(home.db, { name, email: null, passwordHash: null }, NOW)
    const { slug } = await home.db
      .selectFrom('pseud')
      .where('id', '=', pseudId)
      .select('slug')
      .executeTakeFirstOrThrow()
    slugs.push(slug)
    assert.equal((await findPseud(home.db, slug)).name, name)
  }
  assert.deepEqual(slugs.slice(0, 4), ['jose', 'jose-2', 'jose-3', '月'])
  assert.equal(new Set(slugs).size, 5)
  await assert.rejects(findPseud(home.db, 'nobody'), { code: 'not_found' })
})

test('two people who confirm the same name at once: one has it, the other is told', async () => {
  const tries = ['one', 'two'].map(() => createAccount(home.db, { name: 'Race', email: null, passwordHash: null }, NOW))
  const results = await Promise.allSettled(tries)
  assert.deepEqual(results.map((result) => result.status).sort(), ['fulfilled', 'rejected'])
  const refused = results.find((result) => result.status === 'rejected')
  assert.equal(refused?.reason.code, 'conflict')
})
