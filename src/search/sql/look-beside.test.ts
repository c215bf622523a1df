// A large SQLite archive whose index of works is not there yet.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { aCast, aWork, type Cast } from '../../../test/cast.ts'
import { anApp, type Page, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { NEWEST_WORKS } from '../../../test/newest-works.ts'
import { Finder } from '../finder.ts'
import { LookBeside } from './look-beside.ts'

const skip = process.env.TEST_DATABASE === 'postgres' && 'PostgreSQL ends a query by itself'
/** Its work takes minutes, which whoever looks for tags of works waits for. */
const SLOWLY = `create view work_tag_expansion as select * from kept_apart where
  (with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000000) select count(*) from n) > 0`

let home: TestDatabase
let cast: Cast
let finder: Finder
let guest: Visitor
let chapter: string
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  const { workId, chapterIds } = await aWork(home.db, { by: cast.ada, title: 'Quick', tagIds: [cast.fandom.holmes] })
  chapter = `/works/${workId}/chapters/${chapterIds[0]}`
  finder = new Finder({ db: home.db, log: pino({ level: 'silent' }), index: 'none', manyWorks: 0 })
  guest = (await anApp(home.db, { finder })).guest()
})
after(async () => {
  await finder.stop()
  await home.close()
})

const run = (...statements: string[]) =>
  statements.reduce((done, text) => done.then(() => sql.raw(text).execute(home.db)), Promise.resolve<unknown>(null))

test(
  'a list that takes too long is refused, chapters are read meanwhile, and the next list is answered',
  { skip },
  async () => {
    const list = '/works?with=fandoms/books'
    const titles = (page: Page) => page.texts('.blurb-title')
    assert.match(titles(await guest.get(list)).join(), /Quick/)
    await run('alter table work_tag_expansion rename to kept_apart', SLOWLY)
    let isAnswered = false
    const slow = guest.get(list).finally(() => (isAnswered = true))
    assert.equal((await guest.get(chapter)).status, 200)
    assert.equal(isAnswered, false)
    const refused = await slow
    assert.equal(refused.status, 429)
    assert.ok(refused.has('takes too long'), refused.text())
    await run('drop view work_tag_expansion', 'alter table kept_apart rename to work_tag_expansion')
    assert.match(titles(await guest.get(list)).join(), /Quick/)
  },
)

test('a process that has ended is followed by another, and an archive that stops leaves none', { skip }, async () => {
  const beside = new LookBeside(home.dataDir, { restMs: 1 })
  for (let look = 0; look < 2; look++) {
    assert.equal((await beside.look('list', NEWEST_WORKS)).total, 1)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  assert.deepEqual(await beside.look('each', [NEWEST_WORKS, NEWEST_WORKS]), [1, 1])
  assert.equal((await beside.look('hidden', NEWEST_WORKS)).works, 0)
  const left = beside.look('list', NEWEST_WORKS)
  beside.stop()
  await assert.rejects(left)
})
