import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseXml } from '../../../test/feed-checker.ts'
import { aCast, aMember, aTag, aVocabulary, aWork, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { readCatalogue } from '../../../test/catalogue-reader.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { openShelves } from '../../reading/open-shelves.ts'
import { changeSettings } from '../../site/settings.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let guest: Visitor

before(async () => {
  home = await openTestDatabase()
  const { db } = home
  archive = await anApp(db)
  cast = await aCast(db)
  guest = archive.guest()
  await changeSettings(db, { worksPerPage: 5 }, NOON)
  const { general, explicit, mature, members } = cast.ratings
  const spoiler = await aVocabulary(db, 'spoilers', 'facet')
  await db.updateTable('vocabulary').set({ spoiler: 1 }).where('id', '=', spoiler).execute()
  const butler = await aTag(db, spoiler, 'The Butler')
  const works = [
    { title: 'Alpha 100% sure', ratingId: general, tagIds: [cast.fandom.holmes, butler] },
    { title: 'Beta', ratingId: general, language: 'fr', complete: true },
    { title: 'Gamma', ratingId: explicit, summary: '<p>Secretsummary</p>' },
    { title: 'Delta', ratingId: mature, tagIds: [cast.fandom.books] },
    { title: 'For members', ratingId: members, tagIds: [cast.fandom.books] },
    { title: 'Unrated', ratingId: null, complete: true },
    { title: 'Draft', postedAt: null },
    { title: 'Hidden', hiddenAt: NOON },
  ]
  for (const [index, work] of works.entries())
    await aWork(db, { by: index % 2 === 0 ? cast.ada : cast.bea, postedAt: NOON - index * DAY, ...work })
  while (await archive.parts.textSearch.keepUp());
})
after(() => home.close())

const ROOTS = ['/opds', '/opds/v2']

async function read(path: string, visitor = guest) {
  const page = await visitor.get(path)
  assert.equal(page.status, 200, path)
  return readCatalogue(page.body, page.response.headers.get('content-type')!)
}

const titles = async (path: string, visitor = guest) => (await read(path, visitor)).entries.map(({ title }) => title)

for (const root of ROOTS) {
  test(`lists of ${root} hold what pages list, sorted and narrowed as asked`, async () => {
    assert.deepEqual(await titles(`${root}/updated`), ['Alpha 100% sure', 'Beta', 'Gamma', 'Delta', 'Unrated'])
    assert.deepEqual(await titles(`${root}/works`), ['Alpha 100% sure', 'Beta', 'Delta', 'Gamma', 'Unrated'])
    assert.deepEqual(await titles(`${root}/works?language=fr`), ['Beta'])
    assert.deepEqual(await titles(`${root}/works?status=complete&sort=updated`), ['Beta', 'Unrated'])
    assert.deepEqual(await titles(`${root}/works?rating=none`), ['Unrated'])
    assert.deepEqual(await titles(`${root}/works?rating=${cast.ratings.general}&status=in_progress`), [
      'Alpha 100% sure',
    ])
    assert.deepEqual(await titles(`${root}/browse/fandoms/books`), ['Alpha 100% sure', 'Delta'])
    assert.deepEqual(await titles(`${root}/browse/fandoms/books/below`), ['All works in Books', 'Sherlock Holmes'])
    assert.deepEqual(await titles(`${root}/authors/bea`), ['Beta', 'Delta', 'Unrated'])
    const rui = await archive.as(cast.rui)
    assert.deepEqual((await titles(`${root}/works`, rui)).length, 5)
    assert.deepEqual(await titles(`${root}/works?page=2`, rui), ['Unrated'])
    const { facets } = await read(`${root}/works?status=complete`)
    const shown = facets.map(
      ({ title, count, facet }) => `${facet!.group}: ${title} ${count}${facet!.isActive ? '!' : ''}`,
    )
    assert.deepEqual(shown.slice(4), [
      'Rating: All 2!',
      'Rating: General 1',
      'Rating: Not rated 1',
      'Language: All 2!',
      'Language: English 1',
      'Language: French 1',
      'Status: All 5',
      'Status: In progress 3',
      'Status: Complete 2!',
    ])
  })

  test(`what waits behind a gate is listed at ${root} with a link to its page in place of a book`, async () => {
    const { entries } = await read(`${root}/works`)
    for (const { title, links } of entries) {
      const books = links.filter(({ rel }) => rel === 'http://opds-spec.org/acquisition/open-access')
      assert.equal(books.length === 0, ['Gamma', 'Delta'].includes(title), title)
    }
    assert.ok(!(await guest.get(`${root}/works`)).body.includes('Secretsummary'))
    const of = await archive.as(cast.rui)
    await of.post('/consent', { age: 'yes', to: '/' })
    assert.ok((await of.get(`${root}/works`)).body.includes('Secretsummary'))
  })

  test(`words at ${root} find what they find on the search page`, async () => {
    const find = (query: string) => titles(`${root}/search?query=${encodeURIComponent(query)}`)
    assert.deepEqual(await find('alpha'), ['Alpha 100% sure'])
    assert.deepEqual(await find('sherlock'), ['Alpha 100% sure'])
    assert.deepEqual(await find('bea unr*'), ['Unrated'])
    assert.deepEqual(await find('béa delta'), ['Delta'])
    assert.deepEqual(await find('author:bea status:complete language:french'), ['Beta'])
    assert.deepEqual(await find('"100% sure" -beta'), ['Alpha 100% sure'])
    for (const nothing of [
      'secretsummary',
      'members',
      'draft',
      'hidden',
      'nowhere',
      '',
      '   ',
      '_',
      'be%a',
      "'",
      '\\',
      '\u0000',
    ])
      assert.deepEqual(await find(nothing), [], nothing)
    assert.deepEqual(await find('100%'), ['Alpha 100% sure'])
    assert.deepEqual(await find('x'.repeat(3000)), [])
    assert.deepEqual(await titles(`${root}/search`), [])
    assert.equal((await read(`${root}/search?query=alpha&status=complete`)).total, 0)
  })

  test(`what words find at ${root} is narrowed, sorted and paged, and each count comes true`, async () => {
    const all = `${root}/search?query=ada+OR+bea`
    const { total, facets, links, entries } = await read(all)
    assert.equal(total, 5)
    assert.equal(entries.length, 5)
    assert.match(links.find(({ rel }) => rel === 'alternate')?.href ?? '', /\/search\?q=/)
    assert.ok(facets.some(({ title }) => title === 'Best match'))
    assert.ok(facets.some(({ title }) => title === 'Not rated'))
    for (const { href, count, title } of facets) {
      const { pathname, search } = new URL(href)
      assert.equal((await read(pathname + search)).total, count, title)
    }
    assert.deepEqual(await titles(`${all}&rating=none`), ['Unrated'])
    assert.deepEqual(await titles(`${all}&sort=title&language=en`), ['Alpha 100% sure', 'Delta', 'Gamma', 'Unrated'])
    const rui = await archive.as(cast.rui)
    assert.deepEqual([(await read(all, rui)).total, (await titles(all, rui)).length], [6, 5])
    assert.equal((await titles(`${all}&page=2`, rui)).length, 1)
    assert.equal((await guest.get(`${all}&sort=best`)).status, 404)
  })

  test(`what a member hides is not found at ${root}`, async () => {
    const lee = await archive.as(await aMember(home.db, `Lee ${ROOTS.indexOf(root)}`))
    await lee.post('/account/hidden', { hide: [`tag ${cast.fandom.books}`] })
    const { total, entries } = await read(`${root}/search?query=alpha+OR+delta+OR+beta`, lee)
    assert.deepEqual([total, entries.map(({ title }) => title)], [1, ['Beta']])
  })

  test(`odd questions to ${root} are answered plainly`, async () => {
    for (const query of [
      'page=0',
      'page=-1',
      'page=x',
      'page=1e9',
      'page=',
      'sort=best',
      'rating=x',
      'status=maybe',
      'language=%00',
    ])
      assert.equal((await guest.get(`${root}/works?${query}`)).status, 404, query)
    for (const query of ['page=999999', 'rating=999999', 'language=tlh', 'page=2']) {
      const page = await read(`${root}/works?${query}`)
      assert.deepEqual(page.entries, [], query)
      const first = page.links.find(({ rel }) => rel === 'first')!.href
      if (query.startsWith('page')) assert.equal((await read(new URL(first).pathname)).entries.length, 5)
    }
    for (const path of ['/authors/nobody', '/series/99999', '/browse/nothing', '/browse/fandoms/nothing', '/nothing'])
      assert.equal((await guest.get(root + path)).status, 404, path)
    assert.equal((await guest.get(`${root}/`)).location, root)
    assert.equal((await guest.get(`${root}/authors?letter=%25`)).status, 404)
    assert.deepEqual(await titles(`${root}/authors?letter=b`), ['Bea'])
  })

  test(`a program that has a page of ${root} already is told so`, async () => {
    const page = await guest.get(`${root}/works`)
    assert.match(page.response.headers.get('cache-control')!, /public/)
    const headers = { 'if-none-match': page.response.headers.get('etag')! }
    assert.equal((await guest.send('GET', `${root}/works`, { headers })).status, 304)
    const own = await (await archive.as(cast.rui)).get(`${root}/works`)
    assert.match(own.response.headers.get('cache-control')!, /private/)
    assert.match(own.response.headers.get('vary')!, /authorization, cookie/)
  })

  test(`a page of ${root} costs the same queries for one work as for many`, async () => {
    const cost = async (path: string) => {
      const counts: number[] = []
      for (let time = 0; time < 3; time++) {
        home.queries.length = 0
        await guest.get(root + path)
        counts.push(home.queries.length)
      }
      return Math.min(...counts)
    }
    const [one, five] = [await cost('/works?language=fr'), await cost('/works')]
    assert.equal(one, five)
    assert.ok(five <= 9, String(five))
    assert.equal(await cost('/search?query=alpha'), await cost('/search?query=alpha+OR+delta'))
  })

  test(`members find their shelves at ${root}, guests are asked who they are`, async () => {
    const shelf = (await openShelves(home.db, [cast.rui.accountId], NOON)).get(cast.rui.accountId)!
    const works = await home.db.selectFrom('work').select(['id', 'title', 'posted_at']).execute()
    for (const { id, title } of works)
      await home.db
        .insertInto('bookmark')
        .values({ shelf_id: shelf, work_id: id, series_id: null, pseud_id: null, title, created_at: NOON + id })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    const rui = await archive.as(cast.rui)
    const [favourites] = (await read(`${root}/shelves`, rui)).entries
    assert.deepEqual([favourites!.title, favourites!.links[0]!.count], ['Favourites', 6])
    assert.deepEqual((await titles(`${root}/shelves/favourites`, rui)).length, 5)
    assert.deepEqual((await titles(`${root}/shelves/favourites?page=2`, rui)).length, 1)
    assert.equal((await rui.get(`${root}/shelves/nothing`)).status, 404)
    for (const path of ['/shelves', '/shelves/favourites']) {
      const page = await guest.get(root + path)
      assert.equal(page.status, 401)
      assert.equal(page.response.headers.get('content-type'), 'application/opds-authentication+json')
      assert.match(page.response.headers.get('www-authenticate')!, /^Basic realm="[^"]+", charset="UTF-8"$/)
      const document = JSON.parse(page.body) as { id: string; title: string; authentication: Array<{ type: string }> }
      assert.deepEqual(
        document.authentication.map(({ type }) => type),
        ['http://opds-spec.org/auth/basic'],
      )
      assert.equal((await guest.get(document.id)).body, page.body)
    }
  })
}

test('a guest’s program knows beforehand which door asks who it is', async () => {
  const root = JSON.parse((await guest.get('/opds/v2')).body) as {
    navigation: Array<{ title: string; properties?: { authenticate?: { href: string } } }>
  }
  const asks = root.navigation.filter(({ properties }) => properties?.authenticate)
  assert.deepEqual(
    asks.map(({ title }) => title),
    ['My shelves'],
  )
  assert.equal((await guest.get(asks[0]!.properties!.authenticate!.href)).status, 200)
})

test('programs are told how to search', async () => {
  const page = await guest.get('/opds/search.xml')
  assert.equal(page.response.headers.get('content-type'), 'application/opensearchdescription+xml')
  const form = parseXml(page.body).documentElement!
  assert.equal(form.namespaceURI, 'http://a9.com/-/spec/opensearch/1.1/')
  const [url] = form.getElementsByTagName('Url')
  const template = url!.getAttribute('template')!
  const { pathname, search } = new URL(template.replace('{searchTerms}', 'gamma'))
  assert.deepEqual(await titles(pathname + search), ['Gamma'])
})

test('many authors are found by their letter', async () => {
  const fresh = await openTestDatabase()
  const many = await anApp(fresh.db)
  const { ada } = await aCast(fresh.db)
  const rows = Array.from({ length: 101 }, (_, index) => `Writer ${index}`).map((name) => ({
    account_id: ada.accountId,
    name,
    login_name: name.toLowerCase(),
    slug: name.toLowerCase().replace(' ', '-'),
    sort_name: name.toLowerCase(),
    image_url: null,
    is_default: 0,
    created_at: NOON,
  }))
  const pseuds = await fresh.db.insertInto('pseud').values(rows).returning('id').execute()
  for (const { id } of pseuds.slice(0, 5)) await aWork(fresh.db, { pseudIds: [id] })
  await aWork(fresh.db, { pseudIds: pseuds.map(({ id }) => id) })
  const front = await titles('/opds/authors', many.guest())
  assert.deepEqual([front[0], front.length], ['All authors', 2])
  assert.equal((await titles('/opds/authors?letter=w', many.guest())).length, 50)
  assert.equal((await read('/opds/authors?letter=w&page=3', many.guest())).entries.length, 1)
  assert.deepEqual(await titles('/opds/authors?letter=a', many.guest()), [])
  await fresh.close()
})

test('a cover shows what lists tell, to whoever finds the work there', async () => {
  const works = await home.db.selectFrom('work').select(['id', 'title']).execute()
  const rui = await archive.as(cast.rui)
  for (const { id, title } of works) {
    const cover = `/works/${id}/cover.svg`
    const isOpen = !['For members', 'Draft', 'Hidden'].includes(title)
    assert.equal((await guest.get(cover)).status, isOpen ? 200 : 404, title)
    assert.equal((await rui.get(cover)).status, isOpen || title === 'For members' ? 200 : 404, title)
    if (!isOpen) continue
    const { response, body } = await guest.get(cover)
    assert.equal(response.headers.get('content-type'), 'image/svg+xml')
    assert.equal(parseXml(body).documentElement!.localName, 'svg')
  }
  assert.equal((await guest.get('/works/999999/cover.svg')).status, 404)
})

test('a work comes in every format that this archive makes', async () => {
  const formats = async (from: TestApp) => {
    const page = await from.guest().get('/opds/works?language=fr')
    const [beta] = readCatalogue(page.body, page.response.headers.get('content-type')!).entries
    const books = beta!.links.filter(({ rel }) => rel === 'http://opds-spec.org/acquisition/open-access')
    return books.map(({ href, type }) => `${href.split('.').at(-1)} ${type}`)
  }
  const always = ['epub application/epub+zip', 'html text/html', 'md text/markdown', 'txt text/plain']
  assert.deepEqual(await formats(archive), always)
  const makers = { typesetter: {} as never, calibre: {} as never }
  assert.deepEqual(await formats(await anApp(home.db, { bookMakers: makers })), [
    ...always,
    'pdf application/pdf',
    'azw3 application/vnd.amazon.mobi8-ebook',
  ])
})
