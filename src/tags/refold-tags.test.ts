import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, type Cast } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { findTagsByName } from './find-or-create-tags.ts'
import { refoldTags } from './refold-tags.ts'

let home: TestDatabase
let cast: Cast
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
})
after(() => home.close())

test('names that an older archive folded otherwise are found after a start', async () => {
  const { vocabulary_id: vocabularyId } = await home.db
    .selectFrom('tag')
    .where('id', '=', cast.character.watson)
    .select('vocabulary_id')
    .executeTakeFirstOrThrow()
  const pair = await aTag(home.db, vocabularyId, 'Watson/Holmes')
  const long = await aTag(home.db, vocabularyId, 'x'.repeat(400))
  const fold = (id: number, name_folded: string) =>
    home.db.updateTable('tag').set({ name_folded }).where('id', '=', id).execute()
  await fold(pair, 'watson/holmes')
  await fold(long, 'x'.repeat(300))
  const found = async () => (await findTagsByName(home.db, vocabularyId, ['HOLMES / Watson'], NONE)).size
  assert.equal(await found(), 0)
  assert.equal(await refoldTags(home.db, false), 1)
  assert.equal(await found(), 0)
  assert.equal(await refoldTags(home.db), 1)
  assert.equal(await found(), 1)
  assert.equal(await refoldTags(home.db), 0)
})

const NONE = { kept: [], fandoms: [] }
