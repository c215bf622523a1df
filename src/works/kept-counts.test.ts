import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, type Cast } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { GUEST } from '../people/viewer.ts'
import { listBranches } from './list-tags.ts'
import { listRecentWorks, listWorksOfTag } from './list-works.ts'

let home: TestDatabase
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
})
after(() => home.close())

const FIRST_PAGE = { page: 1, perPage: 20 }

async function countsOfBooks() {
  const { books } = cast.fandom
  const [ofTag, all, below] = await Promise.all([
    listWorksOfTag(home.db, GUEST, books, FIRST_PAGE),
    listRecentWorks(home.db, GUEST, FIRST_PAGE),
    listBranches(home.db, GUEST, { closed: 1 }, [books]),
  ])
  assert.equal(ofTag.rows.length, ofTag.total)
  return [ofTag.total, all.total, below[0]?.workCount]
}

test('a count that is kept is given up as soon as a work is posted', async () => {
  assert.deepEqual(await countsOfBooks(), [0, 0, 0])
  await aWork(home.db, { by: cast.ada, tagIds: [cast.fandom.holmes] })
  assert.deepEqual(await countsOfBooks(), [1, 1, 1])
  await aWork(home.db, { by: cast.ada, tagIds: [cast.fandom.holmes] })
  assert.deepEqual(await countsOfBooks(), [2, 2, 2])
})

test('what guests and members find is counted apart', async () => {
  await aWork(home.db, { by: cast.ada, ratingId: cast.ratings.members, tagIds: [cast.fandom.books] })
  const ofMember = await listWorksOfTag(home.db, cast.rui, cast.fandom.books, FIRST_PAGE)
  assert.deepEqual([(await countsOfBooks())[0], ofMember.total], [2, 3])
})
