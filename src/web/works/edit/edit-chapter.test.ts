import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, type Cast, DAY, type MadeWork, NOON } from '../../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { fieldsOf } from '../../../../test/fields-of.ts'
import { changeSettings } from '../../../site/settings.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let ada: Visitor
let bea: Visitor

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  await changeSettings(home.db, { submissions: 'open' }, NOON)
  archive = await anApp(home.db)
  ada = await archive.as(cast.ada)
  bea = await archive.as(cast.bea)
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

test('two chapters saved at once: one stays, the other is shown again, nothing is lost', async () => {
  const made = await aWork(home.db, { by: cast.ada })
  const form = fieldsOf(await ada.get(editOf(made)))
  const pages = await Promise.all([
    ada.post(editOf(made), { ...form, text: 'Mine.' }),
    ada.post(editOf(made), { ...form, text: 'Yours.' }),
  ])
  const late = pages.find((page) => page.status === 409)!
  assert.equal(pages.filter((page) => page.status === 409).length, 1)
  const [, kept] = await revisionsOf(made.chapterIds[0]!)
  assert.notEqual(kept!.source, late.field('text'))
  assert.ok(late.body.includes(kept!.source))
  await ada.post(editOf(made), { ...fieldsOf(late), text: late.field('text')! })
  assert.equal((await revisionsOf(made.chapterIds[0]!)).length, 3)
})

test('every text that was saved stays as a revision, and a save without a change makes none', async () => {
  const made = await aWork(home.db, { by: cast.ada, chapters: [{ html: '<p>Old.</p>' }] })
  const [chapterId] = made.chapterIds
  await ada.post(editOf(made), { ...fieldsOf(await ada.get(editOf(made))), chapter_title: 'New title' })
  assert.equal((await revisionsOf(chapterId!)).length, 1)
  await ada.post(editOf(made), { ...fieldsOf(await ada.get(editOf(made))), text: 'New\n\ntext', format: 'plain' })
  await ada.post(editOf(made), { ...fieldsOf(await ada.get(editOf(made))) })
  const revisions = await revisionsOf(chapterId!)
  assert.deepEqual(
    revisions.map(({ source, format, account_id }) => [source, format, account_id]),
    [
      ['<p>Old.</p>', 'html', null],
      ['New\n\ntext', 'plain', cast.ada.accountId],
    ],
  )
  const page = await archive.guest().get(`/works/${made.workId}/chapters/${chapterId}`)
  assert.equal(page.inner('.chapter-text'), '<p>New</p>\n<p>text</p>')
})

test('a text that came from elsewhere keeps its clean form until it is changed', async () => {
  const made = await aWork(home.db, { by: cast.ada, chapters: [{ html: '<p>As imported</p>' }] })
  const [chapterId] = made.chapterIds
  const raw = 'As imported\r\nwith old line ends'
  await home.db.updateTable('chapter_revision').set({ source: raw }).where('chapter_id', '=', chapterId!).execute()
  await ada.post(editOf(made), { ...fieldsOf(await ada.get(editOf(made))), chapter_notes: 'A note' })
  const page = await archive.guest().get(`/works/${made.workId}/chapters/${chapterId}`)
  assert.equal(page.inner('.chapter-text'), '<p>As imported</p>')
  assert.ok(page.has('A note'))
  assert.equal((await revisionsOf(chapterId!)).length, 1)
})

test('a new chapter counts as an update; a draft of one does not and is not seen', async () => {
  const made = await aWork(home.db, { by: cast.ada })
  const place = `/works/${made.workId}`
  archive.clock.time = NOON + DAY
  const blank = await ada.get(`${place}/chapters/new`)
  const draft = { ...fieldsOf(blank), chapter_title: 'Not yet', text: 'Soon.', intent: 'save' }
  assert.ok((await ada.post(`${place}/chapters/new`, draft)).has('The chapter is saved.'))
  assert.ok(!(await archive.guest().get(place)).has('Not yet'))
  const updated = async () =>
    (await home.db.selectFrom('work').where('id', '=', made.workId).select('updated_at').executeTakeFirstOrThrow())
      .updated_at
  assert.equal(await updated(), NOON)

  const edit = (await ada.get(`${place}/edit`)).link('2. Not yet')!
  await ada.post(edit, { ...fieldsOf(await ada.get(edit)), intent: 'post' })
  assert.equal(await updated(), NOON + DAY)
  assert.ok((await archive.guest().get(place)).has('Not yet'))
  archive.clock.time = NOON
})

test('the same chapter form sent twice makes one chapter', async () => {
  const made = await aWork(home.db, { by: cast.ada })
  const address = `/works/${made.workId}/chapters/new`
  const form = { ...fieldsOf(await ada.get(address)), text: 'Once.', intent: 'post' }
  await Promise.all([ada.post(address, form), ada.post(address, form)])
  const { count } = await home.db
    .selectFrom('chapter')
    .where('work_id', '=', made.workId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal(count, 2)
})

test('chapters move up and down and keep their addresses', async () => {
  const made = await aWork(home.db, { by: cast.ada, chapters: [...TWO, { title: 'Three' }] })
  const names = async () => {
    const page = await archive.guest().get(`/works/${made.workId}`)
    return ['One', 'Two', 'Three'].toSorted((one, other) => page.body.indexOf(one) - page.body.indexOf(other))
  }
  const place = (index: number) => `/works/${made.workId}/chapters/${made.chapterIds[index]}`
  await ada.post(`${place(2)}/place`, { direction: 'up' })
  assert.deepEqual(await names(), ['One', 'Three', 'Two'])
  await ada.post(`${place(0)}/place`, { direction: 'down' })
  assert.deepEqual(await names(), ['Three', 'One', 'Two'])
  await ada.post(`${place(2)}/place`, { direction: 'up' })
  await ada.post(`${place(1)}/place`, { direction: 'down' })
  assert.deepEqual(await names(), ['Three', 'One', 'Two'])
  assert.ok((await archive.guest().get(place(1))).has('Two'))
})

test('a chapter is deleted for good, but never the last one', async () => {
  const made = await aWork(home.db, { by: cast.ada, chapters: [...TWO] })
  const place = (index: number) => `/works/${made.workId}/chapters/${made.chapterIds[index]}`
  assert.ok((await ada.get(`${place(0)}/delete`)).has('cannot be undone'))
  assert.ok((await ada.post(`${place(0)}/delete`)).has('The chapter is deleted.'))
  assert.equal((await ada.get(place(0))).status, 404)
  assert.equal((await ada.post(`${place(1)}/delete`)).status, 403)
  assert.equal((await archive.guest().get(place(1))).status, 200)
  const { position } = await home.db
    .selectFrom('chapter')
    .where('id', '=', made.chapterIds[1]!)
    .select('position')
    .executeTakeFirstOrThrow()
  assert.equal(position, 1)
})

test('the last posted chapter stays, even beside a draft', async () => {
  const made = await aWork(home.db, { by: cast.ada, chapters: [{}, { postedAt: null }] })
  assert.equal((await ada.post(`/works/${made.workId}/chapters/${made.chapterIds[0]}/delete`)).status, 403)
})

test('into a round robin any member writes a chapter, under a name of her own', async () => {
  const made = await aWork(home.db, { by: cast.ada, title: 'Together' })
  await home.db.updateTable('work').set({ round_robin: 1 }).where('id', '=', made.workId).execute()
  const address = `/works/${made.workId}/chapters/new`
  const form = await bea.get(address)
  assert.equal(form.field('pseud'), String(cast.bea.pseudId))
  const foreign = { ...fieldsOf(form), text: 'Hers.', intent: 'post', pseud: cast.ada.pseudId }
  assert.equal((await bea.post(address, foreign)).status, 422)
  assert.equal((await bea.post(address, { ...foreign, pseud: '' })).status, 422)
  const draft = await bea.post(address, { ...foreign, pseud: cast.bea.pseudId, intent: 'save' })
  assert.ok(draft.has('The chapter is saved.'))
  assert.equal((await (await archive.as(cast.rui)).get(draft.path)).status, 404)
  const posted = await bea.post(draft.path.split('?')[0]!, { ...fieldsOf(draft), intent: 'post' })
  assert.ok(posted.has('Hers.'))
  assert.ok((await archive.guest().get(`/works/${made.workId}`)).has('by Bea'))
  assert.ok((await bea.get('/account/works')).has('Together'))

  assert.equal((await bea.get(`/works/${made.workId}/edit`)).status, 403)
  assert.equal((await bea.get(editOf(made))).status, 403)
  assert.equal((await bea.post(draft.path.split('?')[0]!.replace('edit', 'delete'))).status, 403)
})
