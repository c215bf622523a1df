import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Insertable } from 'kysely'
import { aCast, aTag, aWork, type Cast, NOON } from '../../../../test/cast.ts'
import { anApp, type Page, type TestApp, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import type { VocabularyTable } from '../../../store/tables/tags.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let ada: Visitor
before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
  ada = await archive.as(cast.ada)
})
after(() => home.close())

async function aKind(slug: string, rules: Partial<Insertable<VocabularyTable>>): Promise<number> {
  const row = { slug, name: slug, role: 'freeform' as const, closed: 0, position: 60, created_at: NOON, ...rules }
  const { id } = await home.db.insertInto('vocabulary').values(row).returning('id').executeTakeFirstOrThrow()
  return id
}

async function idOf(slug: string): Promise<number> {
  const row = await home.db.selectFrom('vocabulary').where('slug', '=', slug).select('id').executeTakeFirstOrThrow()
  return row.id
}

async function send(intent: string, tags: Record<string, string | number | number[]>): Promise<Page> {
  return ada.post('/works/new', {
    title: 'A work',
    language: 'en',
    pseuds: cast.ada.pseudId,
    text: 'Words.',
    format: 'html',
    intent,
    [`tags-${await idOf('ratings')}`]: cast.ratings.general,
    ...tags,
  })
}

test('an author is told before and after saving which tags nobody else has', async () => {
  const id = await aKind('moods', {})
  const first = await send('preview', { [`tags-${id}`]: 'First Of All' })
  assert.equal(first.text('.new-tags'), '', 'where there are no tags, none could be meant')
  await aWork(home.db, { by: cast.bea, tagIds: [await aTag(home.db, id, 'Known')] })
  const field = `tags-${id}`
  const preview = await send('preview', { [field]: 'known, Misspeld, <b>家族</b>' })
  assert.ok(
    preview.text('.new-tags').startsWith('New to this archive: Misspeld, <b>家族</b>. Readers'),
    preview.text('.new-tags'),
  )
  const draft = await send('save', { [field]: 'known, Misspeld' })
  assert.ok(draft.text('.new-tags').startsWith('New to this archive: Misspeld. Readers'))
  const posted = await send('post', { [field]: 'known, Odd One' })
  assert.ok(posted.text('.new-tags').startsWith('New to this archive: Odd One. Readers'))
  assert.ok(!(await archive.guest().get(posted.path)).has('New to this archive'))
  await home.db.updateTable('tag').set({ looked_at: NOON }).where('vocabulary_id', '=', id).execute()
  assert.equal((await send('preview', { [field]: 'Odd One' })).text('.new-tags'), '')
})

test('the same name may be a tag of two kinds, and stays where it was typed', async () => {
  const id = await aKind('themes', {})
  const posted = await send('post', { [`tags-${id}`]: 'John Watson' })
  assert.equal(posted.status, 200)
  const rows = await home.db.selectFrom('tag').where('name', '=', 'John Watson').select('vocabulary_id').execute()
  assert.deepEqual(new Set(rows.map((row) => row.vocabulary_id)), new Set([id, await idOf('characters')]))
})

test('the least and the most of a kind are asked for and kept to', async () => {
  const id = await aKind('colours', { least: 2, most: 3, description_html: '<p>What <em>shines</em>.</p>' })
  const form = await ada.get('/works/new')
  assert.ok(form.has('What shines.') && form.has('From 2 to 3.'))
  assert.ok((await send('save', { [`tags-${id}`]: 'red' })).has('Please choose at least 2.'))
  assert.ok((await send('save', { [`tags-${id}`]: 'a, b, c, d' })).has('Please choose at most 3.'))
  assert.ok((await send('save', { [`tags-${id}`]: 'a, b, c' })).has('Saved.'))
  assert.ok((await send('save', {})).has('Saved.'), 'who chooses none need not')
  await home.db.updateTable('vocabulary').set({ required: 1 }).where('id', '=', id).execute()
  assert.ok((await send('save', {})).has('Please name at least one.'))
  await home.db.updateTable('vocabulary').set({ required: 0, least: 0 }).where('id', '=', id).execute()
})

test('characters of the work’s own fandoms come first, and others say whose they are', async () => {
  const id = await idOf('characters')
  const zed = await aTag(home.db, id, 'Zed')
  const alf = await aTag(home.db, id, 'Alf')
  const scopes = [
    { tag_id: zed, fandom_id: cast.fandom.holmes },
    { tag_id: alf, fandom_id: cast.fandom.books },
  ]
  await home.db.insertInto('tag_scope').values(scopes).execute()
  const { workId } = await aWork(home.db, { by: cast.ada, tagIds: [cast.fandom.holmes] })
  const text = (await ada.get(`/works/${workId}/edit`)).text('form.writing')
  assert.ok(text.indexOf('Zed') < text.indexOf('John Watson') && text.indexOf('John Watson') < text.indexOf('Alf'))
  assert.ok(text.includes('Alf (Books)') && !text.includes('Zed ('))
})

test('hidden tags are not offered, and a work that has one keeps it', async () => {
  const id = await idOf('fandoms')
  const hidden = await aTag(home.db, id, 'Put Away')
  await home.db.updateTable('tag').set({ hidden: 1 }).where('id', '=', hidden).execute()
  assert.ok(!(await ada.get('/works/new')).has('Put Away'))
  const { workId } = await aWork(home.db, { by: cast.ada, ratingId: cast.ratings.general, tagIds: [hidden] })
  const form = await ada.get(`/works/${workId}/edit`)
  assert.ok(form.has('Put Away'))
  assert.ok(!(await archive.guest().get(`/works/${workId}`)).has('Put Away'))
  const open = await aKind('words', {})
  await home.db
    .updateTable('tag')
    .set({ hidden: 1 })
    .where('id', '=', await aTag(home.db, open, 'Unsaid'))
    .execute()
  assert.ok((await send('save', { [`tags-${open}`]: 'unsaid' })).has('Closed for new works: unsaid.'))
})
