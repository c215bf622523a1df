import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type Page, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { sortKey } from '../../text/sort-key.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, bea] = [archive.guest(), await archive.as(cast.rui), await archive.as(cast.bea)]
after(close)
await changeSettings(db, { worksPerPage: 5 }, NOON)

const words = (count: number) => [{ html: `<p>${'word '.repeat(count)}</p>` }]
const { books, holmes } = cast.fandom
const { general, mature, members } = cast.ratings
const spoilers = await aVocabulary(db, 'endings', 'facet')
await db.updateTable('vocabulary').set({ spoiler: 1 }).where('id', '=', spoilers).execute()
const sadEnd = await aTag(db, spoilers, 'Sad End')

/** In the order in which they are put on the shelf. */
const SHELF = [
  { title: 'The Zebra', by: cast.ada, ratingId: general, tagIds: [holmes], chapters: words(50), complete: true },
  { title: 'Äpfel', by: cast.bea, ratingId: general, tagIds: [books], chapters: words(10) },
  { title: 'Мост', by: cast.bea, ratingId: mature, tagIds: [holmes, sadEnd], chapters: words(30), complete: true },
  { title: 'Inside', by: cast.ada, ratingId: members, tagIds: [holmes], chapters: words(20) },
  { title: '100%_sure', by: cast.mo, ratingId: general, tagIds: [], chapters: words(40) },
  { title: 'Soon Hidden', by: cast.ada, ratingId: general, tagIds: [holmes], chapters: words(5) },
  { title: 'Soon Deleted', by: cast.ada, ratingId: general, tagIds: [holmes], chapters: words(5) },
] as const
const ids: number[] = []
for (const [index, facts] of SHELF.entries()) {
  const { workId } = await aWork(db, {
    ...facts,
    tagIds: [...facts.tagIds],
    chapters: [...facts.chapters],
    postedAt: NOON - index * DAY,
  })
  await db
    .updateTable('work')
    .set({ sort_title: sortKey(facts.title, 'en') })
    .where('id', '=', workId)
    .execute()
  ids.push(workId)
  archive.clock.time = NOON + index * 1000
  await rui.post(paths.workShelves({ work: workId }), { put: 'favourites' })
}
await db.updateTable('work').set({ hidden_at: NOON }).where('id', '=', ids[5]!).execute()
await db.updateTable('work').set({ deleted_at: NOON }).where('id', '=', ids[6]!).execute()
await refreshWorks(db, ids)

const shown = paths.shelf({ slug: 'rui', shelf: 'favourites' })
const mine = paths.myShelf({ shelf: 'favourites' })
const titles = (page: Page) => page.texts('.blurb-title').map((title) => title.replace(/ by \w+$/, ''))
const at = (path: string, query: string) => `${path}?${query}`

/** All pages, one after the other. */
async function allTitles(visitor: Visitor, path: string): Promise<string[]> {
  const found: string[] = []
  for (let next: string | null = path; next;) {
    const page: Page = await visitor.get(next)
    found.push(...titles(page))
    next = page.link('Next page')
  }
  return found
}

const ORDERS: Record<string, string[]> = {
  given: ['100%_sure', 'Inside', 'Мост', 'Äpfel', 'The Zebra'],
  updated: ['The Zebra', 'Äpfel', 'Мост', 'Inside', '100%_sure'],
  title: ['100%_sure', 'Äpfel', 'Inside', 'The Zebra', 'Мост'],
  words: ['The Zebra', '100%_sure', 'Мост', 'Inside', 'Äpfel'],
}

test('a shelf is sorted by what was put there last, by date, title and length, in both directions', async () => {
  for (const [sort, order] of Object.entries(ORDERS)) {
    const turned = sort === 'title' || sort === 'given' ? 'down' : 'up'
    assert.deepEqual(await allTitles(bea, at(shown, `sort=${sort}`)), order, sort)
    assert.deepEqual(await allTitles(bea, at(shown, `sort=${sort}&order=${turned}`)), order.toReversed(), turned)
  }
  const byAuthor = (await bea.get(at(shown, 'sort=author')))
    .texts('.blurb-title')
    .map((title) => title.split(' by ')[1])
  assert.deepEqual(byAuthor, ['Ada', 'Ada', 'Bea', 'Bea', 'Mo'])
  assert.deepEqual(await allTitles(bea, shown), ORDERS.given!)
  assert.ok((await bea.get(at(shown, 'sort=words'))).has('Put here, newest first'))
})

test('words are looked for in titles and authors’ names, in any script and without accents', async () => {
  const find = async (text: string) =>
    (await allTitles(bea, at(shown, `find=${encodeURIComponent(text)}&sort=title`))).join()
  assert.equal(await find('zeb'), 'The Zebra')
  assert.equal(await find('the zebra'), 'The Zebra')
  assert.equal(await find('APFEL'), 'Äpfel')
  assert.equal(await find('МОСТ'), 'Мост')
  assert.equal(await find('bea'), 'Äpfel,Мост')
  assert.equal(await find('bea apf'), 'Äpfel')
  assert.equal(await find('0%_s'), '100%_sure')
  assert.equal(await find('%'), '100%_sure', 'a sign of the database is a letter like any other')
  const none = await bea.get(at(shown, 'find=nothing+like+it'))
  assert.ok(none.has('No work on this shelf is like that.') && none.link('Show the whole shelf') === shown)
})

const NARROWED = [
  ['with=fandoms/sherlock-holmes', ['Inside', 'Мост', 'The Zebra']],
  ['with=fandoms/books&without=fandoms/sherlock-holmes', ['Äpfel']],
  ['any=ratings/mature&any=ratings/general', ['100%_sure', 'Мост', 'Äpfel', 'The Zebra']],
  ['author=bea', ['Мост', 'Äpfel']],
  ['language=ja', []],
  ['words-from=15&words-to=45', ['100%_sure', 'Inside', 'Мост']],
  ['chapters-from=2', []],
  ['updated-from=2026-01-14', ['Äpfel', 'The Zebra']],
  ['published-to=2026-01-13', ['100%_sure', 'Inside', 'Мост']],
  ['status=complete', ['Мост', 'The Zebra']],
  ['status=in-progress&with=fandoms/sherlock-holmes', ['Inside']],
  ['crossover=only', []],
  ['chapters=one&downloads=on&reviews=on', ['100%_sure', 'Inside', 'Мост', 'Äpfel', 'The Zebra']],
] as const

test('a shelf is narrowed by whatever a list is, and says how much is left', async () => {
  for (const [visitor, path] of [
    [bea, shown],
    [rui, mine],
  ] as const)
    for (const [query, expected] of NARROWED) {
      const page = await visitor.get(at(path, query))
      assert.deepEqual(titles(page), expected, query)
      if (expected.length > 0)
        assert.equal(page.text('h2.total'), `${expected.length} work${expected.length === 1 ? '' : 's'}`, query)
      else assert.equal(page.link('show the whole list'), path)
    }
  const both = await bea.get(at(shown, 'with=fandoms/sherlock-holmes&status=in-progress'))
  assert.deepEqual(both.texts('ul.chips'), ['Sherlock Holmes × In progress ×'])
})

test('addresses from before lead to the same works', async () => {
  const today = async (query: string) => (await bea.get(at(shown, query))).location
  assert.equal(
    await today(`tags=${holmes}&status=in_progress&sort=-title`),
    at(shown, 'status=in-progress&sort=title&order=down&with=fandoms%2Fsherlock-holmes'),
  )
  assert.equal(await today('sort=added'), shown)
  assert.equal(await today('sort=-added&as=covers'), at(shown, 'as=covers&sort=given&order=down'))
  assert.equal(await today('sort=-words'), at(shown, 'sort=words&order=up'))
  assert.deepEqual(titles(await bea.get((await today(`tags=${holmes}`))!)), ['Inside', 'Мост', 'The Zebra'])
})

interface Count {
  address: string
  count: number
}

/** Every value of the panel that says how many works it has. */
function countsOf(page: Page): Count[] {
  const found = page.body.matchAll(
    /<label class="ask"><input type="checkbox" name="(?:with|any)" value="([^"]*)"[^>]*><span[^>]*>[^<]*<\/span> <span class="count">(\d+)</g,
  )
  return [...found].map(([, address, count]) => ({ address: address!, count: Number(count) }))
}

test('every count is what the list holds, for guests, members and the owner, under every filter', async () => {
  let compared = 0
  for (const [visitor, path] of [
    [guest, shown],
    [bea, shown],
    [rui, shown],
    [rui, mine],
  ] as const)
    for (const filter of ['', 'status=complete', 'find=e', 'with=fandoms/sherlock-holmes'])
      for (const { address, count } of countsOf(await visitor.get(at(path, filter)))) {
        const list = await visitor.get(at(path, `${filter}&with=${address}`.replace(/^&/, '')))
        assert.equal(list.text('h2.total'), `${count} work${count === 1 ? '' : 's'}`, `${address} at ${path}?${filter}`)
        compared++
      }
  assert.ok(compared > 40, String(compared))
})

test('a visitor’s counts hold nothing that they may not see', async () => {
  const page = await guest.get(shown)
  assert.ok(page.has('Works (4)') && page.has('4 works') && !page.has('Inside') && !page.has('Members'))
  const countOf = (page: Page, wanted: string) => countsOf(page).find(({ address }) => address === wanted)?.count
  assert.equal(countOf(page, 'fandoms/sherlock-holmes'), 2)
  assert.equal(countOf(page, 'fandoms/books'), 3, 'what is below a tag counts with it')
  assert.equal(countOf(await bea.get(shown), 'fandoms/sherlock-holmes'), 3)
  const typed = await guest.get(`/suggest/tags/fandoms?q=sher&within=${encodeURIComponent(shown)}`)
  assert.match(typed.body, /"count":2/)
  const closed = `/suggest/tags/fandoms?q=sher&within=${encodeURIComponent(mine)}`
  assert.match((await rui.get(closed)).body, /"count":3/)
  for (const visitor of [guest, bea]) {
    const page = await visitor.get(shown)
    for (const word of ['Soon Hidden', 'Soon Deleted']) assert.ok(!page.body.includes(word), word)
    assert.deepEqual(await allTitles(visitor, at(shown, 'find=soon')), [])
  }
})

test('what vanished leaves its title and a notice to the shelf’s owner', async () => {
  const own = await rui.get(mine)
  assert.ok(own.has('Works (7)') && own.has('5 works') && own.has('2 more stand here that are not to be read now.'))
  assert.ok(own.has('Soon Hidden Not to be read at present') && own.has('Soon Deleted No longer in this archive'))
  assert.equal(own.link('Soon Hidden'), null)
  assert.deepEqual(await allTitles(rui, at(mine, 'find=soon')), ['Soon Deleted', 'Soon Hidden'])
  const turned = await rui.get(at(mine, 'sort=given&order=down'))
  assert.deepEqual(titles(turned).slice(-3), ['100%_sure', 'Soon Hidden', 'Soon Deleted'])
  assert.deepEqual((await allTitles(rui, at(mine, 'sort=updated'))).slice(-2), ['Soon Deleted', 'Soon Hidden'])
  assert.deepEqual(await allTitles(rui, at(mine, 'status=complete')), ['Мост', 'The Zebra'])
})

test('only what is not read to its end is shown to whoever asks for it', async () => {
  assert.equal((await allTitles(rui, at(mine, 'unread=yes'))).length, 5)
  const [chapter] = await db.selectFrom('chapter').where('work_id', '=', ids[0]!).select('id').execute()
  const read = { account_id: cast.rui.accountId, chapter_id: chapter!.id, read_at: NOON }
  await db.insertInto('read_mark').values(read).execute()
  assert.ok(!(await allTitles(rui, at(mine, 'unread=yes'))).includes('The Zebra'))
  assert.ok((await allTitles(bea, at(shown, 'unread=yes'))).includes('The Zebra'), 'it is the viewer who has read')
  const page = await guest.get(at(shown, 'unread=yes'))
  assert.ok(page.has('4 works') && page.field('unread') === null)
})

test('a shelf shows its covers, under the same filters', async () => {
  const page = await guest.get(at(shown, 'as=covers&status=complete'))
  assert.deepEqual(page.texts('.covers'), ['Мост by Bea The Zebra by Ada'])
  assert.ok(page.body.includes(`src="${paths.workCover({ work: ids[0]! })}"`) && page.field('as') === 'covers')
  assert.equal(page.link('Show a list'), at(shown, 'status=complete'))
  const own = await rui.get(at(mine, 'as=covers&find=soon'))
  assert.ok(own.has('Soon Deleted No longer in this archive') && own.field('bookmark') === null)
})

test('odd addresses are read as far as they make sense', async () => {
  for (const query of ['language=ja&sort=kudos', 'page=99', 'of=odd', `find=${'x'.repeat(3000)}`])
    for (const path of [shown, mine]) assert.equal((await rui.get(at(path, query))).status, 200, query)
  assert.ok((await rui.get(at(mine, 'page=99'))).has('This list has fewer pages.'))
})

test('what is not understood is told, and old tags that are gone are left aside', async () => {
  for (const path of [shown, mine]) {
    const odd = await rui.get(at(path, 'status=odd&sort=--title'))
    assert.ok(odd.status === 422 && odd.has('is nothing that “status” can be'))
    assert.equal((await rui.get(at(path, 'tags=0,-1,x,1e99,,999999'))).location, path)
  }
})

test('the owner finds on a shelf what their lists leave out or hide, others what theirs do not', async () => {
  await rui.post(paths.workShelves({ work: ids[0]! }), { put: 'finished' })
  for (const visitor of [rui, bea]) {
    await visitor.post(paths.hidingWishes({}), { hideFinished: 'yes' })
    await visitor.post(paths.workShelves({ work: ids[0]! }), { put: 'finished' })
  }
  assert.deepEqual((await allTitles(rui, mine)).filter((title) => title === 'The Zebra').length, 1)
  assert.ok((await allTitles(rui, shown)).includes('The Zebra'))
  const others = await bea.get(shown)
  assert.ok(!titles(others).includes('The Zebra') && others.has('1 work is left out'))
  assert.ok(titles(await bea.get(others.link('Show them this time')!)).includes('The Zebra'))
})

test('a page of a shelf costs the same queries whatever is filtered', async () => {
  const cost = async (path: string) => {
    const counts: number[] = []
    for (let time = 0; time < 4; time++) {
      queries.length = 0
      await rui.get(path)
      counts.push(queries.length)
    }
    return Math.min(...counts)
  }
  const plain = await cost(mine)
  assert.equal(await cost(at(mine, 'status=complete&find=e&sort=words')), plain)
  assert.ok((await cost(at(mine, 'with=fandoms/sherlock-holmes&unread=yes'))) <= plain + 2)
})
