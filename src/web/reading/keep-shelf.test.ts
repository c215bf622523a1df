import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aMember, aWork, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { MOST_SHELVES } from '../../reading/keep-shelf.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, bea] = [archive.guest(), await archive.as(cast.rui), await archive.as(cast.bea)]
after(close)

const all = paths.myShelves({})
const mine = (shelf: string) => paths.myShelf({ shelf })
const lamp = await aWork(db, { by: cast.ada, title: 'The Lamp' })

test('everybody has five shelves before they use any, and the menu leads there', async () => {
  const page = await rui.get(all)
  assert.deepEqual(page.texts('h2').slice(0, 5), ['Later', 'Reading', 'Finished', 'Dropped', 'Favourites'])
  assert.equal((await rui.get(paths.home({}))).link('My shelves'), all)
  for (const shelf of ['later', 'reading', 'finished', 'dropped', 'favourites']) {
    const empty = await rui.get(mine(shelf))
    assert.ok(empty.has('Nothing stands here yet.') && empty.link('Find something to read'), shelf)
    assert.equal(empty.has('Everybody sees this shelf'), shelf === 'favourites', shelf)
  }
  assert.deepEqual(await db.selectFrom('shelf').select('id').execute(), [], 'looking makes none')
  assert.equal((await guest.get(all)).status, 303)
})

test('own shelves have names in any script, and addresses that stay when they are renamed', async () => {
  const made = await rui.post(all, { name: '  Für   verregnete Tage ' })
  assert.equal(made.path, `${mine('fur-verregnete-tage')}?done=made`)
  assert.ok(made.has('Für verregnete Tage') && made.has('Only you see this shelf.'))
  await rui.post(all, { name: 'كتب', public: 'yes' })
  assert.ok((await rui.get(mine('كتب'))).has('Everybody sees this shelf'))
  assert.equal((await rui.post(all, { name: '?!' })).path, `${mine('shelf')}?done=made`)
  assert.equal(
    (await rui.post(all, { name: 'Fur verregnete Tage' })).path,
    `${mine('fur-verregnete-tage-2')}?done=made`,
  )

  const edit = paths.editShelf({ shelf: 'fur-verregnete-tage' })
  assert.equal((await rui.get(edit)).field('name'), 'Für verregnete Tage')
  assert.ok((await rui.post(edit, { name: 'For the <b>sun</b>' })).has('Saved.'))
  assert.ok((await rui.get(mine('fur-verregnete-tage'))).has('For the <b>sun</b>'))
})

test('a name is needed, has an end, and is used once, whatever its letters look like', async () => {
  for (const [name, words] of [
    ['', 'A shelf needs a name.'],
    ['\u200b \u00ad', 'A shelf needs a name.'],
    ['x'.repeat(101), 'A name has at most 100 characters.'],
    ['FOR THE <B>ＳＵＮ</B>', 'You have a shelf of this name already.'],
    ['Favourites', 'You have a shelf of this name already.'],
    ['later', 'You have a shelf of this name already.'],
  ] as const) {
    const refused = await rui.post(all, { name, public: 'yes' })
    assert.ok(refused.status === 422 && refused.has(words), name)
    assert.equal(refused.field('name'), name)
    assert.ok(refused.body.includes('checked'), 'nothing is lost')
  }
  const renamed = await rui.post(paths.editShelf({ shelf: 'shelf' }), { name: 'For the <b>sun</b>' })
  assert.ok(renamed.status === 422 && renamed.has('You have a shelf of this name already.'))
  assert.ok((await rui.post(paths.editShelf({ shelf: 'shelf' }), { name: '?!' })).has('Saved.'), 'its own name is free')
  assert.ok((await bea.post(all, { name: 'For the <b>sun</b>' })).has('The shelf is there.'), 'another member’s too')
})

test('two forms at once make two shelves, or one of a name', async () => {
  const made = await Promise.all([1, 2, 3].map(() => bea.post(all, { name: 'Twice' })))
  assert.deepEqual(made.map((page) => page.status).sort(), [200, 422, 422])
  const alike = await Promise.all(['é-t', 'e-t', 'É t'].map((name) => bea.post(all, { name })))
  assert.ok(alike.every((page) => page.status === 200))
  assert.equal(new Set(alike.map((page) => page.path)).size, 3)
})

test('own shelves are put in order', async () => {
  const own = async () => (await bea.get(all)).texts('h2').slice(5, -1)
  const before = await own()
  assert.ok(before.length >= 5)
  await bea.post(paths.shelfPlace({ shelf: 'twice' }), { direction: 'up' })
  assert.deepEqual(await own(), [before[1], before[0], ...before.slice(2)])
  await bea.post(paths.shelfPlace({ shelf: 'twice' }), { direction: 'up' })
  await bea.post(paths.shelfPlace({ shelf: 'twice' }), { direction: 'down' })
  assert.deepEqual(await own(), before)
  assert.equal((await bea.post(paths.shelfPlace({ shelf: 'later' }), { direction: 'up' })).status, 404)
})

test('a shelf is deleted after a question; the works stay', async () => {
  await rui.post(paths.workShelves({ work: lamp.workId }), { put: 'shelf' })
  const place = paths.deleteShelf({ shelf: 'shelf' })
  const asked = await rui.get(place)
  assert.ok(asked.has('Delete the shelf ?!?') && asked.has('one thing, leaves the shelf with its note'))
  assert.equal((await rui.get(mine('shelf'))).status, 200, 'a question deletes nothing')
  assert.ok((await rui.post(place)).has('The shelf is gone.'))
  assert.equal((await rui.get(mine('shelf'))).status, 404)
  assert.equal((await guest.get(paths.work({ work: lamp.workId }))).status, 200)
  assert.equal((await rui.post(paths.deleteShelf({ shelf: 'later' }))).status, 403)
})

test('nobody else sees a private shelf or does anything to any shelf', async () => {
  await rui.post(all, { name: 'Secret' })
  for (const path of [paths.editShelf, paths.deleteShelf, paths.myShelf, paths.myShelfCsv, paths.myShelfJson])
    assert.equal((await bea.get(path({ shelf: 'secret' }))).status, 404, path.pattern)
  for (const path of [paths.editShelf, paths.deleteShelf, paths.shelfPlace, paths.shelfWorks])
    assert.equal((await bea.post(path({ shelf: 'secret' }), { name: 'Mine', way: 'remove' })).status, 404, path.pattern)
  const mo = await archive.as(cast.mo)
  for (const visitor of [guest, bea, mo])
    for (const path of [paths.shelf, paths.shelfCsv, paths.shelfJson])
      assert.equal((await visitor.get(path({ slug: 'rui', shelf: 'secret' }))).status, 404)
  assert.equal((await rui.get(paths.shelf({ slug: 'rui', shelf: 'secret' }))).status, 200)
})

test('an author’s page leads to the shelves on which the viewer finds something', async () => {
  const members = await aWork(db, { by: cast.ada, title: 'Inside', ratingId: cast.ratings.members })
  await rui.post(paths.workShelves({ work: members.workId }), { put: 'كتب' })
  await rui.post(paths.workShelves({ work: lamp.workId }), { put: 'finished' })
  await rui.post(paths.workShelves({ work: lamp.workId }), { put: 'secret' })
  const page = paths.author({ slug: 'rui' })
  assert.equal((await guest.get(page)).link('كتب'), null)
  assert.equal((await bea.get(page)).link('كتب'), paths.shelf({ slug: 'rui', shelf: 'كتب' }))
  for (const visitor of [guest, bea]) assert.ok(!(await visitor.get(page)).has('Secret'))
  assert.equal((await guest.get(page)).link('Finished'), null)
  await rui.post(paths.editShelf({ shelf: 'finished' }), { public: 'yes' })
  assert.equal((await guest.get(page)).link('Finished'), paths.shelf({ slug: 'rui', shelf: 'finished' }))
})

test('a private note stays private wherever the work is moved and whatever the shelf becomes', async () => {
  const { workId } = await aWork(db, { by: cast.ada, title: 'Noted' })
  const shelves = paths.workShelves({ work: workId })
  await rui.post(shelves, { put: 'reading' })
  const note = (await rui.get(shelves)).link('Note')!
  assert.ok(!(await rui.get(note)).body.includes('checked'), 'on a private shelf a note is private at first')
  await rui.post(note, { note: 'Only for me' })
  await rui.post(shelves, { put: 'finished' })
  const shown = paths.shelf({ slug: 'rui', shelf: 'finished' })
  for (const visitor of [guest, rui]) assert.ok(!(await visitor.get(shown)).has('Only for me'))
  assert.ok((await guest.get(shown)).has('Noted') && (await rui.get(mine('finished'))).has('Only for me'))
  await rui.post(note, { note: 'For everybody', shown: 'yes' })
  assert.ok((await guest.get(shown)).has('For everybody'))
})

test('there is an end to how many shelves somebody has', async () => {
  const eve = await aMember(db, 'Eve')
  const rows = Array.from({ length: MOST_SHELVES }, (_, number) => ({
    account_id: eve.accountId,
    kind: 'own' as const,
    name: `Shelf ${number}`,
    name_folded: `shelf ${number}`,
    slug: `shelf-${number}`,
    position: number,
    created_at: NOON,
  }))
  await db.insertInto('shelf').values(rows).execute()
  const refused = await (await archive.as(eve)).post(all, { name: 'One more' })
  assert.ok(refused.status === 422 && refused.has('You have 100 shelves, which is the most.'))
})
