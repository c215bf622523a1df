// Whose number an old address means where several sites moved in, and what its answer gives away.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { aCast, aWork, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { tinySite } from '../../../test/tiny-site.ts'
import { importSite } from '../../import/efiction/import-site.ts'
import { readSiteAddress } from '../../import/efiction/addresses/old-sites.ts'

const NOW = Date.UTC(2026, 10, 22)

describe('two sites in one archive', () => {
  let home: TestDatabase
  let archive: TestApp
  const titles = new Map<string, string>()

  before(async () => {
    home = await openTestDatabase()
    const { db } = home
    const link = '<a href="viewstory.php?sid=1">my first</a>'
    const first = tinySite({
      settings: [{ sitekey: 'tales', url: 'http://www.tales.example/' }],
      stories: [
        { sid: 1, title: 'Tales One' },
        { sid: 2, title: 'Tales Two' },
      ],
      chapters: [
        { chapid: 1, sid: 1 },
        { chapid: 2, sid: 2 },
      ],
    })
    const second = tinySite({
      settings: [{ sitekey: 'odes', url: 'https://odes.example/archive/' }],
      authors: [{ penname: 'Robin', email: 'robin@odes.example' }],
      stories: [
        { sid: 1, title: 'Odes One' },
        { sid: 3, title: 'Odes Three', summary: `After ${link}.` },
      ],
      chapters: [
        { chapid: 1, sid: 1 },
        { chapid: 3, sid: 3, storytext: `<p>After ${link}.</p>` },
      ],
    })
    await importSite(db, { dump: first, now: NOW })
    await importSite(db, { dump: second, now: NOW + 1 })
    for (const { id, title } of await db.selectFrom('work').select(['id', 'title']).execute())
      titles.set(`/works/${id}`, title)
    archive = await anApp(db)
  })
  after(() => home.close())

  const ledTo = async (address: string) => titles.get((await archive.guest().get(address)).location ?? '') ?? null

  test('the host or the folder tells which is meant, else the first has the number', async () => {
    const cases: Array<[string, string | null]> = [
      ['http://tales.example/viewstory.php?sid=1', 'Tales One'],
      ['http://www.tales.example/viewstory.php?sid=1', 'Tales One'],
      ['https://odes.example/archive/viewstory.php?sid=1', 'Odes One'],
      ['http://www.odes.example:8080/archive/viewstory.php?sid=1', 'Odes One'],
      ['/archive/viewstory.php?sid=1', 'Odes One'],
      ['/archive/viewstory.php?sid=2', null],
      ['http://tales.example/viewstory.php?sid=3', null],
      ['/viewstory.php?sid=1', 'Tales One'],
      ['/viewstory.php?sid=3', 'Odes Three'],
      ['/elsewhere/viewstory.php?sid=1', 'Tales One'],
    ]
    for (const [address, title] of cases) assert.equal(await ledTo(address), title, address)
  })

  test('a link in a text means the site that the text is of', async () => {
    const work = [...titles].find(([, title]) => title === 'Odes Three')![0]
    const page = await archive.guest().get(work)
    const chapter = await archive.guest().get(page.links().find((link) => link.startsWith(`${work}/chapters/`))!)
    for (const shown of [page, chapter]) {
      const link = shown.link('my first')!
      assert.equal(link, `${work}/viewstory.php?sid=1`)
      assert.equal(await ledTo(link), 'Odes One')
    }
  })

  test('an old folder itself is the home page', async () => {
    for (const address of ['/archive', '/archive/', 'http://odes.example/archive/index.php'])
      assert.equal((await archive.guest().get(address)).location, '/', address)
  })
})

test('in version 1 a story’s number may be a chapter’s', async () => {
  const { db, close } = await openTestDatabase()
  const row = { psid: 5, title: 'A Tale', storytext: 'Once upon a time.', numreviews: 0, counter: 0 }
  const dump = tinySite({
    stories: [
      { ...row, sid: 5, chapter: 'One', inorder: 0 },
      { ...row, sid: 8, chapter: 'Two', inorder: 1 },
    ],
    chapters: [],
  })
  await importSite(db, { dump, now: NOW })
  const { id: workId } = await db.selectFrom('work').select('id').executeTakeFirstOrThrow()
  const chapters = await db.selectFrom('chapter').select(['id', 'title']).orderBy('position').execute()
  assert.deepEqual(
    chapters.map(({ title }) => title),
    ['One', 'Two'],
  )
  const { guest } = await anApp(db)
  const chapter = (index: number) => `/works/${workId}/chapters/${chapters[index]!.id}`
  const cases: Array<[string, string]> = [
    ['/viewstory.php?sid=5', `/works/${workId}`],
    ['/viewstory.php?sid=5&i=1', chapter(0)],
    ['/viewstory.php?sid=8', chapter(1)],
    ['/viewstory.php?sid=8&i=1', chapter(1)],
    ['/viewstory.php?action=printable&sid=8', `${chapter(1)}/print`],
    ['/viewstory.php?action=printable&sid=5', `${chapter(0)}/print`],
    ['/reviews.php?sid=5&a=', `/works/${workId}/reviews`],
    ['/reviews.php?sid=5&a=1', `${chapter(0)}/reviews`],
    ['/reviews.php?sid=8&a=1', `${chapter(1)}/reviews`],
    ['/reviews.php?action=addreview&sid=8', `${chapter(1)}/reviews`],
  ]
  for (const [address, to] of cases) assert.equal((await guest().get(address)).location, to, address)
  await close()
})

test('an address gives away nothing of what it leads to', async () => {
  const { db, close } = await openTestDatabase()
  const { ada, ratings } = await aCast(db)
  const secrets = [
    { hiddenAt: NOON },
    { postedAt: null },
    { postedAt: null, heldAt: NOON },
    { ratingId: ratings.members },
    { ratingId: ratings.explicit },
  ]
  const { guest } = await anApp(db)
  await db.insertInto('old_site').values({ source: 'old', host: 'old.example', path: '', moved_at: NOON }).execute()
  for (const [index, secret] of secrets.entries()) {
    const made = await aWork(db, {
      by: ada,
      title: 'Titleword',
      summary: '<p>Summaryword</p>',
      chapters: [{ title: 'Chapterword', html: 'Textword' }],
      ...secret,
    })
    const ids = { story: made.workId, chapter: made.chapterIds[0]! }
    for (const [kind, new_id] of Object.entries(ids))
      await db
        .insertInto('legacy_id')
        .values({ source: 'old', kind, old_id: `${index + 1}`, new_id, fingerprint: null })
        .execute()
    for (const address of [
      'viewstory.php?sid=',
      'viewstory.php?chapid=',
      'reviews.php?type=ST&item=',
      'viewstory.php?action=printable&sid=',
    ]) {
      const visitor = guest()
      const { location, status, body } = await visitor.get(`/${address}${index + 1}`)
      assert.equal(status, 301)
      assert.match(location!, /^\/works\/[0-9]+(?:\/[a-z]+(?:\/[0-9]+)?)*$/)
      const page = await visitor.get(location!)
      for (const word of ['Titleword', 'Summaryword', 'Chapterword', 'Textword'].slice(
        secret.ratingId === ratings.explicit ? 1 : 0,
      ))
        assert.ok(!body.includes(word) && !page.body.includes(word), `${address} ${word}`)
    }
  }
  const lost = await guest().get('/archive.php?title=Titleword')
  assert.equal(lost.status, 404)
  assert.deepEqual(
    lost.texts('li').filter((words) => words === 'Titleword').length,
    1,
    'of them all, lists show the one behind the consent',
  )
  await close()
})

test('a site’s address is known however it was written', () => {
  const cases: Array<[string, ReturnType<typeof readSiteAddress>]> = [
    ['http://www.Old.example/archive/', { host: 'old.example', path: '/archive' }],
    ['https://old.example', { host: 'old.example', path: '' }],
    ['old.example/fan/fic', { host: 'old.example', path: '/fan/fic' }],
    ['http://old.example:8080//a//b/index.php?x=1', { host: 'old.example', path: '/a/b' }],
    ['', null],
    ['ftp://old.example', null],
    ['http://', null],
  ]
  for (const [written, place] of cases) assert.deepEqual(readSiteAddress(written), place, written)
})

test('a recommendation of the old site, and what readers said of it, lead to it', async () => {
  const { db, close } = await openTestDatabase()
  try {
    const reviews = [{ item: 7, chapid: 0, type: 'RC' }]
    await importSite(db, { dump: tinySite({ recommendations: [{ recid: 7 }], reviews }), now: NOW })
    const { id } = await db.selectFrom('recommendation').select('id').executeTakeFirstOrThrow()
    const guest = (await anApp(db)).guest()
    for (const address of [
      '/modules/recommendations/recommendations.php?recid=7',
      '/archive/recs.php?action=view&recid=7',
      '/reviews.php?type=RC&item=7',
    ])
      assert.equal((await guest.get(address)).location, `/recommendations/${id}`, address)
    assert.equal((await guest.get('/recs.php?recid=8')).location, '/recommendations')
  } finally {
    await close()
  }
})
