import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, type Cast, NOON } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import type { Deed } from './deeds.ts'
import { doDeed, undoDeed } from './large-acts.ts'

let home: TestDatabase
let cast: Cast
let kind: number
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  kind = await aVocabulary(home.db, 'themes', 'freeform', { closed: 0 })
})
after(() => home.close())

const doing = () => ({ moderator: cast.mo, now: NOON, manyWorks: 1 })

async function worksUnder(tagId: number): Promise<number[]> {
  const rows = await home.db.selectFrom('work_tag_expansion').where('tag_id', '=', tagId).select('work_id').execute()
  return rows.map((row) => row.work_id).toSorted((one, other) => one - other)
}

test('an act on many works is done beside the pages, undone as well, and refused with the same words', async () => {
  const [from, into] = [await aTag(home.db, kind, 'From'), await aTag(home.db, kind, 'Into')]
  const works: number[] = []
  for (let count = 0; count < 5; count++) {
    const { workId } = await aWork(home.db, { by: cast.ada, tagIds: [] })
    await home.db.insertInto('work_tag').values({ work_id: workId, tag_id: from }).execute()
    await refreshWorks(home.db, [workId])
    works.push(workId)
  }
  const deed: Deed = { kind: 'merge', tagIds: [from], intoId: into }
  await doDeed(home.db, deed, doing())
  assert.deepEqual([await worksUnder(from), await worksUnder(into)], [[], works])
  const { id } = await home.db
    .selectFrom('wrangling_act')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirstOrThrow()
  await undoDeed(home.db, id, doing())
  assert.deepEqual([await worksUnder(from), await worksUnder(into)], [works, []])
  await assert.rejects(undoDeed(home.db, id, doing()), { code: 'conflict', message: /undone already/ })
  const circle: Deed = { kind: 'merge', tagIds: [from], intoId: from }
  await assert.rejects(doDeed(home.db, circle, doing()), {
    code: 'invalid',
    fields: { into: 'A tag is no synonym of itself.' },
  })
})

test('who saves something while an act on many works is done waits for it', async () => {
  const [from, into] = [await aTag(home.db, kind, 'Many'), await aTag(home.db, kind, 'One')]
  const { workId } = await aWork(home.db, { by: cast.ada, tagIds: [] })
  const save = async () => {
    await home.db
      .insertInto('work_tag')
      .values({ work_id: workId, tag_id: from })
      .onConflict((row) => row.doNothing())
      .execute()
    await refreshWorks(home.db, [workId])
  }
  await save()
  const acting = doDeed(home.db, { kind: 'synonym', tagIds: [from], intoId: into }, doing())
  for (let saves = 0; saves < 20; saves++) await save()
  await acting
  await save()
  assert.deepEqual([await worksUnder(from), await worksUnder(into)], [[workId], [workId]])
})
