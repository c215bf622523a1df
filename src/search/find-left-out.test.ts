import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aCast, aWork, NOON } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { GUEST, type Member } from '../people/viewer.ts'
import { putOnShelf } from '../reading/put-on-shelf.ts'
import { findLeftOut } from './find-left-out.ts'

test('what a member has finished or dropped is left out as they prefer it, in one query', async () => {
  const { db, queries, close } = await openTestDatabase()
  const { ada, rui, mo } = await aCast(db)
  const works: number[] = []
  for (let count = 0; count < 3; count++) works.push((await aWork(db, { by: ada })).workId)
  await putOnShelf(db, rui, { workId: works[0]!, shelf: 'finished' }, NOON)
  await putOnShelf(db, rui, { workId: works[1]!, shelf: 'dropped' }, NOON)
  await putOnShelf(db, rui, { workId: works[1]!, shelf: 'favourites' }, NOON)
  await putOnShelf(db, rui, { workId: works[2]!, shelf: 'later' }, NOON)
  await putOnShelf(db, mo, { workId: works[2]!, shelf: 'finished' }, NOON)
  const preferring = (hideFinished: boolean, hideDropped: boolean): Member => {
    return { ...rui, preferences: { ...rui.preferences, hideFinished, hideDropped } }
  }
  queries.length = 0
  assert.deepEqual(await findLeftOut(db, GUEST), [])
  assert.deepEqual(await findLeftOut(db, preferring(false, false)), [])
  assert.equal(queries.length, 0)
  assert.deepEqual(await findLeftOut(db, preferring(true, false)), [works[0]])
  assert.deepEqual(await findLeftOut(db, preferring(false, true)), [works[1]])
  assert.equal(queries.length, 2)
  assert.deepEqual((await findLeftOut(db, preferring(true, true))).toSorted(), [works[0], works[1]])
  await close()
})
