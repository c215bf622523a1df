import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import type { Db } from '../../store/database.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { EFICTION_DATA } from '../../../test/efiction-truth.ts'
import { importSite } from './import-site.ts'
import type { ImportReport } from './report/report.ts'

const NOW = Date.UTC(2026, 10, 22)
const folder = mkdtempSync(join(tmpdir(), 'fanfold-broken-'))
const dump = join(folder, 'broken.sql')
const LONG = 'Ünsäglich '.repeat(1500).trim()
writeFileSync(dump, readFileSync(`${EFICTION_DATA}broken-site.sql`, 'utf8').replaceAll('TOO LONG', LONG))
after(() => rmSync(folder, { recursive: true, force: true }))

async function imported(use: (db: Db, report: ImportReport) => Promise<void>) {
  const { db, close } = await openTestDatabase()
  try {
    await use(db, await importSite(db, { dump, now: NOW }))
  } finally {
    await close()
  }
}

describe('a site whose rows are broken', () => {
  test('accounts for every row of every table', () =>
    imported(async (_db, { tables, verdict, site }) => {
      assert.equal(site.name, 'Broken')
      assert.deepEqual(verdict.faults, [])
      const dropped = tables.filter((table) => table.dropped > 0).map((table) => [table.table, table.dropped])
      assert.deepEqual(dropped, [['inseries', 2]])
    }))

  test('keeps its works in the archive, whatever their numbers, dates and titles', () =>
    imported(async (db) => {
      const works = await db.selectFrom('work').selectAll().orderBy('id').execute()
      assert.deepEqual(
        works.map((work) => [work.title.slice(0, 30), work.posted_at !== null, work.chapter_count]),
        [
          [LONG.slice(0, 30), true, 2],
          ['Nul � and bell', true, 1],
          ['Of a negative member', false, 0],
          ['Of a member too large', false, 0],
          ['Of a negative story', false, 1],
        ],
      )
      assert.equal(works[0]!.title, LONG)
      assert.equal(works[1]!.posted_at, works[0]!.posted_at)
      const tags = await db.selectFrom('tag').select('name').where('name', '=', LONG).execute()
      assert.equal(tags.length, 1)
    }))

  test('reads a list of co-authors that fills its column, and one that is only member 1', () =>
    imported(async (db, { exceptions }) => {
      const creators = await db
        .selectFrom('creator')
        .innerJoin('pseud', 'pseud.id', 'pseud_id')
        .select(['work_id', 'name'])
        .orderBy('work_id')
        .orderBy('position')
        .execute()
      const byWork = Object.values(Object.groupBy(creators, ({ work_id }) => work_id))
      assert.deepEqual(
        byWork.map((each) => each!.map(({ name }) => name)),
        [['Ann', 'Ben'], ['Ben', 'Ann'], ['Former member -5'], ['Former member 0'], ['Ann']],
      )
      assert.ok(exceptions.some(({ message }) => message.startsWith('catid fills its column, so its last number 12')))
    }))

  test('gives everybody the password of the right row, and nobody the level of another', () =>
    imported(async (db) => {
      const accounts = await db.selectFrom('account').selectAll().orderBy('id').limit(3).execute()
      assert.deepEqual(
        accounts.map(({ role, state, email_folded }) => [role, state, email_folded]),
        [
          ['admin', 'active', 'same@example.org'],
          ['member', 'active', 'same@example.org'],
          ['member', 'locked', null],
        ],
      )
      assert.equal(new Set(accounts.map((account) => account.password_hash)).size, 1)
      assert.match(accounts[0]!.password_hash!, /^md5-\$argon2id/)
    }))

  test('hangs responses that had rows of their own on the review they answer', () =>
    imported(async (db) => {
      const reviews = await db.selectFrom('review').selectAll().orderBy('id').execute()
      const textOf = (id: number | null) => reviews.find((review) => review.id === id)?.body_source ?? null
      const short = reviews.map((review) => [review.body_source, textOf(review.parent_id), review.score])
      assert.deepEqual(
        short.sort((a, b) => (a[0]! < b[0]! ? -1 : 1)),
        [
          ['A number below nought', null, null],
          ['A number too large', null, null],
          ['And thank you', 'What a story', null],
          ['Thank you', 'What a story', null],
          ['To nobody', null, null],
          ['What a story', null, null],
        ],
      )
    }))

  test('is the same archive after an import that was stopped and one that went on', () =>
    imported(async (whole) => {
      const { db, close } = await openTestDatabase()
      const stop = new AbortController()
      const onProgress = ({ phase }: { phase: string }) => phase === 'chapters' && stop.abort(new Error('stopped'))
      await assert.rejects(importSite(db, { dump, now: NOW, onProgress, signal: stop.signal }), /stopped/)
      await importSite(db, { dump, now: NOW })
      for (const table of ['work', 'chapter', 'review', 'creator', 'pseud', 'legacy_id', 'series_entry'] as const) {
        const rows = async (from: Db) =>
          (await from.selectFrom(table).selectAll().execute()).map((row) => JSON.stringify(row)).sort()
        assert.deepEqual(await rows(db), await rows(whole), table)
      }
      const without = await db.selectFrom('account').select('id').where('password_hash', 'is not', null).execute()
      assert.equal(without.length, 3)
      await close()
    }))
})
