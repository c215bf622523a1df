// Takes along two works of the size of War and Peace and of a common novel, from the real server: for the first time,
// when everything has to be made, and again.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { openDatabase } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { countWords } from '../src/text/count-words.ts'
import { sanitizeHtml } from '../src/text/sanitize.ts'
import { titleKey } from '../src/text/sort-key.ts'
import type { Db } from '../src/store/database.ts'
import { readTexts } from '../src/demo/read-texts.ts'
import { refreshWorks } from '../src/works/refresh-work.ts'
import { settleArchive } from './settle-archive.ts'
import { startArchive } from './server.ts'

const FORMATS = ['epub', 'html', 'md', 'txt'] as const
/** Each copy can be taken for the first time once. */
const COPIES = 12
const END = Date.UTC(2026, 0, 1)

const SHAPES = [
  { name: 'War and Peace', chapters: 365, bytes: 3_388_000 },
  { name: 'a novel', chapters: 40, bytes: 361_000 },
] as const

export interface BookMeasured {
  name: string
  format: string
  /** Medians, in milliseconds; whole answers unless said otherwise. */
  firstTimeMs: number
  /** Of the first times the shortest: on a machine that has other work, medians tell of that work as well. */
  fastestMs: number
  firstByteMs: number
  againMs: number
  bytes: number
  calibreMs: number | null
}

export interface BooksMeasured {
  books: BookMeasured[]
  /** Of the server, after the EPUBs of all copies, and after all formats. */
  epubGrowthMib: number
  growthMib: number
}

export async function measureBooks(): Promise<BooksMeasured> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fanfold-bench-books-'))
  const works = await fillBooks(dataDir)
  const archive = await startArchive(dataDir)
  try {
    await fetch(`${archive.origin}/works/${works[0]!.ids[0]}`).then((page) => page.text())
    const before = archive.memoryMib()
    const growth = () => archive.memoryMib() - before
    const books: BookMeasured[] = []
    let epubGrowthMib = 0
    for (const format of FORMATS) {
      for (const { name, ids, html } of works) {
        const measured = await measureBook(archive.origin, ids, format)
        books.push({ name, format, ...measured, calibreMs: format === 'epub' ? measureCalibre(html) : null })
      }
      if (format === 'epub') epubGrowthMib = growth()
    }
    return { books, epubGrowthMib, growthMib: growth() }
  } finally {
    await archive.stop()
    rmSync(dataDir, { recursive: true })
  }
}

async function measureBook(origin: string, ids: readonly number[], format: string) {
  const first = []
  const again = []
  for (const id of ids) first.push(await take(`${origin}/works/${id}/book.${format}`))
  for (const id of ids) again.push(await take(`${origin}/works/${id}/book.${format}`))
  return {
    firstTimeMs: median(first.map(({ ms }) => ms)),
    fastestMs: Math.min(...first.map(({ ms }) => ms)),
    firstByteMs: median(first.map(({ firstByteMs }) => firstByteMs)),
    againMs: median(again.map(({ ms }) => ms)),
    bytes: first[0]!.bytes,
  }
}

async function take(address: string) {
  const started = performance.now()
  const response = await fetch(address, { headers: { 'accept-encoding': 'identity' } })
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}.`)
  let firstByteMs = 0
  let bytes = 0
  for await (const piece of response.body!) {
    firstByteMs ||= performance.now() - started
    bytes += piece.length
  }
  return { ms: performance.now() - started, firstByteMs, bytes }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

interface Filled {
  name: string
  ids: number[]
  html: string
}

async function fillBooks(dataDir: string): Promise<Filled[]> {
  const db = openDatabase({ url: null, dataDir, durable: false })
  await migrate(db)
  const works: Filled[] = []
  for (const { name, chapters, bytes } of SHAPES) {
    const texts = textsOf(chapters, bytes)
    const ids = []
    for (let copy = 0; copy < COPIES; copy++) ids.push(await addWork(db, name, texts))
    works.push({ name, ids, html: texts.join('\n') })
  }
  await db.destroy()
  // Else the server does it beside what is measured.
  await settleArchive(dataDir)
  return works
}

/** Chapters of even length out of the demo's texts, or of the novel itself where BENCH_CORPUS names a file that has it. */
export function textsOf(chapters: number, bytes: number): string[] {
  const paragraphs = proseParagraphs()
  const texts: string[] = []
  let at = 0
  while (texts.length < chapters) {
    let text = ''
    while (Buffer.byteLength(text) < bytes / chapters) text += paragraphs[at++ % paragraphs.length]
    texts.push(text)
  }
  return texts
}

function proseParagraphs(): string[] {
  const file = process.env.BENCH_CORPUS
  const works = file
    ? gunzipSync(readFileSync(file))
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { title: string; language: string; chapters: { html: string }[] })
    : [...readTexts().values()]
  const english = works.filter(({ language }) => language.startsWith('en'))
  const chosen = english.find(({ title }) => title === 'War and Peace') ?? english[0]!
  const texts = chosen.chapters.map(({ html }) => sanitizeHtml(html))
  return texts.flatMap((text) => text.split(/(?<=<\/p>)\n?/)).filter((text) => text.startsWith('<p>'))
}

export async function addWork(db: Db, title: string, texts: readonly string[]): Promise<number> {
  const times = { created_at: END, updated_at: END, posted_at: END, held_at: null }
  const nothing = { rating_id: null, hidden_at: null, deleted_at: null, featured_at: null }
  const { id } = await db
    .insertInto('work')
    .values({ title, sort_title: titleKey(title, 'en'), summary_html: '<p>A summary.</p>', ...times, ...nothing })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [index, html] of texts.entries()) {
    const row = { work_id: id, position: index + 1, title: `Chapter ${index + 1}`, word_count: countWords(html) }
    const chapter = await db
      .insertInto('chapter')
      .values({ ...row, ...times, pseud_id: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db.insertInto('chapter_text').values({ chapter_id: chapter.id, html }).execute()
  }
  await refreshWorks(db, [id])
  return id
}

/** What the program that most archives call for this takes for the same text; null where it is not installed. */
function measureCalibre(html: string): number | null {
  if (spawnSync('ebook-convert', ['--version']).error) return null
  const folder = mkdtempSync(join(tmpdir(), 'fanfold-bench-calibre-'))
  const [from, to] = [join(folder, 'book.html'), join(folder, 'book.epub')]
  writeFileSync(from, `<!doctype html><meta charset="utf-8"><title>Book</title>${html}`)
  const started = performance.now()
  spawnSync('ebook-convert', [from, to])
  const ms = performance.now() - started
  const isMade = existsSync(to)
  rmSync(folder, { recursive: true })
  return isMade ? ms : null
}

export function printBooks({ books, epubGrowthMib, growthMib }: BooksMeasured): void {
  console.log('\n| book | format | first time ms | fastest of 12 | first byte ms | again ms | KB | Calibre ms |')
  console.log('|---|---|---:|---:|---:|---:|---:|---:|')
  for (const book of books) {
    const times = [book.firstTimeMs, book.fastestMs, book.firstByteMs, book.againMs].map((ms) => ms.toFixed(1))
    const calibre = book.calibreMs === null ? '' : book.calibreMs.toFixed(0)
    console.log(`| ${[book.name, book.format, ...times, (book.bytes / 1000).toFixed(0), calibre].join(' | ')} |`)
  }
  console.log(
    `\nmemory: ${epubGrowthMib.toFixed(0)} MiB more after all EPUBs, ${growthMib.toFixed(0)} MiB after all formats`,
  )
}
