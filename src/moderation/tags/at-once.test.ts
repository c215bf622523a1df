import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { inTransaction } from '../../store/database.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { lockWork } from '../../works/work-row.ts'
import { carryOut } from './carry-out.ts'
import { type Deed, planOf } from './deeds.ts'

let home: TestDatabase
let cast: Cast
let kind: number
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  kind = await aVocabulary(home.db, 'themes', 'freeform', { closed: 0 })
})
after(() => home.close())

const act = (deed: Deed) => carryOut(home.db, cast.mo, (db) => planOf(db, deed, NOON), NOON)

test('of two moderators who put two tags below one another at once, one is refused', async () => {
  const [one, two] = [await aTag(home.db, kind, 'One'), await aTag(home.db, kind, 'Two')]
  const done = await Promise.allSettled([
    act({ kind: 'parents', tagIds: [one], addIds: [two], removeIds: [] }),
    act({ kind: 'parents', tagIds: [two], addIds: [one], removeIds: [] }),
  ])
  assert.deepEqual(done.map((each) => each.status).toSorted(), ['fulfilled', 'rejected'])
})

test('a work saved while its tag becomes a synonym stands under both', async () => {
  const [from, into] = [await aTag(home.db, kind, 'From'), await aTag(home.db, kind, 'Into')]
  const made = await Promise.all(Array.from({ length: 6 }, () => aWork(home.db, { by: cast.ada, tagIds: [] })))
  const save = (workId: number) =>
    inTransaction(home.db, async (db) => {
      await lockWork(db, workId)
      await db.insertInto('work_tag').values({ work_id: workId, tag_id: from }).execute()
      await refreshWorks(db, [workId])
    })
  const ids = made.map(({ workId }) => workId)
  await Promise.all([
    ...ids.slice(0, 3).map(save),
    act({ kind: 'synonym', tagIds: [from], intoId: into }),
    ...ids.slice(3).map(save),
  ])
  const found = await home.db.selectFrom('work_tag_expansion').where('tag_id', '=', into).select('work_id').execute()
  assert.deepEqual(found.map((row) => row.work_id).toSorted(), ids.toSorted())
})
