// Moving tiny dumps in, for tests of how they are read.
import assert from 'node:assert/strict'
import { Refusal } from '../src/errors.ts'
import type { ImportOptions } from '../src/import/efiction/import-options.ts'
import { importSite } from '../src/import/efiction/import-site.ts'
import type { ImportReport } from '../src/import/efiction/report/report.ts'
import type { Db } from '../src/store/database.ts'
import { openTestDatabase } from './database.ts'

const NOW = Date.UTC(2026, 10, 22)

type Options = Omit<ImportOptions, 'now'>

/** What `use` sees is closed when it is done; the report's sums add up. */
export async function moved(options: Options, use: (db: Db, report: ImportReport) => Promise<void>): Promise<void> {
  const { db, close } = await openTestDatabase()
  try {
    const report = await importSite(db, { ...options, now: NOW })
    assert.deepEqual(report.verdict.faults, [])
    await use(db, report)
  } finally {
    await close()
  }
}

export async function worksIn(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('work')
    .innerJoin('creator', 'creator.work_id', 'work.id')
    .innerJoin('pseud', 'pseud.id', 'creator.pseud_id')
    .innerJoin('chapter', 'chapter.work_id', 'work.id')
    .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
    .select(['work.title', 'pseud.name', 'html'])
    .orderBy('chapter.id')
    .execute()
  return rows.map(({ title, name, html }) => `${title} by ${name}: ${html}`)
}

export const THE_TALE = 'A Tiny Tale by Wren: <p>Once upon a time.</p>'

/** It moves in like any other. */
export function movesIn(dump: Options['dump']): Promise<void> {
  return moved({ dump }, async (db) => assert.deepEqual(await worksIn(db), [THE_TALE]))
}

/** Refused in one sentence, and the archive is as it was. */
export async function refuses(options: Options, sentence: RegExp): Promise<void> {
  const { db, close } = await openTestDatabase()
  try {
    await assert.rejects(importSite(db, { ...options, now: NOW }), (error) => {
      assert.ok(error instanceof Refusal && sentence.test(error.message), String(error))
      return true
    })
    for (const table of ['account', 'work', 'tag', 'legacy_id', 'setting'] as const) {
      assert.deepEqual(await db.selectFrom(table).selectAll().execute(), [], table)
    }
  } finally {
    await close()
  }
}
