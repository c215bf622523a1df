import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { createAccount } from './create-account.ts'
import { writeResetLetter } from './lost-password.ts'

const NOW = 1_800_000_000_000

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
  const make = (name: string, email: string | null) => createAccount(home.db, { name, email, passwordHash: null }, NOW)
  await make('wren@example.org', 'elsewhere@example.org')
  await make('Robin', 'robin@example.org')
  await make('robin@example.org', 'thief@example.org')
  await make('Nowhere', null)
  await make('x'.repeat(290), 'long@example.org')
})
after(() => home.close())

const letterFor = async (name: string) => {
  const letter = await writeResetLetter(home.db, name, NOW)
  return letter?.kind === 'reset_password' ? [letter.to, letter.accounts.map((account) => account.name)] : null
}

test('an old pen name that looks like an address gets its letter, but never that of the address', async () => {
  assert.deepEqual(await letterFor('Wren@example.org'), ['elsewhere@example.org', ['wren@example.org']])
  assert.deepEqual(await letterFor('robin@example.org'), ['robin@example.org', ['Robin']])
})

test('there is no letter for a name without an address, or for nobody', async () => {
  assert.equal(await letterFor('Nowhere'), null)
  assert.equal(await letterFor('nobody'), null)
  assert.equal(await letterFor('nobody@example.org'), null)
})

test('however long an old name is, it finds its account', async () => {
  assert.deepEqual((await letterFor('X'.repeat(290)))?.[0], 'long@example.org')
})
