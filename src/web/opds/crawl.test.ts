// The whole catalogue of the demo archive, from its start, as reading programs walk it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ACQUISITION, readCatalogue, type ReadCatalogue, type ReadLink } from '../../../test/catalogue-reader.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { fillDemo } from '../../demo/fill-demo.ts'
import { makeAppPassword } from '../../people/app-passwords.ts'
import { DEFAULT_PREFERENCES } from '../../people/preferences.ts'
import type { Member } from '../../people/viewer.ts'
import { changeSettings } from '../../site/settings.ts'

let home: TestDatabase
let archive: TestApp

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  archive.clock.time = Date.now()
  await fillDemo(home.db, archive.clock.time)
  // Short pages, so that there are many.
  await changeSettings(home.db, { worksPerPage: 7 }, archive.clock.time)
})
after(() => home.close())

type Ask = (path: string, method?: string) => ReturnType<Visitor['get']>

async function asProgram(name: string): Promise<Ask> {
  const row = await home.db
    .selectFrom('pseud')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .where('pseud.name', '=', name)
    .select(['account.id as accountId', 'pseud.id as pseudId', 'pseud.slug', 'account.role'])
    .executeTakeFirstOrThrow()
  const preferences = { ...DEFAULT_PREFERENCES, ageConsent: name === 'Rui' }
  await home.db
    .updateTable('account')
    .set({ preferences: JSON.stringify(preferences) })
    .where('id', '=', row.accountId)
    .execute()
  const consents = { ageConsent: false, acceptedWarnings: [] }
  const member: Member = { kind: 'member', name, ...row, trusted: false, preferences, ...consents }
  const word = await makeAppPassword(home.db, member, { name: 'Test', acceptsWarnings: true }, archive.clock.time)
  const authorization = `Basic ${Buffer.from(`${name}:${word}`).toString('base64')}`
  const visitor = archive.guest()
  return (path, method = 'GET') => visitor.send(method, path, { headers: { authorization } })
}

const essence = (type: string) => type.replace(/;\s*charset=.*/, '').replaceAll(' ', '')

interface Walked {
  pages: Map<string, ReadCatalogue>
  acquisitions: Set<string>
  challenged: Set<string>
}

/** Lists of one kind are narrowed alike: one of each kind is walked in all its forms. */
const NARROWED = /\/(?:works|authors\/ada|browse\/fandoms\/poes-poems|search)(?:\?|$)/

/** Every link from the start on, each once; books and pages by HEAD. */
async function walk(ask: Ask, start: string, deep: boolean): Promise<Walked> {
  const walked: Walked = { pages: new Map(), acquisitions: new Set(), challenged: new Set() }
  const waiting: ReadLink[] = [
    {
      rel: 'start',
      href: `http://archive.example${start}`,
      type: '',
      count: null,
      title: '',
      isTemplate: false,
      facet: null,
    },
  ]
  const seen = new Set<string>()
  for (let link = waiting.pop(); link; link = waiting.pop()) {
    const href = link.isTemplate ? link.href.replace('{?query}', '?query=the') : link.href
    if (seen.has(`${href} ${link.type}`)) continue
    seen.add(`${href} ${link.type}`)
    assert.ok(href.startsWith('http://archive.example/'), href)
    const isCatalogue = link.type === '' || /opds-catalog|opds\+json/.test(link.type)
    const page = await ask(href.slice('http://archive.example'.length), isCatalogue ? 'GET' : 'HEAD')
    const type = essence(page.response.headers.get('content-type') ?? '')
    if (page.status === 401) {
      assert.equal(type, 'application/opds-authentication+json')
      walked.challenged.add(href)
      continue
    }
    // Pages are for browsers, which log in on their own.
    if (page.status === 303 && page.location!.startsWith('/login')) continue
    assert.ok(page.status === 200 || (page.status === 403 && link.type === 'text/html'), href)
    if (link.type !== '') assert.equal(type, link.type, href)
    if (!isCatalogue) continue
    const read = readCatalogue(page.body, type)
    walked.pages.set(href, read)
    assert.equal(read.links.find(({ rel }) => rel === 'self')!.href, href)
    for (const { links } of read.entries)
      for (const { rel, href } of links) if (ACQUISITION.test(rel)) walked.acquisitions.add(href)
    const isFirst = !/[?&](?:sort|page)=/.test(href)
    const narrows = deep && isFirst && NARROWED.test(href) && !/rating=.*language=/.test(href)
    waiting.push(...read.links, ...(narrows ? read.facets : []), ...read.entries.flatMap((entry) => entry.links))
  }
  return walked
}

/** Every promised number is that of the list behind the link, read to its last page. */
function countsAreExact({ pages }: Walked): number {
  let checked = 0
  for (const [address, page] of pages) {
    for (const { count, href } of [...page.facets, ...page.entries.flatMap(({ links }) => links)]) {
      const page = pages.get(href)
      if (count === null || !page) continue
      assert.equal(page.total ?? page.entries.length, count, `${address} -> ${href}`)
      checked += 1
    }
    if (page.total === null || page.links.some(({ rel }) => rel === 'previous')) continue
    const ids: string[] = []
    let last = address
    for (let at: string | undefined = address; at !== undefined;) {
      const here: ReadCatalogue = pages.get(at)!
      last = at
      ids.push(...here.entries.map(({ id }) => id))
      at = here.links.find(({ rel }) => rel === 'next')?.href
    }
    assert.equal(ids.length, page.total, address)
    assert.equal(new Set(ids).size, ids.length, `nothing twice in ${address}`)
    assert.equal(page.links.find(({ rel }) => rel === 'last')!.href, last)
  }
  return checked
}

for (const start of ['/opds', '/opds/v2'])
  test(`every page, link and count from ${start} holds, for guests, members and moderators`, async () => {
    const walks: Record<string, Walked> = {}
    const readers = {
      guest: (path: string, method = 'GET') => archive.guest().send(method, path),
      Rui: await asProgram('Rui'),
      Mo: await asProgram('Mo'),
    }
    for (const [who, ask] of Object.entries(readers)) {
      const walked = (walks[who] = await walk(ask, start, who === 'guest' && start === '/opds'))
      assert.ok(walked.pages.size > 60, `${who}: ${walked.pages.size}`)
      assert.ok(countsAreExact(walked) > 50)
    }
    assert.deepEqual([...walks.guest!.challenged], [`http://archive.example${start}/shelves`])
    assert.equal(walks.Rui!.challenged.size + walks.Mo!.challenged.size, 0)
    const books = (who: string) => [...walks[who]!.acquisitions].filter((href) => /\/book\./.test(href)).length
    assert.ok(books('guest') < books('Rui'), 'Rui is of age and finds members’ works')
    const titles = [...walks.guest!.pages.values()].map(({ title }) => title)
    for (const title of ['The Lamplit Shelf', 'New works', 'Fandoms', 'Authors', 'Series'])
      assert.ok(titles.includes(title), title)
  })
