// Searches within a series or a shelf.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aWork, DAY, NOON } from '../../../../test/cast.ts'
import { anApp, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase } from '../../../../test/database.ts'
import { editShelf, makeShelf } from '../../../reading/keep-shelf.ts'
import { putOnShelf } from '../../../reading/put-on-shelf.ts'
import { paths } from '../../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [rui, bea] = [await archive.as(cast.rui), await archive.as(cast.bea)]
after(close)

async function aSeries(title: string): Promise<number> {
  const times = { created_at: NOON, updated_at: NOON, hidden_at: null }
  const row = { title, sort_title: title, pseud_id: cast.ada.pseudId, ...times }
  return (await db.insertInto('series').values(row).returning('id').executeTakeFirstOrThrow()).id
}

let position = 0
async function inSeries(series: number, title: string, more: object = {}): Promise<void> {
  const { workId } = await aWork(db, { by: cast.ada, title, postedAt: NOON - DAY, ...more })
  const row = { series_id: series, work_id: workId, position: ++position, confirmed: 1 }
  await db.insertInto('series_entry').values(row).execute()
}

const onHome = async (visitor: Visitor) =>
  (await visitor.get(paths.home({}))).texts('section').find((text) => text.startsWith('Saved searches')) ?? ''
const searches = (visitor: Visitor) => visitor.get(paths.savedSearches({}))

/** Saves the narrowed list as its own page offers it; returns where it is opened. */
async function save(visitor: Visitor, list: string, name: string, query: string): Promise<string> {
  const form = await visitor.get((await visitor.get(list)).link('Save this search')!)
  assert.equal(form.field('query'), query)
  const saved = await visitor.post(paths.savedSearches({}), { name, query: form.field('query')! })
  return saved.link(name)!
}

const later = { postedAt: NOON + 1000 }

test('a filtered series is saved, opened, counted, and lost when it is hidden', async () => {
  const saga = await aSeries('The Saga')
  await inSeries(saga, 'One', { complete: true })
  await inSeries(saga, 'Two')
  const list = `${paths.series({ series: saga })}?status=in-progress`
  assert.equal((await rui.get(paths.series({ series: saga }))).link('Save this search'), null)
  const open = await save(rui, list, 'Running saga', `series=${saga}&status=in-progress`)
  assert.ok((await searches(rui)).has('The Saga'))
  assert.equal((await rui.get(open)).location, list)
  assert.ok(!(await onHome(rui)).includes('new'))
  await aWork(db, { by: cast.ada, title: 'Elsewhere', ...later })
  await inSeries(saga, 'Three', later)
  await inSeries(saga, 'Four', { ...later, complete: true })
  await inSeries(saga, 'Of members', { ...later, ratingId: cast.ratings.members })
  assert.ok((await onHome(rui)).includes('Running saga 2 new'), await onHome(rui))
  await db.updateTable('series').set({ hidden_at: NOON }).where('id', '=', saga).execute()
  assert.ok(!(await onHome(rui)).includes('new'))
  const page = await searches(rui)
  assert.ok(page.has('is not there any more') && !page.has('The Saga'))
  assert.ok((await rui.get(open)).location!.startsWith('/account/searches#'))
})

test('a filtered shelf is saved with all that narrows it, under each new name, and for as long as it is open', async () => {
  const slug = await makeShelf(db, cast.bea, { name: 'Lamps', isPublic: true }, NOON)
  const put = async (title: string, more: object = {}) => {
    const { workId } = await aWork(db, { by: cast.ada, title, postedAt: NOON - DAY, ...more })
    await putOnShelf(db, cast.bea, { workId, shelf: slug }, NOON)
    return workId
  }
  await put('Lamp of old')
  const list = `${paths.shelf({ slug: 'bea', shelf: slug })}?status=in-progress&find=lamp`
  const { id } = await db.selectFrom('shelf').where('slug', '=', slug).select('id').executeTakeFirstOrThrow()
  const query = `shelf=${id}&find=lamp&status=in-progress`
  const open = await save(rui, list, 'Her lamps', query)
  assert.ok((await searches(rui)).has('Lamps · with “lamp” in title or author'))
  assert.equal((await rui.get(open)).location, list)
  const hidden = await put('Lamp that is hidden', later)
  await put('Lamp, new', later)
  await put('Candle', later)
  assert.ok((await onHome(rui)).includes('Her lamps 2 new'), await onHome(rui))
  for (const visitor of [rui, bea]) await visitor.post(paths.hidden({}), { hide: `work ${hidden}` })
  assert.ok((await onHome(rui)).includes('Her lamps 1 new'))
  // From one's own shelf nothing is hidden.
  await save(bea, `${paths.myShelf({ shelf: slug })}?status=in-progress&find=lamp`, 'My lamps', query)
  await db.updateTable('saved_search').set({ looked_at: NOON }).where('name', '=', 'My lamps').execute()
  assert.ok((await onHome(bea)).includes('My lamps 2 new'), await onHome(bea))
  await editShelf(db, cast.bea, slug, { name: 'Lights', isPublic: true }, NOON)
  assert.ok((await searches(rui)).has('Lights'))
  await editShelf(db, cast.bea, slug, { name: 'Secrets', isPublic: false }, NOON)
  const page = await searches(rui)
  assert.ok(page.has('not for you') && !page.has('Secrets'))
  assert.ok(!(await onHome(rui)).includes('Her lamps 1'))
  const guessed = await rui.post(paths.savedSearches({}), { name: 'Guessed', query })
  assert.ok(guessed.has('Saved.') && !guessed.has('Secrets'))
})
