import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aMember, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type Page, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, bea] = [archive.guest(), await archive.as(cast.rui), await archive.as(cast.bea)]
after(close)

const WORKS = 12
const PER_PAGE = 5
await changeSettings(db, { worksPerPage: PER_PAGE }, NOON)
const works: number[] = []
for (let number = 1; number <= WORKS; number++) {
  const { workId } = await aWork(db, {
    by: cast.ada,
    title: `Work ${String(number).padStart(2, '0')}`,
    tagIds: [cast.fandom.holmes],
    postedAt: NOON - number * DAY,
  })
  works.push(workId)
}

const LISTS = [
  paths.works({}),
  paths.browseTitles({}),
  paths.browseTitles({}, { letter: 'w' }),
  paths.tag({ vocabulary: 'fandoms', tag: 'books' }),
  paths.author({ slug: 'ada' }),
]

const titles = (page: Page) => page.texts('.blurb-title').map((title) => title.replace(' by Ada', ''))
const put = (visitor: Visitor, index: number, shelf: string) =>
  visitor.post(paths.workShelves({ work: works[index]! }), { put: shelf })
const prefer = (visitor: Visitor, ...flags: string[]) =>
  visitor.post(paths.hidingWishes({}), Object.fromEntries(flags.map((flag) => [flag, 'yes'])))
const second = (list: string) => `${list}${list.includes('?') ? '&' : '?'}page=2`

test('what somebody has finished stands in lists until they say otherwise', async () => {
  for (const index of [0, 1, 7]) await put(rui, index, 'finished')
  await put(rui, 2, 'dropped')
  await put(rui, 3, 'reading')
  for (const list of LISTS) {
    const page = await rui.get(list)
    assert.ok(page.has('12 works') && titles(page)[0] === 'Work 01' && !page.has('left out'), list)
  }
})

test('who leaves out what they have finished gets full pages and right totals, and can see it this time', async () => {
  await prefer(rui, 'hideFinished')
  for (const list of LISTS) {
    const [first, next] = [await rui.get(list), await rui.get(second(list))]
    assert.deepEqual(titles(first), ['Work 03', 'Work 04', 'Work 05', 'Work 06', 'Work 07'], list)
    assert.deepEqual(titles(next), ['Work 09', 'Work 10', 'Work 11', 'Work 12'], list)
    assert.ok(first.has('9 works') && first.has('Page 1 of 2'), list)
    assert.ok(first.has('3 works are left out because you have finished or dropped them.'), list)

    const shown = await rui.get(first.link('Show them this time')!)
    assert.ok(shown.has('12 works') && shown.has('Page 1 of 3') && titles(shown)[0] === 'Work 01', list)
    const onward = await rui.get(shown.link('Next page') ?? shown.links().find((link) => link.includes('page=2'))!)
    assert.ok(titles(onward).includes('Work 08') && onward.has('shown this time'), list)
    assert.equal(shown.link('Leave it out again'), list)
  }
})

test('what is dropped is left out too, or alone, as they like', async () => {
  await prefer(rui, 'hideFinished', 'hideDropped')
  assert.ok((await rui.get(paths.works({}))).has('8 works'))
  await prefer(rui, 'hideDropped')
  const page = await rui.get(paths.works({}))
  assert.ok(page.has('11 works') && page.has('1 work is left out because you have finished or dropped it.'))
  await prefer(rui, 'hideFinished')
})

test('nobody else’s lists and counts change, whoever asks first', async () => {
  for (const list of LISTS) {
    assert.ok((await rui.get(list)).has('9 works'), list)
    for (const visitor of [bea, guest]) {
      const page = await visitor.get(`${list}${list.includes('?') ? '&' : '?'}finished=shown`)
      assert.ok(page.has('12 works') && !page.has('left out') && !page.has('this time'), list)
    }
    assert.ok((await rui.get(list)).has('9 works'), list)
  }
})

test('what is taken off the shelf is back at once, and what is hidden or deleted counts for nobody', async () => {
  await rui.post(paths.workShelves({ work: works[0]! }), { take: 'finished' })
  assert.ok((await rui.get(paths.works({}))).has('10 works'))
  await put(rui, 0, 'finished')
  assert.ok((await rui.get(paths.works({}))).has('9 works'))
  const hide = async (hidden_at: number | null) => {
    await db.updateTable('work').set({ hidden_at }).where('id', '=', works[1]!).execute()
    await refreshWorks(db, [works[1]!])
  }
  await hide(NOON)
  const page = await rui.get(paths.works({}))
  assert.ok(
    page.has('9 works') && page.has('2 works are left out') && (await guest.get(paths.works({}))).has('11 works'),
  )
  await hide(null)
})

test('whose whole list is left out is told so, and not that there are no works', async () => {
  const eve = await aMember(db, 'Eve')
  const visitor = await archive.as(eve)
  for (const index of works.keys()) await put(visitor, index, 'finished')
  await prefer(visitor, 'hideFinished')
  const page = await visitor.get(paths.works({}))
  assert.ok(page.has('12 works are left out') && !page.has('There are no works') && titles(page).length === 0)
  assert.equal(titles(await visitor.get(page.link('Show them this time')!)).length, PER_PAGE)
})

test('the wish costs one query more, and nothing where there is none', async () => {
  const cost = async (visitor: Visitor, path: string) => {
    const counts: number[] = []
    for (let time = 0; time < 4; time++) {
      queries.length = 0
      await visitor.get(path)
      counts.push(queries.length)
    }
    return Math.min(...counts)
  }
  for (const list of LISTS) {
    const plain = await cost(bea, list)
    assert.equal(await cost(rui, list), plain + 1, list)
    queries.length = 0
    await bea.get(list)
    assert.ok(!queries.some((text) => /not exists \(select bookmark/.test(text)), list)
  }
})
