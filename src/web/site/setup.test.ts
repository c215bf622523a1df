import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork } from '../../../test/cast.ts'
import { anApp, type Page, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { readSettings } from '../../site/settings.ts'
import { paths } from '../paths.ts'

const TOKEN = 'a-word-that-was-printed-in-the-terminal'
const SETUP = paths.setup({ token: TOKEN })
const FORM = {
  archiveName: 'The Quiet Shelf',
  preset: 'ao3',
  name: 'Olga',
  email: 'olga@example.org',
  password: 'nine lamps in a row',
}

let home: TestDatabase
let archive: TestApp
before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  archive.parts.setupToken.current = TOKEN
})
after(() => home.close())

test('before the first run the home page says where the link is', async () => {
  const page = await archive.guest().get('/')
  assert.equal(page.status, 200)
  assert.ok(page.has('This archive has not been set up yet: use the link printed in the terminal.'))
})

test('a wrong link opens nothing', async () => {
  assert.equal((await archive.guest().get(paths.setup({ token: 'another-word' }))).status, 404)
  assert.equal((await archive.guest().post(paths.setup({ token: '' }), FORM)).status, 404)
})

test('what was filled in wrongly comes back with the rest kept', async () => {
  const page = await archive.guest().post(SETUP, { ...FORM, password: 'short' })
  assert.equal(page.status, 422)
  assert.equal(page.field('archiveName'), 'The Quiet Shelf')
  assert.match(page.body, /value="ao3" required checked/)
  assert.equal(page.field('email'), 'olga@example.org')
  for (const wrong of [{ archiveName: ' ' }, { archiveName: 'x'.repeat(201) }, { preset: 'none' }, { email: 'olga' }]) {
    assert.equal((await archive.guest().post(SETUP, { ...FORM, ...wrong })).status, 422)
  }
  assert.equal((await home.db.selectFrom('account').selectAll().execute()).length, 0)
  assert.equal((await home.db.selectFrom('vocabulary').selectAll().execute()).length, 0)
})

test('the first owner names the archive and is logged in; its address is kept, and the link works once', async () => {
  const pages = await Promise.all([archive.guest().post(SETUP, FORM), archive.guest().post(SETUP, FORM)])
  const [page, twice] = pages.toSorted((one, other) => one.status - other.status) as [Page, Page]
  assert.equal(page.status, 200)
  assert.equal(page.path, '/')
  assert.ok(page.has('The Quiet Shelf') && page.has('Olga') && page.has('Log out'))
  assert.equal(page.link('kinds of tags'), paths.vocabularies({}))
  assert.equal(twice.status, 404)
  assert.equal((await archive.guest().get(SETUP)).status, 404)
  assert.equal((await readSettings(home.db)).address, 'http://archive.example')
  const slugs = (await home.db.selectFrom('vocabulary').select('slug').execute()).map((row) => row.slug)
  assert.ok(slugs.includes('fandoms') && slugs.includes('relationships'))
})

test('a site that moved in is read before it has an owner, and the link still works', async () => {
  const moved = await openTestDatabase()
  const other = await anApp(moved.db)
  other.parts.setupToken.current = TOKEN
  const { ada } = await movedInCast(moved.db)
  await aWork(moved.db, { by: ada, title: 'The Old Tale' })
  assert.ok((await other.guest().get('/')).has('The Old Tale'))
  assert.equal((await other.guest().get(SETUP)).status, 200)
  await moved.close()
})

async function movedInCast(db: TestDatabase['db']) {
  const cast = await aCast(db)
  await db.updateTable('account').set({ role: 'admin' }).where('role', '=', 'owner').execute()
  return cast
}
