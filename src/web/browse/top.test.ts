import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aMember, aWork, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import type { Member } from '../../people/viewer.ts'
import { hide } from '../../reading/hiding/hide.ts'
import { makeShelf } from '../../reading/keep-shelf.ts'
import { putOnShelf } from '../../reading/put-on-shelf.ts'
import { refreshNumbers } from '../../works/refresh-numbers.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const app = await anApp(db)
after(close)

const words = (count: number) => [{ html: `<p>${'word '.repeat(count).trim()}</p>` }]
const short = await aWork(db, { by: cast.ada, title: 'Short', chapters: words(3) })
const long = await aWork(db, { by: cast.bea, title: 'Long', chapters: words(90) })
const middle = await aWork(db, { by: cast.ada, title: 'Middle', chapters: words(20) })
const secret = await aWork(db, { by: cast.rui, title: 'ABSENT', chapters: words(500), postedAt: null })
const ofMembers = await aWork(db, {
  by: cast.rui,
  title: 'Of members',
  chapters: words(1),
  ratingId: cast.ratings.members,
})

const readers: Member[] = []
for (const name of ['Uma', 'Vic', 'Wim']) readers.push(await aMember(db, name))
const keep = async (member: Member, workId: number, isPublic: boolean) => {
  const name = isPublic ? 'Open' : 'Closed'
  const existing = await db
    .selectFrom('shelf')
    .where('account_id', '=', member.accountId)
    .where('name', '=', name)
    .select('slug')
    .executeTakeFirst()
  const shelf = existing?.slug ?? (await makeShelf(db, member, { name, isPublic }, NOON))
  await putOnShelf(db, member, { workId, shelf }, NOON)
}
for (const reader of readers) {
  await keep(reader, long.workId, true)
  await keep(reader, short.workId, false)
}
await keep(readers[0]!, middle.workId, true)

const lines = async (list: string, visitor = app.guest()) => {
  const page = await visitor.get(paths.topList({ list }))
  assert.equal(page.status, 200, list)
  return page.texts('li').filter((text) => / \d+ (?:words?|works?|readers?|kudos|reviews?|times)$| once$/.test(text))
}

test('works stand by their number, and what somebody may not find in no list', async () => {
  assert.deepEqual(await lines('longest-works'), [
    'Long by Bea 90 words',
    'Middle by Ada 20 words',
    'Short by Ada 3 words',
  ])
  assert.deepEqual((await lines('shortest-works')).at(0), 'Short by Ada 3 words')
  const rui = await app.as(cast.rui)
  assert.deepEqual((await lines('shortest-works', rui)).at(0), 'Of members by Rui 1 word')
  for (const list of ['longest-works', 'praised-works'])
    for (const visitor of [app.guest(), rui, await app.as(cast.mo)])
      assert.ok(!(await visitor.get(paths.topList({ list }))).has('ABSENT'))
  assert.ok(secret.workId > 0 && ofMembers.workId > 0)
})

test('what stands on shelves that are closed counts for nothing', async () => {
  assert.deepEqual(await lines('bookmarked-works'), ['Long by Bea kept by 3 readers', 'Middle by Ada kept by 1 reader'])
})

test('those with the same number have the same place, and how many more there are is told', async () => {
  const many = await aMember(db, 'Zoe')
  for (let number = 1; number <= 14; number++) {
    const { workId } = await aWork(db, { by: many, title: `Tied ${number}`, chapters: words(40) })
    const row = { work_id: workId, account_id: cast.rui.accountId, guest_key: null, created_at: NOON }
    await db.insertInto('kudos').values(row).execute()
    await refreshNumbers(db, [workId])
  }
  const page = await app.guest().get(paths.topList({ list: 'longest-works' }))
  assert.match(page.body, /<li value="2">[^]*<li value="2">/)
  assert.ok(page.has('Others have as many as the last.'))
  const whole = page.link('The whole list')
  assert.equal(whole, '/works?sort=words&order=down')
  assert.equal((await app.guest().get(whole!)).texts('.blurb-title').at(0), 'Long by Bea')
  assert.equal((await lines('praised-works')).length, 10)
})

test('series are counted by what of them the viewer finds, and hidden ones not at all', async () => {
  const series = async (title: string, works: number[], hidden: boolean) => {
    const row = {
      title,
      sort_title: title.toLowerCase(),
      pseud_id: cast.ada.pseudId,
      created_at: NOON,
      updated_at: NOON,
    }
    const { id } = await db
      .insertInto('series')
      .values({ ...row, hidden_at: hidden ? NOON : null })
      .returning('id')
      .executeTakeFirstOrThrow()
    const entries = works.map((work_id, position) => ({ series_id: id, work_id, part_series_id: null, position }))
    await db.insertInto('series_entry').values(entries).execute()
  }
  await series('Big', [short.workId, long.workId, secret.workId], false)
  await series('Small', [middle.workId], false)
  await series('ABSENT', [short.workId, long.workId, middle.workId], true)
  assert.deepEqual(await lines('large-series'), ['Big by Ada 2 works', 'Small by Ada 1 work'])
  assert.deepEqual(await lines('small-series'), ['Small by Ada 1 work', 'Big by Ada 2 works'])
})

test('people are counted by what the viewer finds of them', async () => {
  assert.deepEqual(await lines('prolific-authors'), ['Zoe 14 works', 'Ada 2 works', 'Bea 1 work'])
  const said = { chapter_id: null, series_id: null, parent_id: null, guest_name: null, score: null, score_scale: null }
  const texts = {
    body_source: 'x',
    body_html: 'x',
    posted_at: NOON,
    edited_at: null,
    hidden_at: null,
    created_at: NOON,
  }
  const review = (work_id: number, pseud_id: number, deleted_at: number | null = null) => ({
    ...said,
    ...texts,
    work_id,
    pseud_id,
    deleted_at,
  })
  await db
    .insertInto('review')
    .values([
      review(short.workId, cast.rui.pseudId),
      review(long.workId, cast.rui.pseudId),
      review(long.workId, cast.bea.pseudId),
      review(long.workId, cast.bea.pseudId, NOON),
      review(secret.workId, cast.mo.pseudId),
    ])
    .execute()
  assert.deepEqual(await lines('prolific-reviewers'), ['Rui 2 reviews', 'Bea 1 review'])
})

test('every list is reached, an empty one says so, and an unknown one is not there', async () => {
  const index = await app.guest().get(paths.topLists({}))
  const links = index.links().filter((link) => link.startsWith('/browse/top/'))
  assert.equal(links.length, 13)
  for (const link of links) assert.equal((await app.guest().get(link)).status, 200, link)
  assert.ok((await app.guest().get(paths.topList({ list: 'favourite-authors' }))).has('nothing to count'))
  for (const list of ['constructor', 'toString', 'odd'])
    assert.equal((await app.guest().get(paths.topList({ list }))).status, 404)
})

test('chance draws only from what the viewer finds and does not hide, within a filter too', async () => {
  const uma = await app.as(readers[0]!)
  await hide(db, readers[0]!, [{ kind: 'work', id: middle.workId }], NOON)
  const seen = new Set<string>()
  for (let draw = 0; draw < 60; draw++) {
    const page = await uma.get('/works/random?author=ada&author=ada')
    assert.equal(page.status, 303)
    assert.equal(page.response.headers.get('cache-control'), 'no-store')
    seen.add(page.location!)
  }
  assert.deepEqual([...seen], [paths.work({ work: short.workId })])
  const list = await app.guest().get('/works?words-from=2&sort=title')
  assert.equal(list.link('Surprise me: a random one of these'), '/works/random?words-from=2')
  while (await app.parts.textSearch.keepUp());
  const found = await app.guest().get('/works?q=title:short')
  assert.deepEqual(found.texts('.blurb-title').length, 1)
  for (let draw = 0; draw < 10; draw++)
    assert.equal((await app.guest().get('/works/random?q=title:short')).location, paths.work({ work: short.workId }))
  assert.equal((await app.guest().get('/works/random?q=title:nowhere')).location, '/works?q=title:nowhere')
  const nothing = await app.guest().get('/works/random?words-from=100000')
  assert.equal(nothing.location, '/works?words-from=100000')
  assert.equal((await app.guest().get('/works/random?words-from=many')).status, 303)
  assert.notEqual((await app.guest().get(paths.randomWork({}))).location, paths.work({ work: secret.workId }))
})

test('a top list takes the same few queries however much it counts', async () => {
  for (const list of ['longest-works', 'large-series', 'prolific-authors']) {
    await app.guest().get(paths.topList({ list }))
    queries.length = 0
    await app.guest().get(paths.topList({ list }))
    assert.ok(queries.length <= 12, `${list}: ${queries.length}`)
  }
})
