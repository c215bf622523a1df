// Whatever is asked, and whatever has changed in between, the index answers as the database does.
// Another run of chance: FINDER_SEED=7 FINDER_ROUNDS=500 node --test …
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { Random } from '../../../bench/random.ts'
import { aRandomArchive, changeSomething } from '../../../test/a-random-archive.ts'
import { aRandomQuestion, simplest } from '../../../test/a-random-question.ts'
import { openTestDatabase } from '../../../test/database.ts'
import type { Db } from '../../store/database.ts'
import { type Answer, type HiddenCounts, type Mark, NOTHING_HIDDEN, type Question } from '../question.ts'
import { askSql } from '../sql/ask-sql.ts'
import { countEachSql } from '../sql/count-each.ts'
import { countHiddenSql } from '../sql/count-hidden.ts'
import { WorkIndex } from './work-index.ts'

const SEED = Number(process.env.FINDER_SEED ?? 20_261_129)
const ROUNDS = Number(process.env.FINDER_ROUNDS ?? 40)
const QUESTIONS = 8
const WORKS = 150

function plain(answer: Answer | null) {
  return answer && { ...answer, facets: answer.facets && { ...answer.facets, tags: [...answer.facets.tags].sort() } }
}

function sorted(counts: HiddenCounts | null) {
  return counts && { ...counts, tags: [...counts.tags].sort(), pseuds: [...counts.pseuds].sort() }
}

test('the index answers as the database does', () => compare(undefined))

// What is frequent among the first works is kept in another way.
test('an index that knows what is frequent does so as well', () => compare(40))

async function compare(sample: number | undefined): Promise<void> {
  const opened = await openTestDatabase()
  const { db } = opened
  const random = new Random(SEED)
  const archive = await aRandomArchive(db, random, WORKS)
  const index = new WorkIndex(db, pino({ level: 'silent' }), sample)
  await index.build()
  const changes: string[] = []
  const fails = async (question: Question) => {
    const [own, truth] = [await index.ask(question), await askSql(db, question)]
    return JSON.stringify(plain(own)) !== JSON.stringify(plain(truth))
  }
  const check = async (question: Question) => {
    if (!(await fails(question))) return index.ask(question)
    const asked = await simplest(question, fails)
    const where = `seed ${SEED}, after ${changes.slice(-5).join(', ')}: ${JSON.stringify(asked)}`
    assert.deepEqual(plain(await index.ask(asked)), plain(await askSql(db, asked)), where)
    return null
  }
  // Asked again after every change: what is kept of an answer must not outlive it.
  const often = Array.from({ length: 3 }, () => ({ ...aRandomQuestion(archive), leftOut: [], hidden: NOTHING_HIDDEN }))
  for (let round = 0; round < ROUNDS; round++) {
    for (let change = random.below(4); change > 0; change--) changes.push(await changeSomething(archive))
    for (const question of often) await check(question)
    const asked = Array.from({ length: QUESTIONS }, () => aRandomQuestion(archive))
    const where = () => `seed ${SEED}, after ${changes.slice(-5).join(', ')}: ${JSON.stringify(asked)}`
    assert.deepEqual(await index.countEach(asked), await countEachSql(db, asked), where())
    assert.deepEqual(await index.countTags(archive.tags, 2), await countTagsSql(db, archive.tags), where())
    for (const question of asked) {
      assert.deepEqual(sorted(await index.countHidden(question)), sorted(await countHiddenSql(db, question)), where())
      const answer = await check(question)
      const marks = [answer?.first, answer?.last, aMark(random, archive.works)].filter((mark) => !!mark)
      const mark = random.pick(marks)
      await check({ ...question, from: random.pick([{ after: mark }, { before: mark, orPage: 1 + random.below(3) }]) })
    }
  }
  await index.stop()
  await opened.close()
}

function aMark(random: Random, works: readonly number[]): Mark {
  return { value: null, workId: random.pick(works) }
}

async function countTagsSql(db: Db, tagIds: readonly number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('work_tag_expansion')
    .where('audience', '>=', 2)
    .groupBy('tag_id')
    .select((eb) => ['tag_id', eb.fn.countAll<number>().as('count')])
    .execute()
  const counts = new Map(rows.map((row) => [row.tag_id, row.count]))
  return tagIds.map((tagId) => counts.get(tagId) ?? 0)
}
