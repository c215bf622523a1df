// Lists without what a member hides: full pages, right counts, the reasons, and nobody else's lists changed.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aMember, aTag, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type Page, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, bea] = [archive.guest(), await archive.as(cast.rui), await archive.as(cast.bea)]
after(close)

const PER_PAGE = 5
await changeSettings(db, { worksPerPage: PER_PAGE }, NOON)
const { vocabulary_id } = await db
  .selectFrom('tag')
  .where('id', '=', cast.fandom.books)
  .select('vocabulary_id')
  .executeTakeFirstOrThrow()
const gore = await aTag(db, vocabulary_id, 'Gore')
const wide = cast.fandom.books
const make = (number: number, more: object) =>
  aWork(db, {
    title: `Work ${String(number).padStart(2, '0')}`,
    by: cast.ada,
    tagIds: [wide],
    postedAt: NOON - number * DAY,
    ...more,
  })
for (let number = 1; number <= 7; number++) await make(number, {})
const single = await make(8, {})
for (let number = 9; number <= 11; number++) await make(number, { tagIds: [cast.fandom.holmes, gore] })
for (let number = 12; number <= 13; number++) await make(number, { by: cast.mo })
await make(14, { by: cast.mo, tagIds: [wide, gore] })
await make(15, { language: 'ja' })

const LISTS = [
  paths.works({}),
  paths.browseTitles({}),
  paths.browseTitles({}, { letter: 'w' }),
  paths.tag({ vocabulary: 'fandoms', tag: 'books' }),
]
const titles = (page: Page) => page.texts('.blurb-title').map((title) => title.slice(0, 7))
const line = (page: Page) => page.texts('.hidden-line')[0] ?? ''
const hide = (visitor: Visitor, ...things: string[]) => visitor.post(paths.hidden({}), { hide: things })

test('a list says how much it hides and why, has full pages and exact totals', async () => {
  await hide(rui, `tag ${gore}`, `author ${cast.mo.pseudId}`, `work ${single.workId}`)
  await rui.post(paths.hidingWishes({}), { languages: 'en' })
  for (const list of LISTS) {
    const page = await rui.get(list)
    assert.ok(page.has('7 works') && page.has('Page 1 of 2'), list)
    assert.deepEqual(titles(page), ['Work 01', 'Work 02', 'Work 03', 'Work 04', 'Work 05'], list)
    assert.equal(
      line(page),
      '8 works are hidden by your filters: 4 tagged Gore, 3 by Mo, 1 hidden one by one, 1 in another language. Show them this time · Change',
      list,
    )
  }
})

test('they are shown when asked, each with its reason, and hidden again', async () => {
  for (const list of LISTS) {
    const shown = await rui.get((await rui.get(list)).link('Show them this time')!)
    assert.ok(shown.has('15 works') && line(shown).startsWith('What your filters hide is shown this time.'), list)
    const second = await rui.get(shown.links().find((link) => link.includes('page=2'))!)
    assert.ok(second.has('15 works') && titles(second).includes('Work 08'), 'turning the page keeps showing them')
    assert.ok(second.texts('.hidden-mark').includes('You hide this: the work itself. Show again Change'))
    const third = await rui.get(second.links().find((link) => link.includes('page=3'))!)
    const reasons = third.texts('.hidden-mark')
    assert.ok(reasons.includes('You hide this: by Mo, tagged Gore. Show again Change'), reasons.join())
    assert.ok(reasons.includes('You hide this: its language. Change'))
    assert.equal((await rui.get(third.link('Hide it again')!)).texts('.total')[0], '7 works', list)
  }
})

test('filters and facets count only what is not hidden', async () => {
  const page = await rui.get(`${paths.works({})}?with=fandoms/books&without=fandoms/gore`)
  assert.ok(page.has('7 works'))
  assert.ok(!page.has('Gore 4') && !(await rui.get(paths.works({}))).body.includes('fandoms/gore" class="value"'))
  const all = await rui.get(`${paths.works({})}?with=fandoms/gore`)
  assert.equal(line(all), '4 works are hidden by your filters: 4 tagged Gore, 1 by Mo. Show them this time · Change')
  assert.equal(titles(all).length, 0)
})

test('nobody else’s lists change, whoever asks first, however often', async () => {
  await hide(bea, `author ${cast.ada.pseudId}`)
  for (let round = 0; round < 3; round++)
    for (const list of LISTS) {
      assert.equal((await rui.get(list)).texts('.total')[0], '7 works', list)
      assert.equal((await guest.get(list)).texts('.total')[0], '15 works', list)
      assert.equal((await bea.get(list)).texts('.total')[0], '3 works', list)
      const odd = await guest.get(`${list}${list.includes('?') ? '&' : '?'}hidden=shown`)
      assert.ok(odd.has('15 works') && line(odd) === '' && !odd.has('You hide'), list)
    }
})

test('one’s own page has all of one’s works, and a hidden author’s page says that it is hidden', async () => {
  const ada = await archive.as(cast.ada)
  await hide(ada, `tag ${wide}`)
  assert.ok((await ada.get(paths.author({ slug: 'ada' }))).has('12 works'))
  assert.equal(titles(await ada.get(paths.myWorks({}))).length, 0)
  assert.ok((await ada.get(paths.myWorks({}))).has('Work 01'))
  const mo = await rui.get(paths.author({ slug: 'mo' }))
  assert.ok(mo.has('You have hidden this. Show again') && line(mo).startsWith('3 works are hidden'))
  const tag = await rui.get(paths.tag({ vocabulary: 'fandoms', tag: 'gore' }))
  assert.ok(tag.has('You have hidden this. Show again') && !(await guest.get(tag.path)).body.includes('hide-thing'))
  const shown = await rui.post(paths.hidden({}), { show: `tag ${gore}`, to: tag.path })
  assert.ok(
    shown.has('Never show me works with this tag') &&
      line(shown).startsWith('1 work is hidden by your filters: 1 by Mo.'),
  )
  await hide(rui, `tag ${gore}`)
})

test('many reasons are named by what hides most, and cost the same', async () => {
  const lee = await archive.as(await aMember(db, 'Lee'))
  const cost = async (list: string) => {
    const counts: number[] = []
    for (let time = 0; time < 4; time++) {
      queries.length = 0
      await lee.get(list)
      counts.push(queries.length)
    }
    return Math.min(...counts)
  }
  await hide(lee, `work ${single.workId}`, `tag ${gore}`)
  const costs = async () => {
    const all: number[] = []
    for (const list of LISTS) all.push(await cost(list))
    return all
  }
  const few = await costs()
  for (let number = 0; number < 9; number++) {
    const tag = await aTag(db, vocabulary_id, `Reason ${number}`)
    await make(20 + number, { tagIds: [wide, tag] })
    await hide(lee, `tag ${tag}`)
  }
  assert.deepEqual(await costs(), few)
  assert.ok(
    line(await lee.get(LISTS[0]!)).includes('4 filters more, 1 hidden one by one.'),
    line(await lee.get(LISTS[0]!)),
  )
})
