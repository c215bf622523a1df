import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { NEWEST_WORKS } from '../../test/newest-works.ts'
import { sql } from 'kysely'
import { pino } from 'pino'
import { aFindingStage, type FindingStage } from '../../test/finding-stage.ts'
import { dialectOf } from '../store/dialect.ts'
import { Finder } from './finder.ts'
import { NO_FILTER, NOTHING_HIDDEN, type Question } from './question.ts'

let stage: FindingStage
let finder: Finder
before(async () => {
  stage = await aFindingStage()
  finder = new Finder({ db: stage.db, log: pino({ level: 'silent' }), index: 'none' })
})
after(() => stage.close())

async function queriesOf(asked: Partial<Question>): Promise<number> {
  stage.queries.length = 0
  await finder.ask({ ...NEWEST_WORKS, ...asked })
  return stage.queries.filter((text) => !/statement_timeout|max\("id"\)/.test(text)).length
}

test('without the index a list takes two queries, at most six with all that can be asked', async () => {
  const tags = [...stage.tags.values()]
  const works = [...stage.works.values()]
  const pseuds = [...stage.pseuds.values()]
  const narrow = {
    ...NO_FILTER,
    with: tags.slice(0, 2),
    anyOf: [tags, tags.slice(1)],
    without: [tags.at(-1)!],
    authors: [pseuds[0]!],
    mainPairing: tags[5]!,
  }
  assert.equal(await queriesOf({}), 2)
  assert.equal(await queriesOf({ leftOut: works, hidden: { ...NOTHING_HIDDEN, works, tags } }), 2)
  assert.equal(await queriesOf({ scope: { kind: 'works', ids: works }, sort: { by: 'given', direction: 'up' } }), 2)
  assert.equal(await queriesOf({ filter: narrow }), 3)
  assert.equal(await queriesOf({ facets: 10 }), 4)
  const mark = { value: null, workId: works[0]! }
  assert.equal(await queriesOf({ filter: narrow, facets: 50, from: { after: mark } }), 6)
})

test('a list that takes longer than a second is refused with a sentence', async (t) => {
  if (dialectOf(stage.db).name === 'sqlite') return t.skip('see sql/look-beside.test.ts')
  const started = performance.now()
  await stage.db.transaction().execute(async (db) => {
    await sql`lock table work in access exclusive mode`.execute(db)
    await assert.rejects(finder.ask(NEWEST_WORKS), { code: 'too_many', message: /takes too long/ })
  })
  assert.ok(performance.now() - started < 5000)
  assert.equal((await finder.ask(NEWEST_WORKS)).total, 8, 'and the next one is answered')
})
