import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { anApp } from '../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { fillDemo } from './fill-demo.ts'

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

test('the demo archive is full of life, and its owner can log in', async () => {
  const [line] = await fillDemo(home.db, Date.now())
  const archive = await anApp(home.db)
  archive.clock.time = Date.now()
  const front = await archive.guest().get('/')
  for (const words of ['The Lamplit Shelf', 'Silver, Golden, Brazen, Iron', 'Works wait for a moderator now']) {
    assert.ok(front.has(words), words)
  }
  const olga = archive.guest()
  const password = /password (\S+)$/.exec(line!)![1]!
  assert.ok((await olga.post('/login', { name: 'Olga', password })).has('Queue'))
  assert.ok((await olga.get('/moderation/queue')).has('Isle of Many Flowers'))
  const shelf = await archive.guest().get('/authors/rui/shelves/favourites')
  assert.ok(shelf.has('Favourites of Rui') && shelf.has('4 works'))
  assert.equal((await archive.guest().get('/authors/rui/shelves/finished')).status, 404)
  const states = await home.db.selectFrom('work').select(['posted_at', 'held_at']).execute()
  assert.equal(states.filter((work) => work.posted_at !== null).length, 16)
  assert.equal(states.filter((work) => work.held_at !== null).length, 1)
})

test('an archive in use is not filled', async () => {
  await assert.rejects(fillDemo(home.db, Date.now()), { code: 'conflict' })
})
