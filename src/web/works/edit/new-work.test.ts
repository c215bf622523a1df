import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aCast, type Cast, NOON } from '../../../../test/cast.ts'
import { anApp, type Fields, type TestApp, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { changeSettings } from '../../../site/settings.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let ratings: string
let fandoms: string
let themes: string
let ada: Visitor

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  const row = { slug: 'themes', name: 'Themes', role: 'freeform' as const, closed: 0, position: 9, created_at: NOON }
  await home.db.insertInto('vocabulary').values(row).execute()
  archive = await anApp(home.db)
  ratings = await fieldOf('ratings')
  fandoms = await fieldOf('fandoms')
  themes = await fieldOf('themes')
})
after(() => home.close())

beforeEach(async () => {
  await changeSettings(home.db, { submissions: 'open' }, NOON)
  ada = await archive.as(cast.ada)
})

async function fieldOf(slug: string): Promise<string> {
  const { id } = await home.db.selectFrom('vocabulary').where('slug', '=', slug).select('id').executeTakeFirstOrThrow()
  return `tags-${id}`
}

let sent = 0

function form(more: Fields = {}): Fields {
  sent += 1
  return {
    token: `token-number-${sent}`,
    title: `Work ${sent}`,
    language: 'en',
    pseuds: cast.ada.pseudId,
    [ratings]: cast.ratings.general,
    text: 'Once upon a time.',
    format: 'html',
    intent: 'post',
    ...more,
  }
}

async function countWorks(): Promise<number> {
  const { count } = await home.db
    .selectFrom('work')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

test('a member posts a work, and a guest finds and reads it', async () => {
  const blank = await ada.get('/works/new')
  assert.equal(blank.status, 200)
  const page = await ada.post(
    '/works/new',
    form({
      title: '  The Long\nWay  ',
      language: 'fr',
      summary: 'Two <em>friends</em>.',
      notes: 'For you.',
      end_notes: 'The end.',
      [fandoms]: [cast.fandom.holmes],
      [themes]: 'Found Family, slow burn, "Lamps, many"',
      complete: 'yes',
      chapter_title: 'One',
      chapter_notes: 'Mind the step.',
      chapter_end_notes: 'Thanks.',
      text: '<p>Hello <b>there</b>.</p>',
    }),
  )
  assert.equal(page.status, 200)
  assert.equal(page.text('h1'), 'The Long Way')
  const seen = await archive.guest().get(page.path)
  for (const words of ['Two friends.', 'Found Family', 'slow burn', 'Lamps, many', 'Sherlock Holmes', 'Complete'])
    assert.ok(seen.has(words), words)
  const chapter = await archive.guest().get(seen.links().find((link) => /chapters\/\d+$/.test(link))!)
  assert.equal(chapter.inner('.chapter-text'), '<p>Hello <b>there</b>.</p>')
  for (const words of ['For you.', 'Mind the step.', 'Thanks.']) assert.ok(chapter.has(words), words)
  assert.ok((await archive.guest().get('/works')).has('The Long Way'))
})

test('a draft is seen by its author and by nobody else, anywhere', async () => {
  const page = await ada.post('/works/new', form({ title: 'Secret Draft', intent: 'save', [themes]: 'hushed' }))
  assert.ok(page.has('Saved.'))
  const workId = /works\/(\d+)/.exec(page.path)![1]!
  const { id: chapterId } = await home.db
    .selectFrom('chapter')
    .where('work_id', '=', Number(workId))
    .select('id')
    .executeTakeFirstOrThrow()
  assert.equal((await ada.get(`/works/${workId}`)).status, 200)
  const places = ['', '/whole', '/print', '/reviews', `/chapters/${chapterId}`, `/chapters/${chapterId}/print`]
  for (const visitor of [archive.guest(), await archive.as(cast.bea)]) {
    for (const place of places) {
      const answer = await visitor.get(`/works/${workId}${place}`)
      assert.equal(answer.status, 404, place)
      assert.ok(!answer.body.includes('Secret Draft'), place)
    }
    for (const list of ['/', '/works', '/browse', '/browse/titles', '/browse/themes', `/authors/${cast.ada.slug}`])
      assert.ok(!(await visitor.get(list)).body.includes('Secret Draft'), list)
  }
  const bea = await archive.as(cast.bea)
  assert.equal((await bea.get(`/works/${workId}/edit`)).status, 404)
  assert.equal((await bea.post(`/works/${workId}/edit`, form())).status, 404)
  assert.equal((await bea.post(`/works/${workId}/delete`)).status, 404)
  assert.ok((await ada.get('/account/works')).has('Secret Draft'))
  assert.ok(!(await bea.get('/account/works')).has('Secret Draft'))
})

test('a mistake is told beside its field, and everything typed is still there', async () => {
  const before = await countWorks()
  const page = await ada.post(
    '/works/new',
    form({
      title: ' ',
      language: 'other',
      other_language: 'not a language!',
      [ratings]: '',
      [themes]: 'brand new theme, "a, b"',
      text: '  <b>kept & exact',
      format: 'plain',
      complete: 'yes',
      summary: 'x'.repeat(10_001),
      chapter_title: 'y'.repeat(256),
    }),
  )
  assert.equal(page.status, 422)
  for (const words of ['give the work a title', 'choose a language', 'choose one', 'at most 10000', 'at most 255'])
    assert.ok(page.has(words), words)
  assert.equal(page.field('text'), '  <b>kept & exact')
  assert.equal(page.field('format'), 'plain')
  assert.equal(page.field('other_language'), 'not a language!')
  assert.equal(page.field(themes), 'brand new theme, "a, b"')
  assert.equal(page.field('summary')!.length, 10_001)
  assert.equal(await countWorks(), before)
  const left = await home.db.selectFrom('tag').where('name', '=', 'brand new theme').select('id').execute()
  assert.deepEqual(left, [])
})

test('a title of ten megabytes, NULs, half characters and missing fields are refused, and nothing is written', async () => {
  const before = await countWorks()
  assert.equal((await ada.post('/works/new', form({ title: 'x'.repeat(10_000_000) }))).status, 422)
  assert.equal((await ada.post('/works/new', {})).status, 422)
  assert.equal((await ada.post('/works/new', form({ title: '\0\0' }))).status, 422)
  assert.equal((await ada.post('/works/new', form({ title: '\u200b\u2060' }))).status, 422)
  assert.equal((await ada.post('/works/new', form({ pseuds: cast.bea.pseudId }))).status, 422)
  assert.equal((await ada.post('/works/new', form({ pseuds: 'x' }))).status, 422)
  assert.equal((await ada.post('/works/new', form({ [ratings]: 999_999_999 }))).status, 422)
  assert.equal((await ada.post('/works/new', form({ text: 'x'.repeat(2_100_000) }))).status, 422)
  const broken = { body: 'title=%ff%fe', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  assert.equal((await ada.send('POST', '/works/new', broken)).status, 400)
  assert.equal(await countWorks(), before)
})

test('a work without text can be kept as a draft, and is not posted', async () => {
  const before = await countWorks()
  const page = await ada.post('/works/new', form({ text: ' \n ' }))
  assert.equal(page.status, 422)
  assert.ok(page.has('write some text first'))
  assert.equal(await countWorks(), before)
  const draft = await ada.post('/works/new', form({ text: '', intent: 'save' }))
  assert.equal(draft.status, 200)
  const refused = await ada.post(draft.path.replace(/\/edit.*/, '/publication'), { to: 'posted' })
  assert.equal(refused.status, 422)
  assert.ok(refused.has('write some text first'))
})

test('a NUL inside a text does not stop it, and is not kept', async () => {
  const page = await ada.post('/works/new', form({ title: 'Nu\0ll', text: 'one\0 two' }))
  assert.equal(page.status, 200)
  assert.equal(page.text('h1'), 'Null')
})

test('a form sent twice makes one work; sent again with other words, it asks first and keeps them', async () => {
  const before = await countWorks()
  const twice = form({ title: 'Only Once' })
  const [one, other] = await Promise.all([ada.post('/works/new', twice), ada.post('/works/new', twice)])
  assert.equal(one.path, other.path)
  assert.equal((await ada.post('/works/new', twice)).path, one.path)
  assert.equal(await countWorks(), before + 1)

  const changed = await ada.post('/works/new', { ...twice, text: 'Quite another text.' })
  assert.equal(changed.status, 409)
  assert.equal(changed.field('text'), 'Quite another text.')
  assert.equal(await countWorks(), before + 1)
  const again = await ada.post('/works/new', { ...twice, text: 'Quite another text.', token: changed.field('token')! })
  assert.equal(again.status, 200)
  assert.equal(await countWorks(), before + 2)
})

test('hostile HTML is cleaned for readers and kept as typed for its author', async () => {
  const source = '<p onclick="alert(1)">Hi <script>alert(2)</script><img src=x onerror=alert(3)><b>there'
  const page = await ada.post('/works/new', form({ title: '<script>alert(4)</script>', summary: source, text: source }))
  const chapter = await archive.guest().get(page.links().find((link) => /chapters\/\d+$/.test(link))!)
  for (const seen of [page, chapter]) {
    assert.doesNotMatch(seen.body, /<script>alert|onclick|onerror/)
    assert.ok(seen.has('there'))
  }
  const edit = await ada.get(`${chapter.path}/edit`)
  assert.equal(edit.field('text'), source)
})

test('a chapter of 600 KB is taken whole', async () => {
  const text = '<p>Ein Wort, 言葉 und мир.</p>\n'.repeat(17_000)
  const page = await ada.post('/works/new', form({ title: 'Long', text }))
  assert.equal(page.status, 200)
  const workId = Number(/works\/(\d+)/.exec(page.path)![1])
  const { word_count } = await home.db
    .selectFrom('work')
    .where('id', '=', workId)
    .select('word_count')
    .executeTakeFirstOrThrow()
  assert.equal(word_count, 17_000 * 6)
})

test('a preview shows the clean text, saves nothing and keeps the form', async () => {
  const before = await countWorks()
  const page = await ada.post('/works/new', form({ text: 'First.\n\nSecond <b>bold', intent: 'preview' }))
  assert.equal(page.status, 200)
  assert.equal(page.inner('.chapter-text'), '<p>First.</p>\n<p>Second <b>bold</b></p>')
  assert.equal(page.field('text'), 'First.\n\nSecond <b>bold')
  assert.equal(await countWorks(), before)
})

test('whoever is no longer logged in gets every word back', async () => {
  const page = await archive.guest().post('/works/new', form({ text: 'An hour of work.' }))
  assert.equal(page.status, 403)
  assert.equal(page.field('text'), 'An hour of work.')
  const again = await ada.post('/works/new', { ...form(), title: page.field('title')!, text: page.field('text')! })
  assert.equal(again.status, 200)
})

test('guests are asked to log in before they write', async () => {
  const page = await archive.guest().get('/works/new')
  assert.equal(page.status, 303)
  assert.equal(page.location, '/login?to=%2Fworks%2Fnew')
})

test('an archive that takes no works still keeps drafts', async () => {
  await changeSettings(home.db, { submissions: 'closed' }, NOON)
  assert.ok((await ada.get('/works/new')).has('takes no new works'))
  const before = await countWorks()
  const page = await ada.post('/works/new', form({ title: 'Too Late' }))
  assert.equal(page.status, 422)
  assert.equal(page.field('title'), 'Too Late')
  assert.equal(await countWorks(), before)
  assert.equal((await ada.post('/works/new', form({ intent: 'save' }))).status, 200)
  const mo = await archive.as(cast.mo)
  const posted = await mo.post('/works/new', form({ pseuds: cast.mo.pseudId }))
  assert.equal((await archive.guest().get(posted.path)).status, 200)
})
