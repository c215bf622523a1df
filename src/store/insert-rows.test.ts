import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { padded } from './in-list.ts'
import { insertMissing, insertWithIds } from './insert-rows.ts'
import { TextBytes } from './text-bytes.ts'

let home: TestDatabase
before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

const page = (index: number) => ({ kind: 'story', source: 'test', old_id: `${index}`, new_id: index, written: null })

test('rows of any number go in by few statements, each with its own id', async () => {
  const rows = Array.from({ length: 213 }, (_, index) => ({
    name: `Kind ${index}`,
    slug: `kind-${index}`,
    position: index,
    role: 'freeform',
    created_at: 1,
  }))
  home.queries.length = 0
  const ids = await insertWithIds(home.db, 'vocabulary', rows)
  assert.equal(new Set(home.queries).size, 3)
  const found = await home.db.selectFrom('vocabulary').selectAll().where('id', 'in', ids).orderBy('id').execute()
  assert.deepEqual(
    found.map(({ id, name }) => [id, name]),
    rows.map(({ name }, index) => [ids[index], name]),
  )
})

test('rows that are there already stay as they are', async () => {
  await insertMissing(
    home.db,
    'legacy_id',
    Array.from({ length: 20 }, (_, index) => page(index)),
  )
  await insertMissing(
    home.db,
    'legacy_id',
    Array.from({ length: 90 }, (_, index) => ({ ...page(index), new_id: 7 })),
  )
  const found = await home.db
    .selectFrom('legacy_id')
    .select(['old_id', 'new_id'])
    .where('source', '=', 'test')
    .execute()
  assert.equal(found.length, 90)
  for (const { old_id, new_id } of found) assert.equal(new_id, Number(old_id) < 20 ? Number(old_id) : 7)
})

test('rows of different columns are refused, none of them lost in silence', async () => {
  const rows = [page(1000), { ...page(1001), fingerprint: 'x' }]
  await assert.rejects(insertMissing(home.db, 'legacy_id', rows), TypeError)
})

test('lists in statements come in few lengths and mean the same', () => {
  assert.deepEqual(padded([]), [])
  assert.deepEqual(padded([1, 2]), [1, 2, 2, 2, 2, 2, 2, 2])
  assert.equal(padded(Array.from({ length: 9 })).length, 16)
})

test('a text that comes as bytes is a text in its column, beside those that come as strings', async () => {
  const whole = Buffer.from('left out Été 漢字 😀 left out')
  const from = 'left out '.length
  const bytes = new TextBytes(whole.buffer, whole.byteOffset + from, whole.length - 2 * from)
  const vocabulary = (name: unknown, slug: string) => ({ name, slug, position: 1, role: 'freeform', created_at: 1 })
  const rows = [vocabulary(bytes, 'bytes'), vocabulary('Words', 'words')]
  const ids = await insertWithIds(home.db, 'vocabulary', rows, ['name'])
  const found = await home.db.selectFrom('vocabulary').select('name').where('id', 'in', ids).orderBy('id').execute()
  assert.deepEqual(found, [{ name: 'Été 漢字 😀' }, { name: 'Words' }])
  assert.equal(String(bytes), 'Été 漢字 😀')
  const equal = home.db.selectFrom('vocabulary').where('name', '=', 'Été 漢字 😀').select('slug')
  assert.deepEqual(await equal.execute(), [{ slug: 'bytes' }])
})
