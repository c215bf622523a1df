import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aMember, aTag, aWork, DAY, NOON } from '../../../../test/cast.ts'
import { anApp, type Page, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase } from '../../../../test/database.ts'
import { CHECKERS } from '../../../../test/feed-checker.ts'
import { MOST_SEARCHES } from '../../../reading/searches/keep-search.ts'
import { noteWorkChanges } from '../../../store/work-changes.ts'
import { refreshWorks } from '../../../works/refresh-work.ts'
import { feeds, paths } from '../../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, bea] = [archive.guest(), await archive.as(cast.rui), await archive.as(cast.bea)]
after(close)

const { vocabulary_id: fandoms } = await db
  .selectFrom('tag')
  .where('id', '=', cast.fandom.books)
  .select('vocabulary_id')
  .executeTakeFirstOrThrow()
const poirot = await aTag(db, fandoms, 'Poirot')
await aWork(db, { by: cast.ada, title: 'Old Holmes', tagIds: [cast.fandom.holmes], postedAt: NOON - DAY })
await aWork(db, { by: cast.ada, title: 'Old Poirot', tagIds: [poirot], postedAt: NOON - DAY })
const holmes = paths.tag({ vocabulary: 'fandoms', tag: 'sherlock-holmes' })

const names = (page: Page) => page.texts('h2')
const onHome = async (visitor: Visitor) =>
  (await visitor.get(paths.home({}))).texts('section').find((text) => text.startsWith('Saved searches')) ?? ''
const save = (visitor: Visitor, name: string, query: string) => visitor.post(paths.savedSearches({}), { name, query })
const idOf = async (name: string) =>
  (
    await db
      .selectFrom('saved_search')
      .where('account_id', '=', cast.rui.accountId)
      .where('name', '=', name)
      .select('id')
      .executeTakeFirstOrThrow()
  ).id

test('a narrowed list is saved under a name and opened again', async () => {
  assert.equal((await rui.get(paths.works({}))).link('Save this search'), null)
  assert.equal((await guest.get(`${paths.works({})}?status=complete`)).link('Save this search'), null)
  const list = await rui.get(`${holmes}?status=in-progress`)
  const form = await rui.get(list.link('Save this search')!)
  assert.ok(form.has('Sherlock Holmes') && form.field('name')!.includes('Sherlock Holmes'))
  assert.equal(form.field('query'), 'with=fandoms/sherlock-holmes&status=in-progress')
  const saved = await save(rui, 'Holmes, running', form.field('query')!)
  assert.ok(saved.has('Saved.'))
  assert.deepEqual(names(saved), ['Holmes, running'])
  const opened = await rui.get(saved.link('Holmes, running')!)
  assert.equal(opened.location, '/works?with=fandoms/sherlock-holmes&status=in-progress')
  assert.deepEqual((await rui.get(opened.location!)).texts('h3'), ['Old Holmes by Ada'])
  const author = await rui.get(`${paths.author({ slug: 'ada' })}?without=fandoms/poirot`)
  const byAda = await rui.get(author.link('Save this search')!)
  assert.equal(byAda.field('query'), 'without=fandoms/poirot&author=ada')
})

test('what would be saved is told, even where that is everything', async () => {
  for (const [list, meaning] of [
    ['garbage', 'All works'],
    ['/works?with=fandoms/nothing', 'All works'],
    [`${holmes}?status=complete`, 'Sherlock Holmes · Complete'],
  ]) {
    const form = await rui.get(paths.saveSearch({}, { list }))
    assert.deepEqual([form.status, form.texts('p.quiet').includes(meaning!)], [200, true], form.text('main'))
  }
})

test('a name is needed, and used once; what was typed stays', async () => {
  const again = await save(rui, ' holmes,  RUNNING', 'with=fandoms/poirot')
  assert.ok(again.status === 422 && again.has('You have a saved search of this name already.'))
  assert.equal(again.field('query'), 'with=fandoms/poirot')
  assert.equal((await save(rui, ' ', 'with=fandoms/poirot')).status, 422)
  assert.ok((await save(bea, 'Holmes, running', 'with=fandoms/poirot')).has('Saved.'))
})

test('the home page counts what was posted since the last look, without what is hidden', async () => {
  assert.equal(await onHome(rui), 'Saved searches Holmes, running All my saved searches')
  for (const title of ['New One', 'New Two'])
    await aWork(db, { by: cast.ada, title, tagIds: [cast.fandom.holmes], postedAt: NOON + 1000 })
  const hidden = await aWork(db, { by: cast.bea, tagIds: [cast.fandom.holmes], postedAt: NOON + 1000 })
  assert.ok((await onHome(rui)).includes('Holmes, running 3 new'))
  await rui.post(paths.hidden({}), { hide: `work ${hidden.workId}` })
  for (let round = 0; round < 2; round++) {
    assert.ok((await onHome(rui)).includes('Holmes, running 2 new'))
    assert.ok(!(await onHome(bea)).includes('new'))
    assert.equal(await onHome(guest), '')
  }
  archive.clock.time = NOON + 2000
  await rui.get(paths.savedSearch({ search: await idOf('Holmes, running') }))
  assert.ok(!(await onHome(rui)).includes('new'))
})

test('searches are renamed, put in order and deleted', async () => {
  await save(rui, '雨の物語', 'language=ja')
  const second = await idOf('雨の物語')
  assert.deepEqual(names(await rui.post(paths.savedSearchPlace({ search: second }), { direction: 'up' })), [
    '雨の物語',
    'Holmes, running',
  ])
  await rui.post(paths.savedSearchPlace({ search: second }), { direction: 'up' })
  const renamed = await rui.post(paths.editSavedSearch({ search: second }), { name: 'Rain' })
  assert.deepEqual(names(renamed), ['Rain', 'Holmes, running'])
  const mistaken = await rui.post(paths.editSavedSearch({ search: second }), { name: 'Holmes, running' })
  assert.ok(mistaken.status === 422 && mistaken.field('name') === 'Holmes, running')
  assert.deepEqual(names(await rui.post(paths.deleteSavedSearch({ search: second }))), ['Holmes, running'])
})

test('the searches of others are not found', async () => {
  const search = await idOf('Holmes, running')
  for (const path of [paths.savedSearch, paths.editSavedSearch, paths.deleteSavedSearch]) {
    assert.equal((await bea.get(path({ search }))).status, 404)
    assert.ok((await guest.get(path({ search }))).location?.startsWith('/login'))
  }
  for (const path of [
    paths.editSavedSearch,
    paths.savedSearchPlace,
    paths.deleteSavedSearch,
    paths.savedSearchFeed,
    paths.revokeSavedSearchFeed,
  ])
    assert.equal((await bea.post(path({ search }), { name: 'Mine', direction: 'up' })).status, 404)
  assert.ok(names(await rui.get(paths.savedSearches({}))).includes('Holmes, running'))
})

test('each has a feed by a secret address, which holds what its owner may see and wants to', async () => {
  const search = await idOf('Holmes, running')
  const page = await rui.send('POST', paths.savedSearchFeed({ search }))
  assert.equal(page.response.headers.get('cache-control'), 'no-store')
  const [, atom] = /<code>(http[^<]*feed\.atom)</.exec(page.body)!
  const token = atom!.split('/').at(-2)!
  const members = await aWork(db, {
    by: cast.ada,
    title: 'Members Only',
    ratingId: cast.ratings.members,
    tagIds: [cast.fandom.holmes],
  })
  const own = await guest.get(atom!)
  assert.ok(own.body.includes('Old Holmes') && own.body.includes('Members Only') && !own.body.includes('Old Poirot'))
  assert.ok(!own.body.includes('The text of chapter'))
  assert.ok(own.response.headers.get('cache-control')?.startsWith('private'))
  const etag = own.response.headers.get('etag')!
  assert.equal((await guest.send('GET', atom!, { headers: { 'if-none-match': etag } })).status, 304)
  await rui.post(paths.hidden({}), { hide: `work ${members.workId}` })
  assert.ok(!(await guest.get(atom!)).body.includes('Members Only'))
  for (const format of ['atom', 'rss', 'json'] as const)
    await CHECKERS[format]((await guest.get(feeds.savedSearch[format]({ token }))).body)
  await rui.post(paths.revokeSavedSearchFeed({ search }))
  assert.equal((await guest.get(atom!)).status, 404)
  assert.equal((await guest.get(feeds.savedSearch.rss({ token: 'odd' }))).status, 404)
})

test('a narrowed list has a feed for everybody, with what guests may see', async () => {
  const list = await guest.get(`${holmes}?status=in-progress`)
  const atom = list.links().find((link) => link.startsWith('/feeds/works.atom'))!
  const feed = await guest.get(atom)
  assert.ok(feed.status === 200 && feed.body.includes('Old Holmes'))
  assert.ok(!feed.body.includes('Old Poirot') && !feed.body.includes('Members Only'))
  assert.equal((await rui.get(atom)).body, feed.body, 'the same for whoever asks')
  for (const format of ['atom', 'rss', 'json'] as const)
    await CHECKERS[format]((await guest.get(`${feeds.filtered[format]({})}?without=fandoms/poirot`)).body)
  assert.ok((await guest.get('/feeds/works.json?with=fandoms/nothing')).status === 200)
  assert.equal((await guest.get('/feeds/works.json?words-from=odd')).status, 422)
})

test('words in texts can be saved and followed too', async () => {
  for (const title of ['The Lantern', 'The Lantern Again']) await aWork(db, { by: cast.bea, title })
  while (await archive.parts.textSearch.keepUp());
  const form = await rui.get((await rui.get(`${paths.search({})}?q=lantern+again`)).link('Save this search')!)
  assert.equal(form.field('query'), 'q=lantern+again')
  await save(rui, 'Lanterns', form.field('query')!)
  const search = await idOf('Lanterns')
  const opened = await rui.get((await rui.get(paths.savedSearch({ search }))).location!)
  assert.deepEqual(opened.texts('h3'), ['The Lantern Again by Bea'])
  const [, json] = /<code>(http[^<]*feed\.json)</.exec(
    (await rui.send('POST', paths.savedSearchFeed({ search }))).body,
  )!
  for (const address of [json!, '/feeds/works.json?q=lantern+again'])
    assert.deepEqual(
      JSON.parse((await guest.get(address)).body).items.map(({ title }: { title: string }) => title),
      ['The Lantern Again'],
    )
})

test('what is new of a search for words is counted as the list finds it, gates and all', async () => {
  const time = archive.clock.time + 5000
  const lanterns = 'Lanterns 3 new'
  const tell = (title: string, more: object = {}) => aWork(db, { by: cast.bea, title, postedAt: time, ...more })
  const old = await tell('A lantern, again', { postedAt: NOON - DAY })
  await tell('Lantern again and again')
  await tell('Another', { chapters: [{ html: '<p>Again that lantern.</p>' }] })
  await tell('Lantern alone')
  const shut = '<p>Again that lantern.</p>'
  await tell('Grown up', { ratingId: cast.ratings.explicit, chapters: [{ html: shut }] })
  const hidden = await tell('A hidden lantern, again')
  // With the lowest number of all that are new.
  await db.updateTable('work').set({ posted_at: time }).where('id', '=', old.workId).execute()
  await refreshWorks(db, [old.workId])
  await noteWorkChanges(db, [old.workId])
  await rui.post(paths.hidden({}), { hide: `work ${hidden.workId}` })
  assert.ok((await onHome(rui)).includes(lanterns), await onHome(rui))
  const search = await idOf('Lanterns')
  archive.clock.time = time + 1000
  await rui.get(paths.savedSearch({ search }))
  assert.ok((await onHome(rui)).includes('Lanterns') && !(await onHome(rui)).includes(lanterns))
})

test('what is gone since is said, and the rest goes on; a merged tag is followed', async () => {
  const gone = await aTag(db, fandoms, 'Gone')
  await save(rui, 'Two of them', 'any=fandoms/gone&any=fandoms/poirot')
  await save(rui, 'Only that', 'with=fandoms/gone')
  await save(rui, 'Merged', 'with=fandoms/poirot')
  await db.deleteFrom('tag').where('id', '=', gone).execute()
  await db.updateTable('tag').set({ canonical_id: cast.fandom.holmes }).where('id', '=', poirot).execute()
  await refreshWorks(
    db,
    (await db.selectFrom('work').select('id').execute()).map(({ id }) => id),
  )
  const page = await rui.get(paths.savedSearches({}))
  const notices = page.texts('p.notice')
  assert.ok(
    notices.some((text) => text === 'No longer in this archive: fandoms/gone. The search goes on without it.'),
    notices.join(),
  )
  assert.ok(notices.some((text) => text.includes('this search finds nothing')))
  assert.equal(
    (await rui.get(paths.savedSearch({ search: await idOf('Two of them') }))).location,
    '/works?any=fandoms/sherlock-holmes',
  )
  assert.equal(
    (await rui.get(paths.savedSearch({ search: await idOf('Merged') }))).location,
    '/works?with=fandoms/sherlock-holmes',
  )
  assert.ok(
    (await rui.get(paths.savedSearch({ search: await idOf('Only that') }))).location!.startsWith('/account/searches#'),
  )
  assert.ok((await onHome(rui)).includes('Something of it is gone'))
})

test('there is an end to how many a member saves, and they cost the same however many there are', async () => {
  const lee = await archive.as(await aMember(db, 'Lee'))
  const cost = async (path: string) => {
    const counts: number[] = []
    for (let time = 0; time < 3; time++) {
      queries.length = 0
      await lee.get(path)
      counts.push(queries.length)
    }
    return Math.min(...counts)
  }
  await save(lee, 'Search 0', 'with=fandoms/sherlock-holmes&author=ada')
  const few = [await cost(paths.home({})), await cost(paths.savedSearches({}))]
  for (let number = 1; number < MOST_SEARCHES; number++)
    await save(
      lee,
      `Search ${number}`,
      `with=fandoms/sherlock-holmes&without=fandoms/books&author=ada&words-from=${number}`,
    )
  assert.deepEqual([await cost(paths.home({})), await cost(paths.savedSearches({}))], few)
  assert.ok((await save(lee, 'One more', 'status=complete')).has('which is the most'))
})
