import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { NEWEST_WORKS } from '../../../test/newest-works.ts'
import { aCast, aWork, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { NO_FILTER, NOTHING_HIDDEN, type Question } from '../question.ts'
import { askSql } from './ask-sql.ts'

let opened: TestDatabase
let cast: Cast
let works: number[]

before(async () => {
  opened = await openTestDatabase()
  cast = await aCast(opened.db)
  works = []
  const { ada, bea, fandom, character, ratings } = cast
  const make = async (details: Parameters<typeof aWork>[1]) =>
    works.push((await aWork(opened.db, { postedAt: NOON + works.length * DAY, ...details })).workId)
  await make({ title: 'Alpha', by: ada, tagIds: [fandom.holmes], ratingId: ratings.general })
  await make({ title: 'Beta', by: bea, tagIds: [fandom.holmes, character.watson], complete: true })
  await make({ title: 'Gamma', pseudIds: [ada.pseudId, bea.pseudId], tagIds: [fandom.books], language: 'ja' })
  await make({ title: 'Delta', by: bea, hiddenAt: NOON })
})
after(() => opened.close())

const EVERYTHING: Question = { ...NEWEST_WORKS, audience: 2 }

async function titles(asked: Partial<Question>): Promise<string[]> {
  const { ids } = await askSql(opened.db, { ...EVERYTHING, ...asked })
  return ids.map((id) => ['Alpha', 'Beta', 'Gamma', 'Delta'][works.indexOf(id)]!)
}

test('everything that is out, newest first', async () => {
  assert.deepEqual(await titles({}), ['Gamma', 'Beta', 'Alpha'])
})

test('a tag holds what is below it', async () => {
  const { books, holmes } = cast.fandom
  assert.deepEqual(await titles({ scope: { kind: 'tag', tagId: books } }), ['Gamma', 'Beta', 'Alpha'])
  assert.deepEqual(await titles({ filter: { ...NO_FILTER, with: [holmes] } }), ['Beta', 'Alpha'])
  assert.deepEqual(await titles({ filter: { ...NO_FILTER, with: [books], without: [holmes] } }), ['Gamma'])
})

test('pages by marks', async () => {
  const sort = { by: 'title', direction: 'up' } as const
  const one = await askSql(opened.db, { ...EVERYTHING, sort, perPage: 1 })
  assert.deepEqual(one.last, { value: null, workId: works[0] })
  const two = await askSql(opened.db, { ...EVERYTHING, sort, perPage: 1, from: { after: one.last! } })
  assert.deepEqual([two.ids, two.page, two.start, two.total], [[works[1]], 2, 1, 3])
  const back = await askSql(opened.db, { ...EVERYTHING, sort, perPage: 1, from: { before: two.first! } })
  assert.deepEqual([back.ids, back.page], [[works[0]], 1])
})

test('what is left out and what is hidden is counted, each once', async () => {
  const hidden = { ...NOTHING_HIDDEN, tags: [cast.fandom.holmes] }
  const answer = await askSql(opened.db, { ...EVERYTHING, leftOut: [works[0]!, works[3]!], hidden, facets: 5 })
  assert.deepEqual(answer.ids, [works[2]])
  assert.deepEqual([answer.total, answer.leftOutCount, answer.hiddenCount], [1, 1, 1])
  assert.deepEqual([...answer.facets!.tags.values()], [[{ tagId: cast.fandom.books, count: 1 }]])
  assert.deepEqual(answer.facets!.languages, [{ language: 'ja', count: 1 }])
})

test('works in the given order', async () => {
  const scope = { kind: 'works', ids: [works[1]!, 999, works[3]!, works[0]!, works[1]!] } as const
  const sort = { by: 'given', direction: 'up' } as const
  assert.deepEqual(await titles({ scope, sort }), ['Beta', 'Alpha'])
  assert.deepEqual(await titles({ scope, sort, from: { after: { value: null, workId: works[3]! } } }), ['Alpha'])
})
