import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aMember, aWork, NOON } from '../../../test/cast.ts'
import { anApp, type Fields, type Page, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
after(close)
await changeSettings(db, { worksPerPage: 5 }, NOON)

const works: number[] = []
for (let number = 1; number <= 7; number++)
  works.push((await aWork(db, { by: cast.ada, title: `Work ${number}`, complete: number % 2 === 1 })).workId)

const mine = (shelf: string, query?: Record<string, string>) => paths.myShelf({ shelf }, query)
const titles = (page: Page) => page.texts('.blurb-title').map((title) => title.replace(' by Ada', ''))
const on = async (visitor: Visitor, shelf: string) => titles(await visitor.get(mine(shelf, { sort: 'title' })))
const arrange = (visitor: Visitor, shelf: string, form: Fields, query = '') =>
  visitor.post(`${paths.shelfWorks({ shelf })}${query}`, form)

/** A member with all seven works on the shelf Later, and two shelves of their own. */
async function aReader(name: string): Promise<Visitor> {
  const visitor = await archive.as(await aMember(db, name))
  for (const shelf of ['One', 'Two']) await visitor.post(paths.myShelves({}), { name: shelf })
  for (const work of works) await visitor.post(paths.workShelves({ work }), { put: 'later' })
  return visitor
}

/** The numbers of the boxes beside these works. */
async function boxes(visitor: Visitor, shelf: string, ...wanted: string[]): Promise<number[]> {
  const found: number[] = []
  for (const title of wanted) {
    const { body } = await visitor.get(mine(shelf, { find: title }))
    found.push(Number(/name="bookmark"[^>]*value="(\d+)"/.exec(body)![1]))
  }
  return found
}

test('ticked works are moved and copied, and the page says how many', async () => {
  const reader = await aReader('Kim')
  const bookmark = await boxes(reader, 'later', 'Work 1', 'Work 2')
  const to = mine('later', { sort: 'title' })
  const moved = await arrange(reader, 'later', { which: 'ticked', bookmark, way: 'move', target: 'one', to })
  assert.ok(moved.has('Done with 2 works.') && moved.path.startsWith(to))
  assert.deepEqual(
    [await on(reader, 'later'), await on(reader, 'one')],
    [
      ['Work 3', 'Work 4', 'Work 5', 'Work 6', 'Work 7'],
      ['Work 1', 'Work 2'],
    ],
  )
  await arrange(reader, 'one', {
    which: 'page',
    shown: await boxes(reader, 'one', 'Work 1', 'Work 2'),
    way: 'copy',
    target: 'two',
  })
  assert.deepEqual(
    [await on(reader, 'one'), await on(reader, 'two')],
    [
      ['Work 1', 'Work 2'],
      ['Work 1', 'Work 2'],
    ],
  )
  assert.ok(
    (await arrange(reader, 'one', { which: 'ticked', way: 'move', target: 'two' })).has('Tick some works first.'),
  )
  assert.ok((await arrange(reader, 'one', { which: 'all', way: 'move', target: 'one' })).has('Tick some works first.'))
  assert.equal((await on(reader, 'one')).length, 2, 'a shelf that is moved to itself keeps what it has')
})

test('all works of a list are all that its filters leave, on every page', async () => {
  const reader = await aReader('Lou')
  await arrange(reader, 'later', { which: 'all', way: 'copy', target: 'two' }, '?status=complete')
  assert.deepEqual(await on(reader, 'two'), ['Work 1', 'Work 3', 'Work 5', 'Work 7'])
  await arrange(reader, 'later', { which: 'all', way: 'move', target: 'finished' })
  assert.deepEqual([(await on(reader, 'later')).length, (await reader.get(mine('finished'))).has('7 works')], [0, true])
})

test('between the shelves that tell how far somebody is, even a copy moves', async () => {
  const reader = await aReader('Max')
  const bookmark = await boxes(reader, 'later', 'Work 1')
  await arrange(reader, 'later', { which: 'ticked', bookmark, way: 'copy', target: 'reading' })
  assert.deepEqual(await on(reader, 'reading'), ['Work 1'])
  assert.ok(!(await reader.get(mine('later', { find: 'Work 1' }))).has('by Ada'))
  await reader.post(paths.workShelves({ work: works[0]! }), { put: 'one' })
  await arrange(reader, 'one', { which: 'all', way: 'move', target: 'dropped' })
  assert.deepEqual(
    [await on(reader, 'one'), await on(reader, 'reading'), await on(reader, 'dropped')],
    [[], [], ['Work 1']],
  )
})

test('no note is lost where a work is on the other shelf already', async () => {
  const reader = await aReader('Nia')
  const work = works[0]!
  await reader.post(paths.workShelves({ work }), { put: 'one' })
  await reader.post(paths.workShelves({ work }), { put: 'two' })
  const { body } = await reader.get(paths.workShelves({ work }))
  const notes = [...body.matchAll(/href="(\/account\/bookmarks\/\d+)"/g)].map(([, link]) => link!)
  await reader.post(notes[1]!, { note: 'From One', shown: 'yes' })
  await reader.post(notes[2]!, { note: 'From Two' })
  await arrange(reader, 'one', { which: 'all', way: 'move', target: 'two' })
  const page = await reader.get(mine('two'))
  assert.ok(page.has('From Two From One') && page.has('Note, only for you'), page.text('main'))
  await reader.post(paths.workShelves({ work }), { put: 'reading' })
  await arrange(reader, 'two', { which: 'all', way: 'move', target: 'reading' })
  assert.ok((await reader.get(mine('reading'))).has('From Two From One'))
})

test('one work is taken off at once, several after a question', async () => {
  const reader = await aReader('Ola')
  const [one, two, three] = await boxes(reader, 'later', 'Work 1', 'Work 2', 'Work 3')
  await arrange(reader, 'later', { which: 'ticked', bookmark: one!, way: 'remove' })
  assert.ok(!(await reader.get(mine('later', { find: 'Work 1' }))).has('by Ada'))
  const asked = await arrange(reader, 'later', { which: 'ticked', bookmark: [two!, three!], way: 'remove' })
  assert.ok(asked.has('Take 2 works off Later?') && asked.has('Work 2') && asked.has('Work 3'))
  assert.equal((await reader.get(mine('later'))).has('6 works'), true, 'a question takes nothing off')
  const all = await arrange(reader, 'later', { which: 'all', way: 'remove' }, '?find=Work')
  assert.ok(all.has('Take 6 works off Later?'))
  const form = { way: 'remove', confirmed: 'yes', bookmarks: asked.field('bookmarks')!, to: asked.field('to')! }
  assert.ok((await reader.post(paths.shelfWorks({ shelf: 'later' }), form)).has('Done with 2 works.'))
  assert.ok((await reader.get(mine('later'))).has('4 works'))
})

test('what has gone can be moved and taken off like everything else', async () => {
  const reader = await aReader('Pat')
  const { workId } = await aWork(db, { by: cast.ada, title: 'Here Today' })
  await reader.post(paths.workShelves({ work: workId }), { put: 'one' })
  await db.updateTable('work').set({ deleted_at: NOON }).where('id', '=', workId).execute()
  await refreshWorks(db, [workId])
  await arrange(reader, 'one', { which: 'all', way: 'move', target: 'finished' })
  assert.ok((await reader.get(mine('finished'))).has('Here Today No longer in this archive'))
  await db.deleteFrom('work').where('id', '=', workId).execute()
  await arrange(reader, 'finished', { which: 'all', way: 'move', target: 'two' })
  assert.ok((await reader.get(mine('two'))).has('Here Today No longer in this archive'))
  await arrange(reader, 'two', { which: 'all', way: 'remove' })
  assert.ok(!(await reader.get(mine('two'))).has('Here Today'))
})

test('another member’s shelves and bookmarks do not exist', async () => {
  const [reader, thief] = [await aReader('Quinn'), await aReader('Thief')]
  await reader.post(paths.myShelves({}), { name: 'Treasure' })
  const bookmark = await boxes(reader, 'later', 'Work 1', 'Work 2')
  const form = { which: 'ticked', bookmark, confirmed: 'yes' }
  assert.ok((await arrange(thief, 'later', { ...form, way: 'remove' })).has('Tick some works first.'))
  assert.ok((await arrange(thief, 'later', { ...form, way: 'move', target: 'one' })).has('Tick some works first.'))
  assert.equal((await arrange(thief, 'later', { ...form, way: 'move', target: 'treasure' })).status, 404)
  assert.equal((await arrange(thief, 'treasure', { ...form, way: 'remove' })).status, 404)
  assert.ok((await reader.get(mine('later'))).has('7 works'))
  const asked = await thief.post(paths.shelfWorks({ shelf: 'later' }), { which: 'ticked', bookmark, way: 'remove' })
  assert.ok(!asked.has('Work 1'), 'a question names nothing of others')
  assert.ok((await arrange(archive.guest(), 'later', form)).path.startsWith('/login'))
})
