// What guests are given again is what they would be given anew, and nobody else's.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setImmediate as aTurn } from 'node:timers/promises'
import { aCast, aWork } from '../../test/cast.ts'
import { anApp } from '../../test/client.ts'
import { openTestDatabase } from '../../test/database.ts'
import { aSeries } from '../../test/review-stage.ts'
import { hideWorkFromReaders } from '../moderation/decide-on-work.ts'
import { takeInAll } from '../search/texts/reindex.ts'
import { changeSettings } from '../site/settings.ts'
import { inTransaction, openDatabase } from '../store/database.ts'
import { closeTexts, openTexts } from '../store/texts-file.ts'
import { refreshWorks } from '../works/refresh-work.ts'
import { paths } from './paths.ts'

const { db, queries, url, dataDir, close } = await openTestDatabase()
const otherNode = openDatabase({ url, dataDir, durable: false, pool: { connections: 2, idleSeconds: 1 } })
const cast = await aCast(db)
const archive = await anApp(db)
after(async () => {
  await otherNode.destroy()
  await close()
})
const books = '/browse/fandoms/books'
const { workId } = await aWork(db, { by: cast.ada, title: 'Alpha', tagIds: [cast.fandom.books] })
await aWork(db, { by: cast.bea, title: 'Beta', tagIds: [cast.fandom.books] })

async function titles(path = books): Promise<string> {
  await aTurn()
  return (await archive.guest().get(path)).text('main')
}

async function countQueries(path: string): Promise<number> {
  await aTurn()
  queries.length = 0
  await archive.guest().get(path)
  return queries.length
}

/** On PostgreSQL the server's own upkeep may write between two looks. */
async function fewestQueries(path: string): Promise<number> {
  const counts: number[] = []
  for (let time = 0; time < 5; time++) counts.push(await countQueries(path))
  return Math.min(...counts)
}

test('a list is put together once for all guests, and one look tells that nothing has changed', async () => {
  const series = await aSeries({ db, ada: cast.ada })
  for (const path of [
    books,
    '/',
    paths.works({}),
    paths.browse({}),
    paths.browseTitles({}),
    paths.browseAuthors({}),
    paths.browseSeries({}),
    paths.series({ series }),
    paths.author({ slug: 'ada' }),
    paths.vocabulary({ vocabulary: 'fandoms' }),
    paths.belowTag({ vocabulary: 'fandoms', tag: 'books' }),
    paths.search({}),
    paths.search({}, { q: 'alpha' }),
    '/suggest/tags/fandoms?q=bo',
    '/suggest/authors?q=a',
    '/suggest/titles?q=al',
    '/suggest/anything?q=a',
  ]) {
    assert.equal((await archive.guest().get(path)).status, 200, path)
    assert.equal(await fewestQueries(path), 1, path)
  }
  const [one, other] = [await archive.guest().get(books), await archive.guest().get(books)]
  assert.equal(other.body, one.body)
  assert.equal(other.response.headers.get('cache-control'), 'private, no-cache')
  assert.ok(other.response.headers.get('content-security-policy'))
  assert.notEqual(other.response.headers.get('x-request-id'), one.response.headers.get('x-request-id'))
})

test('whatever is written shows in the next answer, on this node and on others', async () => {
  assert.match(await titles(), /Alpha/)
  for (const [node, title] of [
    [otherNode, 'Gamma'],
    [db, 'Delta'],
    [otherNode, 'Omega'],
  ] as const) {
    await inTransaction(node, async (db) => {
      await db.updateTable('work').set({ title }).where('id', '=', workId).execute()
      await refreshWorks(db, [workId])
    })
    const shown = await titles()
    assert.ok(shown.includes(title) && !shown.includes('Alpha'), shown)
  }
  await changeSettings(db, { worksPerPage: 5, name: 'Another name' }, archive.clock.time)
  await aTurn()
  assert.match((await archive.guest().get(books)).text(), /Another name/)
})

test('a work that is hidden is gone from what was kept', async () => {
  assert.match(await titles(), /Omega/)
  await hideWorkFromReaders(db, cast.mo, { workId, reason: 'spam' }, archive.clock.time)
  for (const path of [books, '/', paths.works({}), paths.author({ slug: 'ada' })])
    assert.doesNotMatch(await titles(path), /Omega/, path)
})

test('members and guests with a cookie are given their own pages, and leave none behind', async () => {
  const { workId: secret } = await aWork(db, {
    by: cast.ada,
    title: 'For members',
    ratingId: cast.ratings.members,
    tagIds: [cast.fandom.books],
  })
  const rui = await archive.as(cast.rui)
  for (let time = 0; time < 2; time++) {
    assert.doesNotMatch(await titles(), /For members/)
    assert.match((await rui.get(books)).text('main'), /For members/)
    assert.ok((await rui.get(`/works/${secret}`)).status < 400)
  }
  const dark = archive.guest()
  dark.cookies.set('fanfold_look', 'theme.dark')
  queries.length = 0
  await dark.get(books)
  assert.ok(queries.length > 1)
})

test('a page is kept for the address and the host that it was asked under', async () => {
  const feed = (body: string) => /href="([^"]+)" type="application\/atom/.exec(body)?.[1] ?? body.slice(0, 300)
  const here = await archive.guest().get(`http://one.example${books}`)
  const there = await archive.guest().get(`http://two.example${books}`)
  assert.equal(feed(here.body).includes('two.example'), false)
  assert.equal(feed(there.body).includes('one.example'), false)
  assert.notEqual((await archive.guest().get(`${books}?sort=title`)).body, here.body)
})

test('what is kept is made anew after five seconds though nothing was written', async () => {
  await archive.guest().get(books)
  assert.equal(await fewestQueries(books), 1)
  archive.clock.time += 5001
  assert.ok((await countQueries(books)) > 1)
})

test('a search is kept once every work has been taken into its index, and not before', async () => {
  for (let made = 0; made < 51; made++) await aWork(db, { by: cast.ada, title: `Backlog ${made}` })
  const found = paths.search({}, { q: 'backlog' })
  await archive.guest().get(found)
  assert.ok((await fewestQueries(found)) > 1)
  const texts = openTexts(db)
  await takeInAll(texts, () => {}, { alone: true })
  await closeTexts(texts, db)
  assert.match(await titles(found), /51 works/)
  assert.equal(await fewestQueries(found), 1)
  await aWork(db, { by: cast.ada, title: 'Backlog again' })
  assert.match(await titles(found), /52 works/)
})

test('compressed pages are kept for those who can read them', async () => {
  const ask = async (encoding: string) =>
    archive.app.request(`http://archive.example${books}`, { headers: { 'accept-encoding': encoding } })
  for (let time = 0; time < 2; time++) {
    assert.equal((await ask('gzip')).headers.get('content-encoding'), 'gzip')
    assert.equal((await ask('identity')).headers.get('content-encoding'), null)
  }
})
