import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { PLAIN } from '../../../test/a-random-question.ts'
import { aCast, aWork, type Cast } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { Finder } from '../finder.ts'
import { NO_FILTER } from '../question.ts'
import { WorkIndex } from './work-index.ts'

const WORKS = 230
const LOG = pino({ level: 'silent' })
let opened: TestDatabase
let cast: Cast
const works: number[] = []

before(async () => {
  opened = await openTestDatabase()
  cast = await aCast(opened.db)
  for (let made = 0; made < WORKS; made++) works.push((await aWork(opened.db, { by: cast.ada })).workId)
})
after(() => opened.close())

const OF_HOLMES = () => ({ ...PLAIN, filter: { ...NO_FILTER, with: [cast.fandom.holmes] } })

async function tagAll(tagId: number): Promise<void> {
  await opened.db
    .insertInto('work_tag')
    .values(works.map((work_id) => ({ work_id, tag_id: tagId })))
    .execute()
  await refreshWorks(opened.db, works)
}

test('until the index is built the database answers', async () => {
  const finder = new Finder({ db: opened.db, log: LOG })
  assert.equal((await finder.ask(PLAIN)).total, WORKS)
  await finder.stop()
})

test('when much changes at once the database answers until all of it is taken in', async () => {
  const index = new WorkIndex(opened.db, LOG)
  const finder = new Finder({ db: opened.db, log: LOG, index: 'on demand' })
  await Promise.all([index.build(), finder.start()])
  assert.equal((await index.ask(OF_HOLMES()))?.total, 0)
  await tagAll(cast.fandom.holmes)
  assert.equal(await index.ask(OF_HOLMES()), null)
  assert.equal((await finder.ask(OF_HOLMES())).total, WORKS)
  for (let tries = 0; tries < 200 && !index.isReady; tries++) await wait(10)
  assert.equal((await index.ask(OF_HOLMES()))?.total, WORKS)
  await Promise.all([index.stop(), finder.stop()])
})

test('a list that only creators and moderators have is not its business', async () => {
  const index = new WorkIndex(opened.db, LOG)
  await index.build()
  assert.equal(await index.ask({ ...PLAIN, audience: 0 }), null)
  await index.stop()
})
