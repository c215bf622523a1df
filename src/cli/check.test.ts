import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Kysely } from 'kysely'
import { aCast, aMember, aWork, NOON } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { putOnShelf } from '../reading/put-on-shelf.ts'
import { emptyIndex, packIndex, takeInAll } from '../search/texts/reindex.ts'
import type { Tables } from '../store/tables.ts'
import { closeTexts, openTexts } from '../store/texts-file.ts'
import { refreshWorks } from '../works/refresh-work.ts'
import { checkArchive } from './check.ts'
import { Progress } from './progress.ts'

let home: TestDatabase
let texts: Kysely<Tables>
before(async () => {
  home = await openTestDatabase()
  texts = openTexts(home.db)
})
after(async () => {
  await closeTexts(texts, home.db)
  await home.close()
})

const progress = new Progress({ write: () => {} })
const findings = (repair = false) => checkArchive(home.db, { repair, progress })

test('check finds what is missing or counted wrongly, and sets right what can be', async () => {
  const { ada, ratings } = await aCast(home.db)
  const { workId, chapterIds } = await aWork(home.db, { by: ada, ratingId: ratings.mature, chapters: [{}, {}] })
  await home.db.updateTable('chapter').set({ word_count: 5 }).execute()
  await refreshWorks(home.db, [workId])
  assert.deepEqual(await findings(), [])

  await home.db.deleteFrom('chapter_text').where('chapter_id', '=', chapterIds[1]!).execute()
  await home.db.updateTable('chapter').set({ word_count: 7 }).where('id', '=', chapterIds[0]!).execute()
  await home.db.updateTable('work').set({ audience: 1 }).execute()
  const found = await findings()
  assert.equal(found.length, 3, found.join('\n'))
  assert.deepEqual(found, await findings(), 'looking changes nothing')
  assert.match(found.join('\n'), /has 5 words, not 7[^]*has no text[^]*counts or tags were out of date/)

  await findings(true)
  assert.equal((await findings()).length, 2)
})

test('check finds numbers and pairings that are out of date', async () => {
  const before = (await findings()).length
  await home.db.updateTable('work').set({ kudos_count: 3, crossover: 1 }).execute()
  assert.match((await findings(true)).join('\n'), /out of date; set right/)
  const work = await home.db.selectFrom('work').select(['kudos_count', 'crossover']).executeTakeFirstOrThrow()
  assert.deepEqual({ ...work }, { kudos_count: 0, crossover: 0 })
  assert.equal((await findings()).length, before)
})

test('check finds a bookmark whose mark is not that of its shelf', async () => {
  const reader = await aMember(home.db, 'Reader')
  const { workId } = await aWork(home.db, { by: reader })
  const before = (await findings()).length
  for (const shelf of ['finished', 'favourites']) await putOnShelf(home.db, reader, { workId, shelf }, NOON)
  assert.equal((await findings()).length, before)
  await home.db.updateTable('bookmark').set({ status_account_id: null }).execute()
  const found = await findings()
  assert.equal(found.length, before + 1)
  assert.match(found.join('\n'), /Bookmark \d+ lies on a shelf of the kind finished, and is marked otherwise/)
})

test('check finds what the index of texts lacks, and lets it be taken in', async () => {
  const author = await aMember(home.db, 'Indexed')
  const { workId } = await aWork(home.db, { by: author })
  const before = await findings()
  await takeInAll(texts, () => {})
  assert.deepEqual(await findings(), before)
  await home.db.updateTable('work').set({ title: 'Changed in silence' }).where('id', '=', workId).execute()
  await texts.deleteFrom('passage').execute()
  const found = await findings(true)
  assert.match(found.join('\n'), new RegExp(`Work ${workId}: the index of texts has other words than it; to be taken`))
  await takeInAll(texts, () => {})
  assert.deepEqual(await findings(), before)
})

test('an index of texts that is made anew has all that it had', async () => {
  await takeInAll(texts, () => {})
  const read = async () => [
    await texts.selectFrom('indexed_work').selectAll().orderBy('work_id').execute(),
    await texts.selectFrom('passage').select(['id', 'chapter_id', 'stamp']).orderBy('chapter_id').execute(),
  ]
  const before = await read()
  await emptyIndex(texts)
  assert.deepEqual(await read(), [[], []])
  const told: number[] = []
  await takeInAll(texts, ({ done, total }) => told.push(done / total))
  await packIndex(texts)
  assert.equal(told.at(-1), 1)
  assert.deepEqual((await read())[0], before[0])
  assert.equal((await read())[1]!.length, before[1]!.length)
})
