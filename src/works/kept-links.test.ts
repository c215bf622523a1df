import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setImmediate as aTurn } from 'node:timers/promises'
import { aCast, aTag, aVocabulary, aWork } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { GUEST } from '../people/viewer.ts'
import { inTransaction, openDatabase } from '../store/database.ts'
import { sweepWorkChanges } from '../store/follow-work-changes.ts'
import { noteWorkChanges } from '../store/work-changes.ts'
import { listBlurbs } from './list-blurbs.ts'
import { refreshWorks } from './refresh-work.ts'

const { db, queries, url, dataDir, close } = await openTestDatabase()
const otherNode = openDatabase({ url, dataDir, durable: false, pool: { connections: 2, idleSeconds: 1 } })
const cast = await aCast(db)
after(async () => {
  await otherNode.destroy()
  await close()
})
const places = await aVocabulary(db, 'places', 'facet')
const [sea, shore] = [await aTag(db, places, 'Sea'), await aTag(db, places, 'Shore')]
const { workId } = await aWork(db, { by: cast.ada, tagIds: [sea] })

async function shown(id = workId, node = db) {
  const [work] = await listBlurbs(node, GUEST, [id])
  return { by: work!.creators.map(({ name }) => name), tags: work!.tags.map(({ name }) => name) }
}

test('whom a work is by and its tags are read once, until it changes', async () => {
  assert.deepEqual(await shown(), { by: ['Ada'], tags: ['Sea'] })
  queries.length = 0
  assert.deepEqual(await shown(), { by: ['Ada'], tags: ['Sea'] })
  assert.ok(!queries.some((sql) => /"creator"|"work_tag"/.test(sql)))
  await db.insertInto('work_tag').values({ work_id: workId, tag_id: shore, position: 1 }).execute()
  await refreshWorks(db, [workId])
  assert.deepEqual(await shown(), { by: ['Ada'], tags: ['Sea', 'Shore'] })
  await inTransaction(db, async (db) => {
    await db.insertInto('creator').values({ work_id: workId, pseud_id: cast.bea.pseudId, position: 9 }).execute()
    await noteWorkChanges(db, [workId])
  })
  assert.deepEqual(await shown(), { by: ['Ada', 'Bea'], tags: ['Sea', 'Shore'] })
})

test('a change on one node is in the next list of another', async () => {
  const { workId: other } = await aWork(db, { by: cast.ada, tagIds: [sea] })
  for (const tagId of [shore, sea, shore]) {
    await shown(other, otherNode)
    await inTransaction(db, async (db) => {
      await db.updateTable('work_tag').set({ tag_id: tagId }).where('work_id', '=', other).execute()
      await refreshWorks(db, [other])
    })
    // All reads of one turn see one state; another node's are in another.
    await aTurn()
    assert.deepEqual((await shown(other, otherNode)).tags, [tagId === sea ? 'Sea' : 'Shore'])
  }
})

test('what is read while a work changes is not kept', async () => {
  const { workId: other } = await aWork(db, { by: cast.ada, tagIds: [sea] })
  for (let time = 0; time < 30; time++) {
    const tagId = time % 2 === 0 ? shore : sea
    const change = inTransaction(db, async (db) => {
      await db.updateTable('work_tag').set({ tag_id: tagId }).where('work_id', '=', other).execute()
      await refreshWorks(db, [other])
    })
    await Promise.all([shown(other), shown(other), change, shown(other)])
    assert.deepEqual((await shown(other)).tags, [time % 2 === 0 ? 'Shore' : 'Sea'])
  }
})

test('who has fallen too far behind in the log begins anew', async () => {
  await shown()
  await db.insertInto('work_change').values({ id: 900_000, work_id: workId, numbers_only: 1 }).execute()
  await db.deleteFrom('work_tag').where('work_id', '=', workId).where('tag_id', '=', sea).execute()
  await sweepWorkChanges(db)
  assert.deepEqual((await shown()).tags, ['Shore'])
})

test('only the numbers of a work change without its being read again, and they show at once', async () => {
  await db.updateTable('work').set({ read_count: 77 }).where('id', '=', workId).execute()
  await noteWorkChanges(db, [workId], 'numbers')
  queries.length = 0
  assert.equal((await listBlurbs(db, GUEST, [workId]))[0]!.readCount, 77)
  assert.ok(!queries.some((sql) => /"creator"|"work_tag"/.test(sql)))
})
