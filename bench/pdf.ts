// Typesets a common novel as a PDF on the real server, and asks whether readers of pages notice: ten PDFs at once.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasTypst } from '../src/export/pdf/load-typst.ts'
import { openDatabase } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { addWork, textsOf } from './books.ts'
import { settleArchive } from './settle-archive.ts'
import { measure } from './load.ts'
import { type Running, startArchive } from './server.ts'

const NOVEL = { chapters: 40, bytes: 361_000 }
const TIMES = 5
const AT_ONCE = 10
const CONNECTIONS = 4
const SECONDS = 6

export interface PdfMeasured {
  /** One after another; medians. */
  pdfMs: number
  pdfBytes: number
  /** Of chapter pages, asked for as fast as they come. */
  quiet: { requestsPerSecond: number; p99Ms: number }
  whilePdfs: { requestsPerSecond: number; p99Ms: number }
  /** Of the ten that were asked for at once; others were told to come again. */
  made: number
  tenPdfsMs: number
}

export async function measurePdf(): Promise<PdfMeasured | null> {
  if (!hasTypst()) return null
  const dataDir = mkdtempSync(join(tmpdir(), 'fanfold-bench-pdf-'))
  const db = openDatabase({ url: null, dataDir, durable: false })
  await migrate(db)
  const id = await addWork(db, 'A Novel', textsOf(NOVEL.chapters, NOVEL.bytes))
  const chapters = await db.selectFrom('chapter').where('work_id', '=', id).select('id').execute()
  await db.destroy()
  await settleArchive(dataDir)
  const archive = await startArchive(dataDir, { TRUST_PROXY: '1' })
  try {
    return await measureOn(
      archive,
      `/works/${id}/book.pdf`,
      chapters.map((chapter) => `/works/${id}/chapters/${chapter.id}`),
    )
  } finally {
    await archive.stop()
    rmSync(dataDir, { recursive: true })
  }
}

async function measureOn({ origin }: Running, pdf: string, paths: readonly string[]): Promise<PdfMeasured> {
  const single = []
  for (let time = 0; time < TIMES; time++) single.push(await take(origin + pdf))
  const load = { origin, paths, connections: CONNECTIONS, seconds: SECONDS }
  await measure({ ...load, seconds: 2 })
  const quiet = await measure(load)
  const started = performance.now()
  const ten = Promise.all(Array.from({ length: AT_ONCE }, (_, reader) => take(origin + pdf, reader)))
  const tenDone = ten.then(() => performance.now() - started)
  const whilePdfs = await measure(load)
  const times = single.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const made = (await ten).filter(({ bytes }) => bytes > 0).length
  return { pdfMs: times[TIMES >> 1]!, pdfBytes: single[0]!.bytes, quiet, whilePdfs, made, tenPdfsMs: await tenDone }
}

/** Each reader has an address of their own, as one alone is not made ten PDFs at once. */
async function take(address: string, reader = 0): Promise<{ ms: number; bytes: number }> {
  const started = performance.now()
  const response = await fetch(address, { headers: { 'x-forwarded-for': `192.0.2.${reader + 1}` } })
  const { byteLength } = await response.arrayBuffer()
  if (response.status !== 200 && response.status !== 503) throw new Error(`${address} answered ${response.status}.`)
  return { ms: performance.now() - started, bytes: response.ok ? byteLength : 0 }
}

export function printPdf(measured: PdfMeasured | null): void {
  if (!measured) return console.log('\nPDFs: the typesetter is not installed here')
  const { pdfMs, pdfBytes, quiet, whilePdfs, made, tenPdfsMs } = measured
  console.log(`\nPDF of a novel of 40 chapters: ${(pdfMs / 1000).toFixed(2)} s, ${(pdfBytes / 1000).toFixed(0)} KB`)
  console.log('| chapter pages | req/s | p99 ms |\n|---|---:|---:|')
  console.log(`| alone | ${quiet.requestsPerSecond.toFixed(0)} | ${quiet.p99Ms.toFixed(1)} |`)
  console.log(`| while ten PDFs are made | ${whilePdfs.requestsPerSecond.toFixed(0)} | ${whilePdfs.p99Ms.toFixed(1)} |`)
  console.log(`\n${made} of ten were made after ${(tenPdfsMs / 1000).toFixed(1)} s`)
}

if (import.meta.main) printPdf(await measurePdf())
