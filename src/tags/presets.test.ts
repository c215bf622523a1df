import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { NOON } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { applyPreset, PRESETS } from './presets.ts'

const open: Array<() => Promise<void>> = []
after(() => Promise.all(open.map((close) => close())))

async function aDatabase() {
  const { db, close } = await openTestDatabase()
  open.push(close)
  return db
}

test('every preset gives an archive in which a rating comes first and gates stand before adult works', async () => {
  for (const preset of PRESETS.filter((preset) => preset !== 'empty')) {
    const db = await aDatabase()
    await applyPreset(db, preset, NOON)
    const [first] = await db.selectFrom('vocabulary').selectAll().orderBy('position').execute()
    assert.equal(first!.role, 'rating', preset)
    const gated = await db.selectFrom('tag').where('age_consent', '=', 1).select('warning_text').execute()
    assert.equal(gated.length, 1, preset)
    assert.notEqual(gated[0]!.warning_text, '')
  }
})

test('the empty preset leaves the archive without vocabularies', async () => {
  const db = await aDatabase()
  await applyPreset(db, 'empty', NOON)
  assert.deepEqual(await db.selectFrom('vocabulary').selectAll().execute(), [])
})

test('applying a preset twice changes nothing, and vocabularies that are there stay as they are', async () => {
  const db = await aDatabase()
  await applyPreset(db, 'efiction', NOON)
  await db.updateTable('vocabulary').set({ name: 'Our Genres' }).where('slug', '=', 'genres').execute()
  const tags = await db.selectFrom('tag').selectAll().execute()
  await applyPreset(db, 'efiction', NOON + 1)
  await applyPreset(db, 'original', NOON + 1)
  const genres = await db.selectFrom('vocabulary').where('slug', '=', 'genres').selectAll().execute()
  assert.deepEqual(
    genres.map((row) => row.name),
    ['Our Genres'],
  )
  const before = new Set(tags.map((tag) => tag.id))
  const kept = (await db.selectFrom('tag').selectAll().execute()).filter((tag) => before.has(tag.id))
  assert.deepEqual(kept, tags)
})
