import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { aCast, type Cast } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { GUEST } from '../../people/viewer.ts'
import { eyesOfReader } from './reader-eyes.ts'

let home: TestDatabase
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
})
after(() => home.close())

test('a guest’s search knows the gates of all ratings, a moderator’s has none', async () => {
  const { mature, explicit } = cast.ratings
  assert.deepEqual(await eyesOfReader(home.db, GUEST), {
    audience: 2,
    closed: [explicit],
    warned: [mature],
    accountId: 0,
  })
  assert.deepEqual(await eyesOfReader(home.db, cast.mo), { audience: 1, closed: [], warned: [], accountId: 0 })
})

test(
  'gates are found without looking through hundreds of thousands of tags',
  { skip: process.env.TEST_DATABASE === 'postgres' },
  async () => {
    const { db, queries } = home
    await sql`analyze`.execute(db)
    await sql`delete from sqlite_stat1 where tbl in ('tag', 'vocabulary')`.execute(db)
    await sql`insert into sqlite_stat1 (tbl, idx, stat) values
      ('vocabulary', 'sqlite_autoindex_vocabulary_1', '7 1'), ('tag', 'tag_unsorted', '182078 26012 1'),
      ('tag', 'tag_by_name', '210727 30104 1'), ('tag', 'tag_by_canonical', '28649 5'),
      ('tag', 'sqlite_autoindex_tag_1', '210727 30104 1')`.execute(db)
    await sql`analyze sqlite_schema`.execute(db)
    queries.length = 0
    await eyesOfReader(db, GUEST)
    const [asked] = queries
    const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(asked!.replaceAll('?', '1'))}`.execute(
      db,
    )
    assert.deepEqual(
      rows.filter(({ detail }) => /^SCAN tag\b/.test(detail)),
      [],
    )
  },
)
