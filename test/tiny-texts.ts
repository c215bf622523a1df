import type { ImportOptions } from '../src/import/efiction/import-options.ts'
import { importSite } from '../src/import/efiction/import-site.ts'
import { unpackRows } from '../src/import/efiction/read/packed-rows.ts'
import type { ImportReport } from '../src/import/efiction/report/report.ts'
import type { Db } from '../src/store/database.ts'
import { openTestDatabase } from './database.ts'
import { type OldValue, tinySite } from './tiny-site.ts'

/** The one thing of a tiny site that a test is about; the rest stays as it is. */
export interface TinyTexts {
  title?: OldValue
  summary?: OldValue
  storynotes?: OldValue
  penname?: OldValue
  bio?: OldValue
  image?: OldValue
  categoryImage?: OldValue
  chapter?: OldValue
  storytext?: OldValue
  notes?: OldValue
  review?: OldValue
  respond?: OldValue
  language?: OldValue
  store?: OldValue
  storiespath?: OldValue
}

/** What came of it. */
export interface Moved {
  db: Db
  work: Awaited<ReturnType<typeof readWork>>
  chapter: Awaited<ReturnType<typeof readChapter>>
  /** Oldest first. */
  reviews: string[]
  name: string
  counts: ImportReport['decoding']
  /** One line each: table, row and what was said. */
  remarks: string
  notes: string
  report: ImportReport
  /** The bytes of a value of row 1, as they were kept. */
  raw: (table: string, column: string) => Promise<Buffer>
}

export type Try = (moved: Moved) => Promise<void> | void

const NOW = Date.UTC(2026, 10, 22)

export function dumpOf(texts: TinyTexts): string {
  const { title, summary, storynotes, penname, bio, image, categoryImage, chapter, storytext, notes, review, respond } =
    texts
  const { language, store, storiespath } = texts
  return tinySite({
    settings: [{ language, store, storiespath }],
    authors: [{ penname, bio, image }],
    categories: [{ image: categoryImage }],
    stories: [{ title, summary, storynotes }],
    chapters: [{ title: chapter, storytext, notes }],
    ...(review === undefined ? {} : { reviews: [{ review, respond }] }),
  })
}

export async function withTinySite(texts: TinyTexts, ...rest: [Try] | [Partial<ImportOptions>, Try]): Promise<void> {
  const [options, attempt] = rest.length === 1 ? [{}, rest[0]] : rest
  const { db, close } = await openTestDatabase()
  try {
    const report = await importSite(db, { dump: dumpOf(texts), now: NOW, ...options })
    await attempt(await read(db, report))
  } finally {
    await close()
  }
}

async function read(db: Db, report: ImportReport): Promise<Moved> {
  const reviews = await db.selectFrom('review').select('body_html').orderBy('id').execute()
  const { name } = await db.selectFrom('pseud').select('name').orderBy('id').limit(1).executeTakeFirstOrThrow()
  return {
    db,
    work: await readWork(db),
    chapter: await readChapter(db),
    reviews: reviews.map(({ body_html }) => body_html),
    name,
    counts: report.decoding,
    remarks: report.exceptions.map(({ table, row, message }) => `${table} ${row}: ${message}`).join('\n'),
    notes: report.notes.join('\n'),
    report,
    raw: (table, column) => readRaw(db, table, column),
  }
}

function readWork(db: Db) {
  return db.selectFrom('work').selectAll().orderBy('id').limit(1).executeTakeFirstOrThrow()
}

function readChapter(db: Db) {
  return db
    .selectFrom('chapter')
    .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
    .selectAll()
    .orderBy('chapter.id')
    .limit(1)
    .executeTakeFirstOrThrow()
}

async function readRaw(db: Db, table: string, column: string): Promise<Buffer> {
  const blocks = await db.selectFrom('legacy_block').where('table_name', '=', table).select('packed').execute()
  const row = blocks.flatMap(({ packed }) => unpackRows(packed)).find(({ id }) => id === '1')?.row
  return row?.raw(column) ?? Buffer.alloc(0)
}
