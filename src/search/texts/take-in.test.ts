import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Kysely } from 'kysely'
import { aCast, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { GUEST, type Viewer } from '../../people/viewer.ts'
import { noteWorkChanges } from '../../store/work-changes.ts'
import type { Tables } from '../../store/tables.ts'
import { closeTexts, openTexts } from '../../store/texts-file.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { parseQuery } from './parse-query.ts'
import type { WordNode } from './query.ts'
import { listOutdated } from './parcel.ts'
import { countWaiting, takeInSlice } from './take-in.ts'
import { TextSearch } from './text-search.ts'

let home: TestDatabase
let texts: Kysely<Tables>
let cast: Cast
let search: TextSearch
before(async () => {
  home = await openTestDatabase()
  texts = openTexts(home.db)
  cast = await aCast(home.db)
  search = new TextSearch({ db: home.db, thread: null })
})
after(async () => {
  await closeTexts(texts, home.db)
  await home.close()
})

const wordsOf = (query: string): WordNode => parseQuery(query, { now: NOON, timeZone: 'UTC', vocabularies: [] }).words!

async function find(query: string, viewer: Viewer = GUEST): Promise<number[]> {
  return [...(await search.search(viewer, wordsOf(query))).ids]
}

/** Each test has the archive to itself. */
async function clear(): Promise<void> {
  const works = await home.db.deleteFrom('work').returning('id').execute()
  await noteWorkChanges(
    home.db,
    works.map((work) => work.id),
  )
  while (await search.keepUp());
}

async function rowsOf(table: 'passage' | 'indexed_work'): Promise<number> {
  return (await texts.selectFrom(table).selectAll().execute()).length
}

test('what is changed is found as it is now, in the next search', async () => {
  await clear()
  const { workId, chapterIds } = await aWork(home.db, {
    by: cast.ada,
    title: 'Harbour',
    chapters: [{ html: '<p>First anchor.</p>' }, { html: '<p>Second compass.</p>' }],
  })
  assert.deepEqual(await find('anchor compass harbour'), [workId])
  await home.db.updateTable('work').set({ title: 'Lighthouse' }).where('id', '=', workId).execute()
  await home.db
    .updateTable('chapter_text')
    .set({ html: '<p>Second sextant.</p>' })
    .where('chapter_id', '=', chapterIds[1]!)
    .execute()
  await home.db
    .updateTable('chapter')
    .set({ updated_at: NOON + 1 })
    .where('id', '=', chapterIds[1]!)
    .execute()
  await refreshWorks(home.db, [workId])
  assert.deepEqual(await find('anchor sextant lighthouse'), [workId])
  assert.deepEqual(await find('compass OR harbour'), [])
})

test('drafts, hidden works and deleted chapters are not in the index', async () => {
  await clear()
  const { workId, chapterIds } = await aWork(home.db, {
    by: cast.ada,
    title: 'Open',
    chapters: [{ html: '<p>anchor</p>' }, { html: '<p>draftling</p>', postedAt: null }, { html: '<p>compass</p>' }],
  })
  await aWork(home.db, { by: cast.ada, title: 'Draftling', postedAt: null })
  await aWork(home.db, { by: cast.ada, title: 'Hideling', hiddenAt: NOON })
  assert.deepEqual(await find('draftling OR hideling', cast.ada), [])
  assert.deepEqual([await rowsOf('indexed_work'), await rowsOf('passage')], [1, 2])
  await home.db.deleteFrom('chapter').where('id', '=', chapterIds[2]!).execute()
  await refreshWorks(home.db, [workId])
  assert.deepEqual(await find('compass'), [])
  assert.deepEqual(await find('anchor'), [workId])
  await home.db.updateTable('work').set({ hidden_at: NOON }).where('id', '=', workId).execute()
  await refreshWorks(home.db, [workId])
  assert.deepEqual(await find('anchor', cast.mo), [])
  assert.deepEqual([await rowsOf('indexed_work'), await rowsOf('passage')], [0, 0])
})

test('a long work is taken in slice by slice, and each goes on where the last one ended', async () => {
  await clear()
  const chapters = Array.from({ length: 12 }, (_, index) => ({ html: `<p>tide${index} ${'wave '.repeat(200)}</p>` }))
  const { workId } = await aWork(home.db, { by: cast.ada, chapters })
  const done: Array<number | null> = []
  for (let slice = 0; slice < 20; slice++) {
    const works = await takeInSlice(texts, { works: 5, bytes: 3000 })
    done.push(works)
    if (works === null) break
    if (works === 0) assert.deepEqual(await listOutdated(texts, [workId]), [], 'it waits still')
  }
  assert.deepEqual(done, [0, 0, 0, 0, 0, 1, null])
  assert.deepEqual(await find('tide0 tide7 tide11'), [workId])
})

test('phrases are found across the cuts of a long chapter, and however often its words stand there', async () => {
  await clear()
  const words = Array.from({ length: 9000 }, (_, index) => `w${index}`)
  const again = 'la '.repeat(2000)
  const { workId } = await aWork(home.db, {
    by: cast.ada,
    chapters: [{ html: `<p>${words.join(' ')}</p><p>${again} cadenza</p>` }],
  })
  assert.deepEqual(await find('"w3990 w3991 w3992"'), [workId])
  const long = (from: number) => `"${words.slice(from, from + 32).join(' ')}"`
  for (const from of [3900, 3968, 3969, 3985, 3999, 4000, 7930, 7960]) {
    assert.deepEqual(await find(long(from)), [workId], `from ${from}`)
  }
  assert.deepEqual(await find('"la la cadenza"'), [workId])
  assert.deepEqual(await find('"la cadenza la"'), [])
})

test('no phrase reaches from a title into a text, or from one tag into another', async () => {
  await clear()
  await aWork(home.db, { by: cast.ada, title: 'North', chapters: [{ title: 'Sea', html: '<p>Wind rose</p>' }] })
  assert.deepEqual((await find('"wind rose" sea north')).length, 1)
  assert.deepEqual(await find('"sea wind" OR "north ada"'), [])
})

test('a large backlog does not hold up a search, which tells of it', async () => {
  await clear()
  for (let count = 0; count < 51; count++) await aWork(home.db, { by: cast.ada, title: 'Backlog' })
  const { ids, waiting } = await search.search(GUEST, wordsOf('backlog'))
  assert.deepEqual([ids.length, waiting], [0, 51])
  while (await search.keepUp());
  const after = await search.search(GUEST, wordsOf('backlog'))
  assert.deepEqual([after.ids.length, after.waiting], [51, 0])
})

test('what the index lacks is known', async () => {
  await clear()
  const { workId } = await aWork(home.db, { by: cast.ada, title: 'Beacon' })
  assert.deepEqual(await listOutdated(texts, [workId]), [], 'it waits')
  while ((await takeInSlice(texts, { works: 5, bytes: 3000 })) !== null);
  assert.deepEqual(await listOutdated(texts, [workId]), [])
  await home.db.updateTable('work').set({ title: 'Changed by nobody' }).where('id', '=', workId).execute()
  assert.deepEqual(await listOutdated(texts, [workId]), [workId])
  assert.equal(await countWaiting(texts, 5), 0)
})

test('an excerpt shows the first chapter that has all words, and nothing behind a gate', async () => {
  await clear()
  const chapters = [
    { html: '<p>An anchor.</p>' },
    { title: 'Depths', html: '<p>A &lt;b&gt; compass &amp; an <em>anchor</em>.</p>' },
    { html: '<p>compass anchor</p>', postedAt: null },
  ]
  const { workId, chapterIds } = await aWork(home.db, { by: cast.ada, chapters })
  const gated = await aWork(home.db, { by: cast.ada, ratingId: cast.ratings.mature, chapters })
  const both = [workId, gated.workId]
  await find('anchor')
  home.queries.length = 0
  const excerpts = await search.findExcerpts(GUEST, both, wordsOf('anchor compass'))
  assert.ok(home.queries.length <= 5, home.queries.join('\n'))
  assert.deepEqual([...excerpts.keys()], [workId])
  const { chapterId, chapterTitle, position, parts } = excerpts.get(workId)!
  assert.deepEqual([chapterId, chapterTitle, position], [chapterIds[1], 'Depths', 2])
  assert.equal(parts.map((part) => part.text).join(''), 'A <b> compass & an anchor.')
  assert.deepEqual(
    parts.filter((part) => part.isMarked).map((part) => part.text),
    ['compass', 'anchor'],
  )
  const own = await search.findExcerpts(cast.ada, both, wordsOf('compass OR nothing'))
  assert.deepEqual(new Set(own.keys()), new Set(both))
  assert.equal((await search.findExcerpts(GUEST, both, wordsOf('comp*'))).get(workId)?.position, 2)
  assert.equal((await search.findExcerpts(GUEST, both, wordsOf('title:compass'))).size, 0)
  await home.db
    .updateTable('chapter_text')
    .set({ html: '<p>changed</p>' })
    .where('chapter_id', '=', chapterIds[1]!)
    .execute()
  assert.equal((await search.findExcerpts(GUEST, both, wordsOf('compass'))).size, 0)
})
