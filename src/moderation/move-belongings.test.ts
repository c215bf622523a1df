import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aMember, aWork, NOON } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { editShelf, makeShelf } from '../reading/keep-shelf.ts'
import { putOnShelf } from '../reading/put-on-shelf.ts'
import { moveBelongings } from './move-belongings.ts'

const { db, close } = await openTestDatabase()
const { ada } = await aCast(db)
after(close)

const RAINY = { name: 'Rainy', isPublic: false }

test('when accounts join, a work still stands on one status shelf, and no shelf of one’s own is lost', async () => {
  const [former, now] = [await aMember(db, 'Former'), await aMember(db, 'Now')]
  const [one, other, third] = [await aWork(db, { by: ada }), await aWork(db, { by: ada }), await aWork(db, { by: ada })]
  await putOnShelf(db, former, { workId: one.workId, shelf: 'reading' }, NOON)
  await putOnShelf(db, former, { workId: other.workId, shelf: 'later' }, NOON)
  await putOnShelf(db, former, { workId: third.workId, shelf: await makeShelf(db, former, RAINY, NOON) }, NOON)
  await putOnShelf(db, now, { workId: one.workId, shelf: 'finished' }, NOON)
  await editShelf(db, now, await makeShelf(db, now, { ...RAINY, name: 'Sunny' }, NOON), RAINY, NOON)

  await moveBelongings(db, former.accountId, now.accountId)
  const stands = await db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .where('shelf.account_id', '=', now.accountId)
    .select(['bookmark.work_id', 'shelf.slug', 'bookmark.status_account_id'])
    .orderBy('bookmark.work_id')
    .execute()
  assert.deepEqual(stands, [
    { work_id: one.workId, slug: 'finished', status_account_id: now.accountId },
    { work_id: other.workId, slug: 'later', status_account_id: now.accountId },
    { work_id: third.workId, slug: 'rainy', status_account_id: null },
  ])
})
