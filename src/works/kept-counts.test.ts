import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, type Cast } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { GUEST } from '../people/viewer.ts'
import { listBranches } from './list-tags.ts'
import { countWorksOfTag, listLatestOfTag } from './list-works.ts'

let home: TestDatabase
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
})
after(() => home.close())

async function countsOfBooks() {
  const { books } = cast.fandom
  const [total, latest, below] = await Promise.all([
    countWorksOfTag(home.db, GUEST, books),
    listLatestOfTag(home.db, GUEST, books, 20),
    listBranches(home.db, GUEST, { closed: 1 }, [books]),
  ])
  assert.equal(latest.length, total)
  return [total, below[0]?.workCount]
}

test('a count that is kept is given up as soon as a work is posted', async () => {
  assert.deepEqual(await countsOfBooks(), [0, 0])
  await aWork(home.db, { by: cast.ada, tagIds: [cast.fandom.holmes] })
  assert.deepEqual(await countsOfBooks(), [1, 1])
  await aWork(home.db, { by: cast.ada, tagIds: [cast.fandom.holmes] })
  assert.deepEqual(await countsOfBooks(), [2, 2])
})

test('what guests and members find is counted apart', async () => {
  await aWork(home.db, { by: cast.ada, ratingId: cast.ratings.members, tagIds: [cast.fandom.books] })
  const ofMember = await countWorksOfTag(home.db, cast.rui, cast.fandom.books)
  assert.deepEqual([(await countsOfBooks())[0], ofMember], [2, 3])
})
