import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aPseud, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, bea, ada] = [
  archive.guest(),
  await archive.as(cast.rui),
  await archive.as(cast.bea),
  await archive.as(cast.ada),
]
after(close)

const mine = (of?: string) => paths.myShelf({ shelf: 'favourites' }, { of })
const shelfOf = (slug: string, of?: string) => paths.shelf({ slug, shelf: 'favourites' }, { of })

async function aSeries(title: string): Promise<number> {
  const times = { created_at: NOON, updated_at: NOON, hidden_at: null }
  const row = { title, sort_title: title, pseud_id: cast.ada.pseudId, ...times }
  return (await db.insertInto('series').values(row).returning('id').executeTakeFirstOrThrow()).id
}

/** Where the note on a work is written, as the page of its shelves leads there. */
async function noteOf(visitor: Visitor, workId: number): Promise<string> {
  return (await visitor.get(paths.workShelves({ work: workId }))).link('Note')!
}

const lamp = await aWork(db, { by: cast.ada, title: 'The Lamp' })
const saga = await aSeries('The Saga')

test('a work, a series and an author are added to the favourites, with a note that everybody reads', async () => {
  await rui.post(paths.workShelves({ work: lamp.workId }), { put: 'favourites' })
  const edit = await noteOf(rui, lamp.workId)
  const note = 'Read it *twice*, <em>at least</em><script>alert(1)</script>'
  assert.ok((await rui.post(edit, { note, shown: 'yes' })).has('Saved.'))
  const added = await rui.post(paths.seriesBookmark({ series: saga }))
  assert.ok(added.has('Added. You can write a note to it.'))
  await rui.post(paths.authorBookmark({ slug: 'ada' }))

  assert.equal((await guest.get(paths.author({ slug: 'rui' }))).link('Favourites'), shelfOf('rui'))
  const works = await guest.get(shelfOf('rui'))
  assert.deepEqual(works.texts('.tabs'), ['Works (1) Series (1) Authors (1)'])
  assert.deepEqual(works.texts('.blurb-title'), ['The Lamp by Ada'])
  assert.ok(works.inner('.bookmark-note')!.includes('<em>at least</em>') && !works.body.includes('alert(1)'))
  assert.ok((await guest.get(shelfOf('rui', 'series'))).has('The Saga by Ada'))
  assert.equal((await guest.get(shelfOf('rui', 'authors'))).link('Ada'), paths.author({ slug: 'ada' }))
  assert.ok((await rui.get(paths.work({ work: lamp.workId }))).has('On your shelves: Favourites'))
  assert.ok((await rui.get(paths.chapter({ work: lamp.workId, chapter: lamp.chapterIds[0]! }))).has('On your shelves'))
  assert.ok((await rui.get(paths.series({ series: saga }))).has('Among your favourites'))
  assert.ok((await rui.get(paths.author({ slug: 'ada' }))).has('Among your favourites'))
  assert.ok(!(await guest.get(paths.work({ work: lamp.workId }))).has('shel'))
})

test('a second time changes nothing, and a guest is asked to log in', async () => {
  await rui.post(paths.workShelves({ work: lamp.workId }), { put: 'favourites' })
  assert.ok((await rui.get(mine())).has('Works (1)'))
  const asked = await guest.post(paths.workShelves({ work: lamp.workId }), { put: 'favourites' })
  assert.ok(asked.path.startsWith('/login'))
  assert.equal((await guest.get(mine())).status, 303)
})

test('the owner edits and removes, nobody else does', async () => {
  const { workId } = await aWork(db, { by: cast.ada, title: 'Short Love' })
  await rui.post(paths.workShelves({ work: workId }), { put: 'favourites' })
  const edit = await noteOf(rui, workId)
  assert.equal((await bea.get(edit)).status, 404)
  assert.equal((await bea.post(edit, { note: 'Mine now' })).status, 404)
  assert.equal((await bea.post(`${edit}/remove`)).status, 404)
  const tooLong = await rui.post(edit, { note: 'x'.repeat(20_001) })
  assert.equal(tooLong.status, 422)
  assert.ok(tooLong.has('at most 20000 characters') && tooLong.field('note')?.length === 20_001)
  assert.ok((await rui.post(`${edit}/remove`)).has('Taken off.'))
  assert.ok(!(await rui.get(mine())).has('Short Love'))
})

test('a shelf that its owner closes is nobody else’s', async () => {
  await bea.post(paths.workShelves({ work: lamp.workId }), { put: 'favourites' })
  assert.equal((await guest.get(shelfOf('bea'))).status, 200)
  const edit = paths.editShelf({ shelf: 'favourites' })
  assert.ok((await bea.post(edit)).has('Only you see this shelf.'))
  assert.equal((await guest.get(shelfOf('bea'))).status, 404)
  assert.equal((await (await archive.as(cast.mo)).get(shelfOf('bea'))).status, 404)
  assert.equal((await bea.get(shelfOf('bea'))).status, 200)
  assert.equal((await guest.get(paths.author({ slug: 'bea' }))).link('Favourites'), null)
  await bea.post(edit, { public: 'yes' })
  assert.equal((await guest.get(shelfOf('bea'))).status, 200)
})

test('another pen name of the owner tells nothing of the shelf', async () => {
  await ada.post(paths.seriesBookmark({ series: saga }))
  assert.equal((await guest.get(shelfOf('ada', 'series'))).status, 200)
  assert.equal((await guest.get(shelfOf('wren'))).status, 404)
  assert.equal((await guest.get(paths.author({ slug: 'wren' }))).link('Favourites'), null)
})

test('what the viewer may not know of stands on no shelf and in no count', async () => {
  const other = await aPseud(db, cast.mo.accountId, 'Moth', false)
  assert.ok(other.pseudId)
  const secrets = [
    await aWork(db, { by: cast.ada, title: 'SECRET draft' }),
    await aWork(db, { by: cast.ada, title: 'SECRET hidden' }),
    await aWork(db, { by: cast.ada, title: 'SECRET members', ratingId: cast.ratings.members }),
  ]
  const hiddenSeries = await aSeries('SECRET series')
  const mo = await archive.as(cast.mo)
  for (const { workId } of secrets) await mo.post(paths.workShelves({ work: workId }), { put: 'favourites' })
  await mo.post(paths.seriesBookmark({ series: hiddenSeries }))
  await db.updateTable('work').set({ posted_at: null }).where('id', '=', secrets[0]!.workId).execute()
  await db.updateTable('work').set({ hidden_at: NOON }).where('id', '=', secrets[1]!.workId).execute()
  await db.updateTable('series').set({ hidden_at: NOON }).where('id', '=', hiddenSeries).execute()
  await refreshWorks(
    db,
    secrets.map(({ workId }) => workId),
  )

  const seen = await guest.get(shelfOf('mo'))
  assert.ok(!seen.body.includes('SECRET') && seen.has('Works (0)') && seen.has('Series (0)'))
  assert.ok(!(await guest.get(shelfOf('mo', 'series'))).body.includes('SECRET'))
  assert.equal((await guest.get(paths.author({ slug: 'mo' }))).link('Favourites'), null)
  const byMember = await rui.get(shelfOf('mo'))
  assert.ok(byMember.has('Works (1)') && byMember.has('SECRET members') && !byMember.has('SECRET hidden'))
  const own = await mo.get(mine())
  assert.ok(own.has('Not to be read at present') && own.has('SECRET hidden'), 'its title is left to whoever kept it')
  for (const { workId } of secrets.slice(0, 2))
    assert.equal((await rui.post(paths.workShelves({ work: workId }), { put: 'favourites' })).status, 404)
  assert.equal((await rui.post(paths.seriesBookmark({ series: hiddenSeries }))).status, 404)
  assert.equal((await rui.post(paths.authorBookmark({ slug: 'nobody' }))).status, 404)
})

test('a work that vanished leaves its title to the one who kept it, and to nobody else', async () => {
  const { workId } = await aWork(db, { by: cast.ada, title: 'Here Today' })
  await rui.post(paths.workShelves({ work: workId }), { put: 'favourites' })
  await db.updateTable('work').set({ deleted_at: NOON }).where('id', '=', workId).execute()
  await refreshWorks(db, [workId])
  const own = await rui.get(mine())
  assert.ok(own.has('Here Today') && own.has('No longer in this archive'))
  assert.equal(own.link('Here Today'), null)
  assert.ok(!(await guest.get(shelfOf('rui'))).has('Here Today'))
  await db.deleteFrom('work').where('id', '=', workId).execute()
  assert.ok((await rui.get(mine())).has('Here Today'))
})

test('the gate before a work keeps it from being added', async () => {
  const { workId } = await aWork(db, { by: cast.ada, title: 'Of Age', ratingId: cast.ratings.explicit })
  assert.equal((await rui.post(paths.workShelves({ work: workId }), { put: 'favourites' })).status, 404)
  assert.equal((await rui.post(paths.workSubscription({ work: workId }))).status, 404)
})

test('whoever follows a work is told what is new until they have read it', async () => {
  const { workId, chapterIds } = await aWork(db, { by: cast.ada, title: 'In Parts' })
  const chapter = paths.chapter({ work: workId, chapter: chapterIds[0]! })
  await rui.post(paths.workSubscription({ work: workId }))
  assert.ok((await rui.get(paths.work({ work: workId }))).has('Stop following'))
  assert.ok(!(await rui.get(paths.following({}))).has('New since you read'))
  await db
    .updateTable('work')
    .set({ updated_at: NOON + DAY })
    .where('id', '=', workId)
    .execute()
  assert.ok((await rui.get(paths.following({}))).has('New since you read'))
  archive.clock.time = NOON + 2 * DAY
  await rui.get(chapter)
  const page = await rui.get(paths.following({}))
  assert.ok(page.has('In Parts') && !page.has('New since you read') && page.has('Last read 17 January 2026'))
  await db
    .updateTable('work')
    .set({ updated_at: NOON + 3 * DAY })
    .where('id', '=', workId)
    .execute()
  archive.clock.time = NOON + 4 * DAY
  assert.ok((await rui.get(paths.following({}))).has('New since you read'))
  await rui.get(paths.work({ work: workId }))
  assert.ok((await rui.get(paths.following({}))).has('New since you read'), 'the contents are not the text')
  await rui.get(paths.wholeWork({ work: workId }))
  assert.ok(!(await rui.get(paths.following({}))).has('New since you read'))
  archive.clock.time = NOON
  await rui.post(paths.workSubscription({ work: workId }), { back: 'yes', to: paths.following({}) })
  assert.ok(!(await rui.get(paths.following({}))).has('In Parts'))
  assert.equal((await ada.post(paths.workSubscription({ work: workId }))).status, 403)
})

test('authors are followed and let go of', async () => {
  await rui.post(paths.authorSubscription({ slug: 'ada' }))
  const page = await rui.get(paths.following({}))
  assert.equal(page.link('Ada'), paths.author({ slug: 'ada' }))
  await rui.post(paths.authorSubscription({ slug: 'ada' }), { back: 'yes' })
  assert.equal((await rui.get(paths.following({}))).text('.my-works'), '')
  assert.equal((await ada.post(paths.authorSubscription({ slug: 'wren' }))).status, 403)
})

test('followed works that are hidden leave no trace in the list', async () => {
  const { workId } = await aWork(db, { by: cast.ada, title: 'Soon Hidden' })
  await rui.post(paths.workSubscription({ work: workId }))
  await db.updateTable('work').set({ hidden_at: NOON }).where('id', '=', workId).execute()
  await refreshWorks(db, [workId])
  assert.ok(!(await rui.get(paths.following({}))).has('Soon Hidden'))
})

test('shelves and lists of followed works cost the same queries however long they are', async () => {
  const reader = await archive.as(cast.olga)
  const cost = async (path: string) => {
    const counts: number[] = []
    // What is kept in memory for seconds may run out between two requests, so the cheapest of several counts.
    for (let time = 0; time < 4; time++) {
      queries.length = 0
      assert.equal((await reader.get(path)).status, 200)
      counts.push(queries.length)
    }
    return Math.min(...counts)
  }
  const add = async () => {
    const { workId } = await aWork(db, { by: cast.bea, title: 'One more' })
    await reader.post(paths.workShelves({ work: workId }), { put: 'favourites' })
    await reader.post(paths.workSubscription({ work: workId }))
  }
  await add()
  const pages = [mine(), shelfOf('olga'), paths.following({}), paths.author({ slug: 'olga' })]
  const few: number[] = []
  for (const path of pages) few.push(await cost(path))
  for (let more = 0; more < 12; more++) await add()
  const many: number[] = []
  for (const path of pages) many.push(await cost(path))
  assert.deepEqual(many, few)
  assert.ok(
    few.every((count) => count <= 14),
    few.join(', '),
  )
})
