import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, type Cast, NOON } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { checkTags, settleTags, type TagChoice, tagField } from './choose-tags.ts'
import { type FormVocabulary, listFormVocabularies } from './list-form-vocabularies.ts'

let home: TestDatabase
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  await home.db
    .insertInto('vocabulary')
    .values({ slug: 'themes', name: 'Themes', role: 'freeform', closed: 0, position: 9, created_at: NOON })
    .execute()
})
after(() => home.close())

async function vocabulary(slug: string, kept: number[] = []): Promise<FormVocabulary> {
  const all = await listFormVocabularies(home.db, kept)
  return all.find((one) => one.slug === slug)!
}

async function mistakeIn(slug: string, choice: TagChoice, kept: number[] = []) {
  const one = await vocabulary(slug, kept)
  const errors = await checkTags(home.db, [one], new Map([[one.id, choice]]), kept)
  return errors[tagField(one)] ?? null
}

async function settle(slug: string, typed: string, kept: number[] = []): Promise<number[]> {
  const one = await vocabulary(slug, kept)
  const [settled] = await settleTags(
    home.db,
    { vocabularies: [one], choices: new Map([[one.id, { typed }]]), kept },
    NOON,
  )
  return settled!.tagIds
}

test('a work has exactly one rating, out of those that the archive has', async () => {
  const { general, mature } = cast.ratings
  assert.equal(await mistakeIn('ratings', { picked: [general] }), null)
  assert.match((await mistakeIn('ratings', { picked: [] }))!, /choose one/)
  assert.match((await mistakeIn('ratings', { picked: [general, mature] }))!, /only one/)
  assert.match((await mistakeIn('ratings', { picked: [cast.fandom.books] }))!, /no longer there/)
})

test('one spelling or another, a typed tag is the tag that is there', async () => {
  const [first] = await settle('themes', 'Found Family')
  assert.deepEqual(await settle('themes', 'found family'), [first])
  assert.deepEqual(await settle('themes', 'FOUND-FAMILY, Found  Family'), [first])
  const { count } = await home.db
    .selectFrom('tag')
    .where('id', '=', first!)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal(count, 1)
})

test('names that share an address stay different tags', async () => {
  const tags = await settle('themes', 'C, C#, C++, 😀, 😎, 家族, "Smith, John"')
  assert.equal(new Set(tags).size, 7)
  const rows = await home.db.selectFrom('tag').where('id', 'in', tags).select(['name', 'slug']).execute()
  assert.equal(new Set(rows.map((row) => row.slug)).size, 7)
  assert.ok(rows.some((row) => row.name === 'Smith, John'))
})

test('authors who bring the same new tag at once share it', async () => {
  const all = await Promise.all(Array.from({ length: 5 }, () => settle('themes', 'Brand New, Quite Other')))
  assert.equal(new Set(all.map(String)).size, 1)
})

test('a closed vocabulary too large to pick from takes known names and tells unknown ones', async () => {
  const { id } = (await vocabulary('characters'))!
  for (let number = 1; number <= 41; number++) await aTag(home.db, id, `Person ${number}`)
  assert.equal((await vocabulary('characters')).tags, null)
  assert.equal(await mistakeIn('characters', { typed: 'john watson, Person 7' }), null)
  assert.match((await mistakeIn('characters', { typed: 'John Watson, Jon Watson' }))!, /no tag .*: Jon Watson\.$/)
})

test('a locked tag takes no new works, and works that have it keep it', async () => {
  const { id } = await vocabulary('fandoms')
  const locked = await aTag(home.db, id, 'Closed Book')
  await home.db.updateTable('tag').set({ locked: 1 }).where('id', '=', locked).execute()
  assert.ok(!(await vocabulary('fandoms')).tags!.some((tag) => tag.id === locked))
  assert.match((await mistakeIn('fandoms', { picked: [locked] }))!, /no longer/)
  assert.equal(await mistakeIn('fandoms', { picked: [locked] }, [locked]), null)
})

test('of two characters with one name a work keeps the one it has, or gets the one of its fandom', async () => {
  const characters = await vocabulary('characters')
  const [first, second] = [await aTag(home.db, characters.id, 'Alice'), await aNamesake(characters.id)]
  await home.db.insertInto('tag_scope').values({ tag_id: second, fandom_id: cast.fandom.holmes }).execute()
  assert.deepEqual(await settle('characters', 'Alice'), [first])
  assert.deepEqual(await settle('characters', 'Alice', [second]), [second])
  assert.deepEqual((await settle('characters', 'alice', [first, second])).toSorted(), [first, second].toSorted())
  const both = [characters, await vocabulary('fandoms')]
  const choices = new Map<number, TagChoice>([
    [characters.id, { typed: 'Alice' }],
    [both[1]!.id, { picked: [cast.fandom.holmes] }],
  ])
  const settled = await settleTags(home.db, { vocabularies: both, choices, kept: [] }, NOON)
  assert.deepEqual(settled[0]!.tagIds, [second])
})

async function aNamesake(vocabularyId: number): Promise<number> {
  const id = await aTag(home.db, vocabularyId, 'Alice 2')
  await home.db.updateTable('tag').set({ name: 'Alice', name_folded: 'alice' }).where('id', '=', id).execute()
  return id
}

test('children stand under their parents in the form', async () => {
  const tags = (await vocabulary('fandoms')).tags!
  const books = tags.findIndex((tag) => tag.name === 'Books')
  assert.equal(tags[books]!.depth, 0)
  assert.deepEqual([tags[books + 1]!.name, tags[books + 1]!.depth], ['Sherlock Holmes', 1])
})

test('ten thousand names, or one of ten megabytes, are refused with a sentence', async () => {
  assert.match(
    (await mistakeIn('themes', { typed: Array.from({ length: 10_000 }, (_, n) => n).join(',') }))!,
    /at most/,
  )
  assert.match((await mistakeIn('themes', { typed: 'x'.repeat(10_000_000) }))!, /at most/)
  assert.match((await mistakeIn('themes', { typed: 'x'.repeat(151) }))!, /at most 150/)
})
