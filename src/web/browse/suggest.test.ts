import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aPseud, aTag, aVocabulary, aWork, NOON } from '../../../test/cast.ts'
import { anApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { hide } from '../../reading/hiding/hide.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { paths } from '../paths.ts'
import { takeTry } from './typing-limit.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const app = await anApp(db)
after(close)

const characters = await db
  .selectFrom('vocabulary')
  .where('slug', '=', 'characters')
  .select('id')
  .executeTakeFirstOrThrow()
const freeforms = await aVocabulary(db, 'tags', 'facet')
const secrets = await aVocabulary(db, 'secrets', 'facet')
await db.updateTable('vocabulary').set({ closed: 0 }).where('slug', 'in', ['tags', 'characters', 'secrets']).execute()
await db.updateTable('vocabulary').set({ spoiler: 1 }).where('id', '=', secrets).execute()

const tag = async (name: string, works = 1, vocabularyId = freeforms) => {
  const id = await aTag(db, vocabularyId, name)
  for (let number = 0; number < works; number++) await aWork(db, { by: cast.ada, title: 'Some', tagIds: [id] })
  return id
}
const slowBurn = await tag('Slow Burn', 3)
await tag('Burnt Toast', 1)
await tag('Sideburns')
await tag('Alternate Universe - Coffee Shops', 2)
await tag('Élan Vital')
await tag('鬼滅の刃')
await tag('مُحَمَّد')
await tag('Death of Everybody', 1, secrets)
const synonym = await aTag(db, freeforms, 'Slooow Burn')
await db.updateTable('tag').set({ canonical_id: slowBurn }).where('id', '=', synonym).execute()
const draft = await aTag(db, freeforms, 'Burning Draft')
await aWork(db, { by: cast.ada, tagIds: [draft], postedAt: null })
const ofMembers = await aTag(db, freeforms, 'Burning Members')
await aWork(db, { by: cast.ada, title: 'Secret Garden', tagIds: [ofMembers], ratingId: cast.ratings.members })

interface Line {
  name: string
  synonym: string | null
  key: string
  count: number | null
  kind?: string
}

async function ask(path: string, visitor: Visitor = app.guest()): Promise<Line[]> {
  const page = await visitor.get(path)
  assert.equal(page.status, 200, page.text())
  return (JSON.parse(page.body) as { suggestions: Line[] }).suggestions
}
const tags = (q: string, more = {}, vocabulary = 'tags') => paths.suggestTags({ vocabulary }, { q, ...more })
const names = async (path: string, visitor?: Visitor) => (await ask(path, visitor)).map(({ name }) => name)

test('a tag is found by how any of its words begins, the phrase first, then the more used', async () => {
  assert.deepEqual(await names(tags('burn')), ['Burnt Toast', 'Slow Burn'])
  assert.deepEqual(await names(tags('COFFEE alt')), ['Alternate Universe - Coffee Shops'])
  assert.deepEqual(await names(tags('elan')), ['Élan Vital'])
})

test('a tag in a script without spaces is found by each of its parts, and one with points without them', async () => {
  assert.deepEqual(await names(tags('滅の')), ['鬼滅の刃'])
  assert.deepEqual(await names(tags('محمد')), ['مُحَمَّد'])
})

test('a synonym leads to its canonical tag, which comes once', async () => {
  const found = await ask(tags('slooow'))
  assert.deepEqual(
    found.map(({ name, synonym, key, count }) => ({ name, synonym, key, count })),
    [{ name: 'Slow Burn', synonym: 'Slooow Burn', key: 'tags/slow-burn', count: 3 }],
  )
  assert.deepEqual(await names(tags('sl')), ['Slow Burn'])
})

test('what is chosen already is not offered again', async () => {
  assert.deepEqual(await names(tags('burn', { chosen: 'slow burn, Élan' })), ['Burnt Toast'])
  assert.deepEqual(await names(tags('burn', { chosen: 'tags/burnt-toast' })), ['Slow Burn'])
  assert.deepEqual(await names(tags('burn', { chosen: 'Slooow Burn' })), ['Burnt Toast', 'Slow Burn'])
})

test('nobody learns of a tag by works that they do not find', async () => {
  const rui = await app.as(cast.rui)
  assert.deepEqual(await names(tags('burning')), [])
  assert.deepEqual(await names(tags('burning'), rui), ['Burning Members'])
  for (const visitor of [rui, await app.as(cast.ada), await app.as(cast.mo)])
    assert.ok(!(await names(tags('burning'), visitor)).includes('Burning Draft'))
  assert.deepEqual(await names(paths.suggestTitles({}, { q: 'secret' })), [])
  assert.deepEqual(await names(paths.suggestTitles({}, { q: 'secret' }), rui), ['Secret Garden'])
})

test('characters of the chosen fandom come before others', async () => {
  const { id } = characters
  const elsewhere = await tag('Watson the Cat', 3, id)
  await db.insertInto('tag_scope').values({ tag_id: cast.character.watson, fandom_id: cast.fandom.books }).execute()
  await aWork(db, { by: cast.ada, tagIds: [cast.character.watson] })
  const doctor = await tag('Watson', 1, id)
  await db.insertInto('tag_scope').values({ tag_id: doctor, fandom_id: cast.fandom.books }).execute()
  const asked = (fandoms: string) => names(tags('wats', { fandoms }, 'characters'))
  assert.deepEqual(await asked(''), ['Watson the Cat', 'Watson', 'John Watson'])
  assert.deepEqual(await asked('sherlock holmes'), ['Watson', 'Watson the Cat', 'John Watson'])
  assert.ok(elsewhere > 0)
})

test('two of one name say of which fandoms they are', async () => {
  for (const fandom_id of [cast.fandom.holmes, cast.fandom.books]) {
    const tag_id = await tag(`Alice ${fandom_id}`, 1, characters.id)
    await db.updateTable('tag').set({ name: 'Alice', name_folded: 'alice' }).where('id', '=', tag_id).execute()
    await db.insertInto('tag_scope').values({ tag_id, fandom_id }).execute()
  }
  const kindsAt = async (path: string) => (await ask(path)).map(({ kind }) => kind).toSorted()
  assert.deepEqual(await kindsAt(tags('alice', {}, 'characters')), ['Books', 'Sherlock Holmes'])
  assert.deepEqual(await kindsAt(paths.suggestAnything({}, { q: 'alice' })), [
    'Characters · Books',
    'Characters · Sherlock Holmes',
  ])
  assert.ok((await kindsAt(tags('watson', {}, 'characters'))).every((kind) => kind === undefined))
})

test('a name that changes is found by its new one at once, and a tag that goes is gone', async () => {
  const id = await tag('Quicksand')
  assert.deepEqual(await names(tags('quick')), ['Quicksand'])
  await db.updateTable('tag').set({ name: 'Slowsand', name_folded: 'slowsand' }).where('id', '=', id).execute()
  assert.deepEqual(await names(tags('quick')), [])
  assert.deepEqual(await names(tags('slows')), ['Slowsand'])
  const works = await db.selectFrom('work_tag').where('tag_id', '=', id).select('work_id').execute()
  await db.deleteFrom('tag').where('id', '=', id).execute()
  await refreshWorks(
    db,
    works.map(({ work_id }) => work_id),
  )
  assert.deepEqual(await names(tags('slows')), [])
})

test('a tag that the archive hides is offered to nobody', async () => {
  const id = await tag('Quarrel')
  assert.deepEqual(await names(tags('quar')), ['Quarrel'])
  await db.updateTable('tag').set({ hidden: 1 }).where('id', '=', id).execute()
  assert.deepEqual(await names(tags('quar')), [])
})

test('authors are offered once they have something to read', async () => {
  assert.deepEqual(await names(paths.suggestAuthors({}, { q: 'ad' })), ['Ada'])
  assert.deepEqual(await names(paths.suggestAuthors({}, { q: 'wren' })), [])
  await aPseud(db, cast.ada.accountId, 'Adalbert', false)
  assert.deepEqual(await names(paths.suggestAuthors({}, { q: 'ad', chosen: 'ada' })), [])
})

test('anything at all is found in one place, but for what would spoil a work', async () => {
  await aWork(db, { by: cast.bea, title: 'Bea and the Burners' })
  const anything = (q: string) => names(paths.suggestAnything({}, { q }))
  assert.deepEqual(await anything('be'), ['Bea', 'Bea and the Burners'])
  assert.deepEqual(await anything('everybody'), [])
  assert.deepEqual(await names(tags('everybody', {}, 'secrets')), ['Death of Everybody'])
})

test('within a list only what it holds is offered, with how many works that would leave', async () => {
  const tagIds = [slowBurn, await tag('Slow Food', 5)]
  await aWork(db, { by: cast.bea, title: 'Both', tagIds })
  const within = async (list: string, visitor?: Visitor) =>
    (await ask(tags('slow', { within: list }), visitor)).map(({ name, count }) => [name, count])
  assert.deepEqual(await within('/works'), [
    ['Slow Food', 6],
    ['Slow Burn', 4],
  ])
  assert.deepEqual(await within('/authors/bea'), [
    ['Slow Food', 1],
    ['Slow Burn', 1],
  ])
  assert.deepEqual(await within('/works?with=tags/slow-food'), [
    ['Slow Food', 6],
    ['Slow Burn', 1],
  ])
  assert.deepEqual(await within('/browse/tags/slow-burn'), [
    ['Slow Burn', 4],
    ['Slow Food', 1],
  ])
  assert.deepEqual(await within('/works?words-from=99999'), [])
  await hide(db, cast.rui, [{ kind: 'author', id: cast.bea.pseudId }], NOON)
  assert.deepEqual(await within('/browse/tags/slow-burn', await app.as(cast.rui)), [['Slow Burn', 3]])
  for (const odd of ['//', '/%', 'http://[', '/works?with=', '/browse/%E0%A4%A/x', '/authors/nobody'])
    assert.ok((await app.guest().get(tags('slow', { within: odd }))).status < 500, odd)
})

test('within a search, a letter, one of several ratings or what is shown for once, counts are those of that list', async () => {
  const ratings = await Promise.all(
    [cast.ratings.general, cast.ratings.mature].map((ratingId, at) =>
      aWork(db, { by: cast.ada, title: `Quince ${at}`, tagIds: [slowBurn], ratingId, language: 'de' }),
    ),
  )
  while (await app.parts.textSearch.keepUp());
  const within = async (list: string, q = 'slow', vocabulary = 'tags', visitor?: Visitor) =>
    (await ask(tags(q, { within: list }, vocabulary), visitor)).map(({ name, count }) => [name, count])
  assert.deepEqual(await within('/search?q=quince'), [['Slow Burn', 2]])
  assert.deepEqual(await within('/works?q=quince+-quince'), [])
  assert.deepEqual(await within('/works?with=tags/not-there'), [])
  assert.deepEqual(await within('/browse/titles?letter=q'), [['Slow Burn', 2]])
  assert.deepEqual(await within('/works?q=quince&any=ratings/general', 'mat', 'ratings'), [['Mature', 1]])
  const rui = await app.as(cast.rui)
  await hide(db, cast.rui, [{ kind: 'work', id: ratings[0]!.workId }], NOON)
  assert.deepEqual(await within('/search?q=quince', 'slow', 'tags', rui), [['Slow Burn', 1]])
  assert.deepEqual(await within('/search?q=quince&hidden=shown', 'slow', 'tags', rui), [['Slow Burn', 2]])
})

test('whatever is typed, the answer is a list', async () => {
  const odd = ['', ' ', '%', '_', '\\', '"', ',,,', '/&/', '\u0000', '\ud800', '*', "' or 1=1", '🦊', 'x'.repeat(5000)]
  for (const q of odd)
    for (const path of [
      `/suggest/tags/tags?q=${encodeURIComponent(q.toWellFormed())}&chosen=${encodeURIComponent(q.toWellFormed())}`,
      paths.suggestAnything({}, { q: q.toWellFormed(), fandoms: q.toWellFormed() }),
    ])
      assert.ok(Array.isArray(await ask(path)), path)
  assert.equal((await app.guest().get('/suggest/tags/nowhere?q=a')).status, 404)
  assert.equal((await app.guest().get('/suggest/tags/tags?q=%E0%A4%A')).status, 200)
})

test('an answer takes the same few queries however many names match', async () => {
  const count = async (path: string) => {
    await ask(path)
    queries.length = 0
    await ask(path)
    return queries.length
  }
  const few = await count(tags('elan'))
  assert.equal(await count(tags('s')), few)
  assert.ok(few <= 5, `${few}: ${queries.join('\n')}`)
})

test('who types faster than a person can is told to wait', () => {
  for (let number = 0; number < 100; number++) takeTry('somebody', NOON)
  assert.throws(() => takeTry('somebody', NOON), /Too many/)
  takeTry('somebody else', NOON)
  takeTry('somebody', NOON + 1000)
})
