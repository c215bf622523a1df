import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aPseud, aWork, type Cast, DAY, type MadeWork, NOON } from '../../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { fieldsOf } from '../../../../test/fields-of.ts'
import { changeSettings } from '../../../site/settings.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let ada: Visitor
let bea: Visitor
let mo: Visitor

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  await changeSettings(home.db, { submissions: 'open' }, NOON)
  archive = await anApp(home.db)
  ada = await archive.as(cast.ada)
  bea = await archive.as(cast.bea)
  mo = await archive.as(cast.mo)
})
after(() => home.close())

const TWO = [{ title: 'One' }, { title: 'Two' }]

async function revisionsOf(chapterId: number) {
  return home.db
    .selectFrom('chapter_revision')
    .where('chapter_id', '=', chapterId)
    .select(['source', 'format', 'account_id'])
    .orderBy('id')
    .execute()
}

function editOf({ workId, chapterIds }: MadeWork, index = 0): string {
  return `/works/${workId}/chapters/${chapterIds[index]}/edit`
}

test('the form of a work brings back what is saved, and saving it untouched changes nothing', async () => {
  const tagIds = [cast.fandom.books, cast.character.watson]
  const { workId } = await aWork(home.db, { by: cast.ada, ratingId: cast.ratings.general, tagIds, language: 'akk' })
  const work = () => home.db.selectFrom('work').where('id', '=', workId).selectAll().executeTakeFirstOrThrow()
  // The first save puts the tags into the order of the form.
  await ada.post(`/works/${workId}/edit`, fieldsOf(await ada.get(`/works/${workId}/edit`)))
  archive.clock.time += DAY
  const before = await work()
  const form = await ada.get(`/works/${workId}/edit`)
  assert.equal(form.field('title'), 'A Work')
  assert.equal(form.field('other_language'), 'akk')
  const saved = await ada.post(`/works/${workId}/edit`, fieldsOf(form))
  assert.ok(saved.has('Saved.'))
  assert.deepEqual(await work(), before)
  const tags = await home.db.selectFrom('work_tag').where('work_id', '=', workId).select('tag_id').execute()
  assert.equal(tags.length, 3)
})

test('an author changes a work’s title, tags and pen name', async () => {
  const { workId } = await aWork(home.db, { by: cast.ada, ratingId: cast.ratings.general })
  const form = await ada.get(`/works/${workId}/edit`)
  const changed = { ...fieldsOf(form), title: 'Renamed', pseuds: cast.adaAsWren.pseudId, members_only: 'yes' }
  await ada.post(`/works/${workId}/edit`, changed)
  const page = await ada.get(`/works/${workId}`)
  assert.equal(page.text('h1'), 'Renamed')
  assert.equal(page.text('.byline'), 'by Wren')
  assert.ok(!(await archive.guest().get(`/works/${workId}`)).has('Renamed'))
})

test('co-authors keep their names when one of them changes hers', async () => {
  const { workId } = await aWork(home.db, {
    pseudIds: [cast.bea.pseudId, cast.ada.pseudId],
    ratingId: cast.ratings.general,
  })
  const form = await ada.get(`/works/${workId}/edit`)
  await ada.post(`/works/${workId}/edit`, { ...fieldsOf(form), pseuds: cast.adaAsWren.pseudId })
  assert.equal((await ada.get(`/works/${workId}`)).text('.byline'), 'by Bea, Wren')
  const none = await ada.post(`/works/${workId}/edit`, {
    ...fieldsOf(await ada.get(`/works/${workId}/edit`)),
    pseuds: '',
  })
  assert.equal(none.status, 422)
})

test('of two people who change a work at once, the second is told and keeps what she typed', async () => {
  const { workId } = await aWork(home.db, { by: cast.ada, ratingId: cast.ratings.general })
  const form = fieldsOf(await ada.get(`/works/${workId}/edit`))
  await ada.post(`/works/${workId}/edit`, { ...form, title: 'From the first window' })
  const late = await ada.post(`/works/${workId}/edit`, { ...form, title: 'From the second' })
  assert.equal(late.status, 409)
  assert.ok(late.has('changed meanwhile'))
  assert.equal(late.field('title'), 'From the second')
  assert.match(late.inner('details.saved-now') ?? '', /From the first window/)
  const again = await ada.post(`/works/${workId}/edit`, { ...fieldsOf(late), title: 'From the second' })
  assert.ok(again.has('Saved.'))
})

test('a deleted work is gone from every page, and its words are still in the bin', async () => {
  const made = await aWork(home.db, { by: cast.ada, title: 'Goodbye' })
  assert.ok((await ada.get(`/works/${made.workId}/delete`)).has('Goodbye'))
  assert.equal((await archive.guest().get(`/works/${made.workId}/delete`)).status, 303)
  assert.ok((await ada.post(`/works/${made.workId}/delete`)).has('The work is deleted.'))
  for (const visitor of [ada, mo, archive.guest()]) {
    assert.equal((await visitor.get(`/works/${made.workId}`)).status, 404)
    assert.equal((await visitor.get(`/works/${made.workId}/chapters/${made.chapterIds[0]}`)).status, 404)
  }
  assert.ok(!(await ada.get('/account/works')).has('Goodbye'))
  assert.equal((await revisionsOf(made.chapterIds[0]!)).length, 1)
  const kept = await ada.post(editOf(made), { text: 'Typed while it went.', version: 'x' })
  assert.equal(kept.status, 404)
  assert.equal(kept.field('text'), 'Typed while it went.')
})

type Ask = (made: MadeWork) => [method: string, address: string, fields?: Record<string, string>]

//                                                    author, other member, moderator, guest (sent to log in)
const MAY: ReadonlyArray<readonly [string, Ask, readonly number[]]> = [
  ['open the form', ({ workId }) => ['GET', `/works/${workId}/edit`], [200, 403, 200, 303]],
  ['open a chapter', (made) => ['GET', editOf(made)], [200, 403, 200, 303]],
  ['add a chapter', ({ workId }) => ['GET', `/works/${workId}/chapters/new`], [200, 403, 200, 303]],
  ['post', ({ workId }) => ['POST', `/works/${workId}/publication`], [303, 403, 403, 303]],
  ['take back', ({ workId }) => ['POST', `/works/${workId}/publication`, { to: 'draft' }], [303, 403, 403, 303]],
  ['post a chapter', (made) => ['POST', editOf(made).replace('edit', 'publication')], [303, 403, 403, 303]],
  ['move', (made) => ['POST', editOf(made).replace('edit', 'place'), { direction: 'down' }], [303, 403, 303, 303]],
  ['ask to delete', ({ workId }) => ['GET', `/works/${workId}/delete`], [200, 403, 200, 303]],
  ['delete a chapter', (made) => ['POST', editOf(made).replace('edit', 'delete')], [303, 403, 303, 303]],
  ['delete', ({ workId }) => ['POST', `/works/${workId}/delete`], [303, 403, 303, 303]],
  ['think of a decision', ({ workId }) => ['GET', `/works/${workId}/decision`], [403, 403, 200, 303]],
  [
    'hide',
    ({ workId }) => ['POST', `/works/${workId}/decision`, { verdict: 'hidden', reason: 'x' }],
    [403, 403, 303, 303],
  ],
]

test('who may do what to a posted work', async () => {
  for (const [what, ask, expected] of MAY) {
    const found: number[] = []
    for (const who of [ada, bea, mo, archive.guest()]) {
      const made = await aWork(home.db, { by: cast.ada, chapters: TWO })
      const [method, address, fields] = ask(made)
      const answer = await who.send(method, address, method === 'POST' ? { body: new URLSearchParams(fields) } : {})
      found.push(answer.status)
      const isOpen = (await archive.guest().get(`/works/${made.workId}`)).status === 200
      if (answer.status === 403) assert.ok(isOpen, what)
    }
    assert.deepEqual(found, expected, what)
  }
})

test('nobody but its author and the moderators knows of a draft, and only the author posts it', async () => {
  const { workId } = await aWork(home.db, { by: cast.ada, postedAt: null })
  for (const address of ['edit', 'delete', 'chapters/new', 'decision'])
    assert.equal((await bea.get(`/works/${workId}/${address}`)).status, 404, address)
  assert.equal((await bea.post(`/works/${workId}/publication`)).status, 404)
  assert.equal((await mo.post(`/works/${workId}/publication`)).status, 403)
  assert.equal((await ada.post(`/works/${workId}/publication`)).status, 200)
  assert.equal((await archive.guest().get(`/works/${workId}`)).status, 200)
})

test('a moderator mends another’s work without becoming its author, and the log knows', async () => {
  const made = await aWork(home.db, { by: cast.ada, ratingId: cast.ratings.general })
  const form = fieldsOf(await mo.get(`/works/${made.workId}/edit`))
  assert.ok((await mo.post(`/works/${made.workId}/edit`, { ...form, title: 'Mended' })).has('Saved.'))
  await mo.post(editOf(made), { ...fieldsOf(await mo.get(editOf(made))), text: 'Mended.' })
  await mo.post(`/works/${made.workId}/chapters/new`, { text: 'Added.', format: 'html', intent: 'save' })
  await mo.post(editOf(made).replace('/edit', '/place'), { direction: 'down' })
  const page = await archive.guest().get(`/works/${made.workId}`)
  assert.equal(page.text('h1'), 'Mended')
  assert.equal(page.text('.byline'), 'by Ada')
  const acts = await home.db
    .selectFrom('audit_entry')
    .where('account_id', '=', cast.mo.accountId)
    .select('action')
    .orderBy('id')
    .execute()
  assert.deepEqual(acts.map((act) => act.action).slice(-4), [
    'work edited',
    'chapter edited',
    'chapter added',
    'chapter moved',
  ])
})

test('my works shows drafts first and pages through the rest in a fixed number of queries', async () => {
  await aPseud(home.db, cast.rui.accountId, 'Quill', false)
  const rui = await archive.as(cast.rui)
  assert.ok((await rui.get('/account/works')).has('not written anything'))
  for (let number = 1; number <= 22; number++) await aWork(home.db, { by: cast.rui, title: `Rui ${number}` })
  await aWork(home.db, { by: cast.rui, title: 'Rui drafts', postedAt: null })
  home.queries.length = 0
  const page = await rui.get('/account/works')
  const count = home.queries.length
  assert.equal(page.texts('h2')[0], 'Rui drafts')
  assert.equal(page.texts('h2').length, 20)
  assert.equal((await rui.get('/account/works?page=2')).texts('h2').length, 3)
  assert.ok(count < 12, String(count))
})

test('a work that is not there, or no number at all, is not found', async () => {
  for (const address of ['/works/999999/edit', '/works/0/edit', '/works/99999999999999999999/edit', '/works/x/edit'])
    assert.equal((await ada.get(address)).status, 404, address)
  const made = await aWork(home.db, { by: cast.ada })
  const other = await aWork(home.db, { by: cast.ada })
  assert.equal((await ada.get(`/works/${made.workId}/chapters/${other.chapterIds[0]}/edit`)).status, 404)
  assert.equal((await ada.post(`/works/${made.workId}/chapters/${other.chapterIds[0]}/delete`)).status, 404)
})
