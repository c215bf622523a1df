// What a moderator chose at the desk stays chosen: through a mistake, through the preview, and when it is done.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, type Cast } from '../../../../test/cast.ts'
import { anApp, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { paths } from '../../paths.ts'

let home: TestDatabase
let cast: Cast
let mo: Visitor
let themes: number
const tags: number[] = []
const SECOND_PAGE = 2
const PER_PAGE = 50

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  mo = await (await anApp(home.db)).as(cast.mo)
  themes = await aVocabulary(home.db, 'themes', 'freeform', { closed: 0 })
  for (let at = 0; at < PER_PAGE + 2; at++) tags.push(await aTag(home.db, themes, `Theme ${at}`))
})
after(() => home.close())

const desk = (query: Record<string, string | number>) => mo.get(paths.tagDesk({}, query))

test('every field of the desk has a label of its own', async () => {
  const page = await desk({})
  const idsOf = (selector: string, name: string) =>
    page.all(selector).flatMap(({ attrs }) => attrs.filter((one) => one.name === name).map((one) => one.value))
  const fields = [...idsOf('select', 'id'), ...idsOf('input', 'id')]
  assert.deepEqual(fields, [...new Set(fields)])
  assert.ok(['kind', 'what', 'intoNames'].every((id) => idsOf('label', 'for').includes(id)))
})

test('a mistake keeps the page of the desk, what was chosen on it, what was to be done, and what was typed', async () => {
  const before = await desk({ kind: themes, page: SECOND_PAGE })
  const query = { kind: 'parents', intoNames: 'Thmee 7', desk: before.field('desk')! }
  const [one, two] = tags
  const refused = await mo.get(`${paths.tagDeed({}, query)}&tag=${one}&tag=${two}`)
  assert.equal(refused.status, 422)
  assert.ok(refused.has('There is no tag “Thmee 7”.'))
  const ticked = refused.all('input').filter(({ attrs }) => attrs.some(({ name }) => name === 'checked'))
  assert.equal(ticked.length, 2)
  assert.match(refused.body, /value="parents" {2}selected/)
  assert.equal(refused.field('intoNames'), 'Thmee 7')
  assert.equal(refused.field('desk'), before.field('desk'))
})

test('what is done or left from a page of the desk leads back to it, or to the last that is left', async () => {
  const from = (await desk({ kind: themes, page: SECOND_PAGE })).field('desk')!
  const [one, two] = tags
  const shown = await mo.get(`${paths.tagDeed({}, { kind: 'sorted', desk: from })}&tag=${one}`)
  assert.equal(shown.field('desk'), from)
  assert.ok(shown.links().includes(`${paths.tagDesk({})}?${from}`), 'the way back')
  const again = await mo.post(paths.tagDeed({}), { kind: 'marks', mark: 'sorted', tag: one!, desk: from })
  assert.ok(again.has('Done.'))
  assert.ok(again.has('Page 2 of 2'))
  assert.equal(again.field('desk'), from)
  const last = await mo.post(paths.tagDeed({}), { kind: 'marks', mark: 'sorted', tag: two!, desk: from })
  assert.ok(last.has('50 tags'))
  assert.deepEqual(last.texts('p.empty'), [])
})

test('a name that is refused stays in the field in which it was typed', async () => {
  const [, , tag] = tags
  const above = await mo.get(paths.tagDeed({}, { kind: 'parents', tag: tag!, intoNames: 'Nowhere' }))
  assert.ok(above.has('There is no tag “Nowhere”.'))
  assert.match(above.body, /id="above"\s+name="intoNames"\s+type="text"\s+value="Nowhere"/)
  assert.equal(above.body.split('value="Nowhere"').length, 2)
  const renamed = await mo.get(paths.tagDeed({}, { kind: 'rename', tag: tag!, name: 'THEME 7' }))
  assert.equal(renamed.status, 409)
  assert.equal(renamed.field('name'), 'THEME 7')
})

test('names of the kind are offered while a moderator types, and fandoms where a fandom is wanted', async () => {
  const offers = (body: string) => [...body.matchAll(/data-suggest="([^"]*)"/g)].map((found) => found[1])
  const themed = '/suggest/tags/themes'
  assert.ok(offers((await desk({ kind: themes })).body).includes(themed))
  assert.ok(!offers((await desk({})).body).includes(themed))
  const own = offers((await mo.get(paths.wrangledTag({ wrangled: tags[3]! }))).body)
  assert.deepEqual(own.slice(1), [themed, '/suggest/tags/fandoms', themed])
})

test('what would change nothing is said before anybody is asked to do it', async () => {
  const [, , one, two] = tags
  const nothing = async (query: Record<string, string | number>) => {
    const page = await mo.get(paths.tagDeed({}, query))
    assert.equal(page.status, 409, JSON.stringify(query))
    assert.ok(page.has('This is so already: nothing would change.'))
  }
  await mo.post(paths.tagDeed({}), { kind: 'meanings', tag: one!, into: two! })
  await nothing({ kind: 'meanings', tag: one!, into: two! })
  await nothing({ kind: 'split', tag: one! })
})

test('a fandom that became a name of something else is offered as a fandom no more', async () => {
  const { holmes } = cast.fandom
  await mo.post(paths.tagDeed({}), { kind: 'synonym', tag: holmes, into: tags[5]! })
  const fresh = await aTag(home.db, themes, 'Fresh')
  await aWork(home.db, { by: cast.ada, tagIds: [holmes, fresh] })
  const page = await desk({ kind: themes })
  assert.ok(page.has('Fresh'))
  assert.ok(!page.texts('option').some((choice) => choice.startsWith('Theme 5')), page.texts('option').join())
  assert.ok(!(await mo.get(paths.wrangledTag({ wrangled: fresh }))).has('Theme 5'))
})
