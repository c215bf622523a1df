import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openTestDatabase } from '../../test/database.ts'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'
import { migrate } from './migrate.ts'
import { restoreIndexes, withoutIndexes } from './postponed-indexes.ts'

async function indexesOf(db: Db): Promise<string[]> {
  const { rows } = await (
    dialectOf(db).name === 'sqlite'
      ? sql<{ text: string }>`select sql as text from sqlite_schema where type = 'index' and sql is not null`
      : sql<{ text: string }>`select indexdef as text from pg_indexes where schemaname = current_schema()`
  ).execute(db)
  return rows.map(({ text }) => text).sort()
}

const account = (email: string) => ({
  email,
  email_folded: email,
  role: 'member' as const,
  state: 'active' as const,
  preferences: '{}',
  joined_at: 1,
})

test('an empty table lacks its indexes while it is filled, and has them all again', async () => {
  const { db, close } = await openTestDatabase()
  const before = await indexesOf(db)
  const during = await withoutIndexes(db, ['review', 'bookmark'], () => indexesOf(db))
  const missing = before.filter((text) => !during.includes(text))
  assert.ok(missing.some((text) => text.includes('review_by_work')))
  assert.ok(missing.some((text) => text.includes('bookmark_by_work')))
  assert.deepEqual(
    missing.filter((text) => /unique/i.test(text)),
    [],
  )
  assert.deepEqual(await indexesOf(db), before)
  await close()
})

test('a table that holds anything keeps them', async () => {
  const { db, close } = await openTestDatabase()
  const before = await indexesOf(db)
  await db.insertInto('account').values(account('ada@example.org')).execute()
  assert.deepEqual(await withoutIndexes(db, ['account'], () => indexesOf(db)), before)
  await close()
})

for (const [name, mend] of [
  ['the next start', (db: Awaited<ReturnType<typeof openTestDatabase>>['db']) => migrate(db)],
  ['the next import', (db: Db) => restoreIndexes(db)],
] as const) {
  test(`what was killed on the way is made good by ${name}`, async () => {
    const { db, close } = await openTestDatabase()
    const before = await indexesOf(db)
    const killed = withoutIndexes(db, ['review'], () => Promise.reject(new Error('killed')))
    await assert.rejects(killed, /killed/)
    assert.ok((await indexesOf(db)).length < before.length)
    await mend(db)
    assert.deepEqual(await indexesOf(db), before)
    await close()
  })
}
