import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aMember, aTag, aWork, NOON } from '../../../../test/cast.ts'
import { anApp, type Page } from '../../../../test/client.ts'
import { openTestDatabase } from '../../../../test/database.ts'
import { paths } from '../../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, bea] = [archive.guest(), await archive.as(cast.rui), await archive.as(cast.bea)]
after(close)

const lamp = await aWork(db, { by: cast.ada, title: 'The Lamp', tagIds: [cast.fandom.holmes, cast.character.watson] })
const wren = await aWork(db, { pseudIds: [cast.adaAsWren.pseudId], title: '雨の日', language: 'ja' })
const hideLamp = paths.hideWork({ work: lamp.workId })
const things = (page: Page) => page.texts('li').filter((text) => text.includes('Show again'))
const marks = (page: Page) => page.texts('p.hidden-mark')

test('every blurb leads to a page that asks what of the work to hide, and back', async () => {
  const list = await rui.get(paths.works({}))
  assert.ok(list.inner('body')!.includes(`formaction="${hideLamp}"`))
  const page = await rui.get(`${hideLamp}?to=/works%3Fpage%3D1`)
  const choices = page.texts('label')
  assert.deepEqual(choices.slice(0, 2), ['This work', 'Everything by Ada'])
  assert.ok(choices.some((text) => text.startsWith('Everything with Sherlock Holmes')))
  assert.ok(!page.body.includes('Wren'), 'which names belong together is never told')
  assert.equal(page.link('Back, without hiding anything'), '/works?page=1')

  const nothing = await rui.post(paths.hidden({}), { work: lamp.workId, to: '/works' })
  assert.ok(nothing.status === 422 && nothing.has('Please choose what to hide.') && nothing.field('to') === '/works')
  const done = await rui.post(paths.hidden({}), {
    hide: [`tag ${cast.fandom.holmes}`, `author ${cast.ada.pseudId}`],
    to: '/works',
  })
  assert.equal(done.path, '/works')
})

test('the page of a hidden work is there, says why it is hidden and shows it again', async () => {
  const page = await rui.get(paths.work({ work: lamp.workId }))
  assert.equal(page.status, 200)
  assert.deepEqual(marks(page), ['You hide this: by Ada, tagged Sherlock Holmes. Show again Change'])
  for (const visitor of [bea, guest]) assert.deepEqual(marks(await visitor.get(paths.work({ work: lamp.workId }))), [])
  const value = /name="show"\s+value="([^"]+)"/.exec(page.body)![1]!
  const shown = await rui.post(paths.hidden({}), { show: value, to: paths.work({ work: lamp.workId }) })
  assert.deepEqual(marks(shown), [])
})

test('all that is hidden stands on one page, can be searched, undone and taken along', async () => {
  await rui.post(paths.hidden({}), {
    hide: [`work ${lamp.workId}`, `author ${cast.adaAsWren.pseudId}`, `tag ${cast.fandom.books}`],
  })
  const page = await rui.get(paths.hidden({}))
  assert.deepEqual(things(page), ['Books Fandoms Show again', 'Wren author Show again', 'The Lamp work Show again'])
  assert.ok(page.has('3 things hidden'))
  const found = await rui.get(paths.hidden({}, { words: 'lamp' }))
  assert.deepEqual(things(found), ['The Lamp work Show again'])
  assert.ok((await rui.get(paths.hidden({}, { words: 'nobody' }))).has('Nothing that you hide with “nobody”'))

  const csv = await rui.get(paths.hiddenCsv({}))
  assert.ok(csv.body.includes(`work,The Lamp,,http://archive.example/works/${lamp.workId},2026-01-15`))
  const json = JSON.parse((await rui.get(paths.hiddenJson({}))).body)
  assert.deepEqual(
    json.hidden.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`),
    ['tag Books', 'author Wren', 'work The Lamp'],
  )

  const less = await rui.post(paths.hidden({}), { show: `author ${cast.adaAsWren.pseudId}` })
  assert.ok(less.has('Lists show it again.') && things(less).length === 2)
  assert.equal(things(await bea.get(paths.hidden({}))).length, 0)
})

test('a tag or an author is found by how the name begins and hidden', async () => {
  const page = await bea.get(paths.hidden({}, { find: 'SHERlock' }))
  assert.ok(page.has('Sherlock Holmes Fandoms Hide'))
  assert.ok((await bea.get(paths.hidden({}, { find: 'ada' }))).has('Ada author Hide'))
  assert.ok((await bea.get(paths.hidden({}, { find: '%_' }))).has('No tag and no author begins with “%_”.'))
  assert.ok(
    (await bea.post(paths.hidden({}), { hide: `tag ${cast.fandom.holmes}` })).has('Hidden. Lists are without it'),
  )
  assert.ok((await bea.get(paths.hidden({}, { find: 'sherlock' }))).has('Sherlock Holmes Fandoms Show again'))
})

test('a work that is not to be read any more is named nowhere, and can still be let go', async () => {
  await db.updateTable('work').set({ hidden_at: NOON, audience: 0 }).where('id', '=', lamp.workId).execute()
  const page = await rui.get(paths.hidden({}))
  assert.ok(page.has('A work that is not to be read at present') && !page.body.includes('Lamp'))
  assert.ok(!(await rui.get(paths.hiddenCsv({}))).body.includes('Lamp'))
  assert.equal((await rui.get(hideLamp)).status, 404)
  assert.equal((await rui.post(paths.hidden({}), { hide: `work ${lamp.workId}` })).status, 404)
  assert.equal(things(await rui.post(paths.hidden({}), { show: `work ${lamp.workId}` })).length, 1)
  await db.updateTable('work').set({ hidden_at: null, audience: 2 }).where('id', '=', lamp.workId).execute()
})

test('wishes for every list are kept together', async () => {
  const page = await rui.post(paths.hidingWishes({}), { hideFinished: 'yes', languages: ['ja', '<odd>', 'ja'] })
  assert.ok(page.has('Saved.') && page.has('Japanese (1)') && page.has('English (1)'))
  assert.deepEqual(marks(await rui.get(paths.work({ work: wren.workId }))), [])
  assert.ok(
    marks(await rui.get(paths.work({ work: lamp.workId })))[0]!.startsWith(
      'You hide this: tagged Books, its language.',
    ),
  )
  await rui.post(paths.hidingWishes({}), {})
})

test('guests hide nothing and are sent to log in', async () => {
  for (const path of [paths.hidden({}), hideLamp, paths.hiddenCsv({}), paths.hiddenJson({})])
    assert.ok((await guest.get(path)).location?.startsWith('/login'), path)
  assert.ok((await guest.post(paths.hidden({}), { hide: `work ${lamp.workId}` })).path.startsWith('/login'))
})

test('the page costs the same however much is hidden', async () => {
  const lee = await archive.as(await aMember(db, 'Lee'))
  const cost = async () => {
    queries.length = 0
    await lee.get(paths.hidden({}, { find: 'a' }))
    return queries.length
  }
  await cost()
  const few = await cost()
  const { vocabulary_id } = await db
    .selectFrom('tag')
    .where('id', '=', cast.fandom.books)
    .select('vocabulary_id')
    .executeTakeFirstOrThrow()
  for (let number = 0; number < 20; number++) {
    const tagId = await aTag(db, vocabulary_id, `A fandom ${number}`)
    await aWork(db, { by: cast.ada, tagIds: [tagId] })
    assert.equal((await lee.post(paths.hidden({}), { hide: `tag ${tagId}` })).status, 200)
  }
  assert.equal(await cost(), few)
})
