import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { noteWorkChanges } from '../../store/work-changes.ts'
import { GUEST } from '../../people/viewer.ts'
import { parseQuery } from './parse-query.ts'
import { ThreadOfTexts } from './thread-of-texts.ts'
import { TextSearch } from './text-search.ts'

let home: TestDatabase
let cast: Cast
let search: TextSearch
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  search = new TextSearch({ db: home.db, thread: { dataDir: home.dataDir, durable: false } })
})
after(async () => {
  await search.close()
  await home.close()
})

const wordsOf = (query: string) => parseQuery(query, { now: NOON, timeZone: 'UTC', vocabularies: [] }).words!

test('a search beside the pages finds what was saved just now', async () => {
  for (let count = 0; count < 5; count++) {
    const { workId } = await aWork(home.db, { by: cast.ada, chapters: [{ html: `<p>Mooring number${count}.</p>` }] })
    const [one, many] = await Promise.all([
      search.search(GUEST, wordsOf(`number${count}`)),
      search.search(GUEST, wordsOf('mooring')),
    ])
    assert.deepEqual([[...one.ids], many.total], [[workId], count + 1])
    const excerpts = await search.findExcerpts(GUEST, [workId], wordsOf('mooring'))
    assert.equal(excerpts.get(workId)?.position, 1)
  }
  assert.equal(await search.keepUp(), false)
})

test('who looks for the same is given the same works until one changes, and not what others may not know', async () => {
  const question = wordsOf('mooring')
  const first = await search.search(GUEST, question)
  assert.equal((await search.search(GUEST, question)).ids, first.ids)
  const member = await search.search(cast.ada, question)
  assert.notEqual(member.ids, first.ids)
  const { workId } = await aWork(home.db, { by: cast.ada, chapters: [{ html: '<p>Mooring again.</p>' }] })
  const second = await search.search(GUEST, question)
  assert.deepEqual([...second.ids].toSorted(), [...first.ids, workId].toSorted())
  await home.db.updateTable('work').set({ audience: 1 }).where('id', '=', workId).execute()
  await noteWorkChanges(home.db, [workId])
  assert.deepEqual([...(await search.search(GUEST, question)).ids].toSorted(), [...first.ids].toSorted())
  assert.equal((await search.search(cast.ada, question)).total, first.total + 1)
})

test('numbers that change make nobody search again but who asks for them', async () => {
  const { workId } = await aWork(home.db, { by: cast.ada, chapters: [{ html: '<p>Halyard.</p>' }] })
  const [plain, liked] = [wordsOf('halyard'), wordsOf('halyard kudos>0')]
  const first = await search.search(GUEST, plain)
  assert.deepEqual([[...first.ids], [...(await search.search(GUEST, liked)).ids]], [[workId], []])
  await home.db.updateTable('work').set({ kudos_count: 3 }).where('id', '=', workId).execute()
  await noteWorkChanges(home.db, [workId], 'numbers')
  assert.equal((await search.search(GUEST, plain)).ids, first.ids)
  assert.deepEqual([...(await search.search(GUEST, liked)).ids], [workId])
  await aWork(home.db, { by: cast.ada, chapters: [{ html: '<p>Halyard.</p>' }] })
  assert.equal((await search.search(GUEST, plain)).total, 2)
})

test(
  'a thread that does not answer in time is given up, nobody fails by it, and another one takes its place',
  { skip: process.env.TEST_DATABASE === 'postgres' },
  async () => {
    const place = { dataDir: home.dataDir, durable: false }
    const question = {
      eyes: { audience: 2, closed: [], warned: [], accountId: 0 },
      words: wordsOf('mooring'),
      part: null,
      from: 1,
    }
    const hasty = new ThreadOfTexts(place, 0)
    const both = await Promise.all([hasty.find(question), hasty.find(question)])
    assert.deepEqual(
      both.map(({ isCutOff }) => isCutOff),
      [true, true],
    )
    assert.deepEqual(await hasty.locate({ workIds: [1], phrases: [{ words: ['mooring'], isPrefix: false }] }), [])
    while ((await hasty.takeIn()) !== null);
    await hasty.close()
    await hasty.close()
  },
)
