// One measurement in a process of its own, so that its peak of memory is its own:
//   node bench/import-step.ts parse|spool|sqlite|postgres DUMP
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { importSite } from '../src/import/efiction/import-site.ts'
import type { ImportProgress } from '../src/import/efiction/progress.ts'
import { openDump } from '../src/import/efiction/read/open-dump.ts'
import { Spool } from '../src/import/efiction/read/spool.ts'
import { closeTexts, openTexts } from '../src/store/texts-file.ts'
import { takeInAll } from '../src/search/texts/reindex.ts'
import { takeInBeside } from '../src/search/texts/take-in-beside.ts'
import { type DatabasePlace, openDatabase } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'

export interface Step {
  seconds: number
  /** Of all threads. */
  cpuSeconds: number
  peakMib: number
  /** Seconds, by what was being brought over. */
  phases: Record<string, number>
  rows: Record<string, number>
}

type Kind = 'parse' | 'spool' | 'sqlite' | 'postgres'

async function parse(dump: string): Promise<void> {
  let rows = 0
  const source = await openDump(dump)
  for await (const events of source.events()) rows += events.length
  if (rows === 0) throw new Error(`${dump} has no rows.`)
}

async function spool(dump: string): Promise<void> {
  const spool = new Spool()
  await spool.fill(await openDump(dump))
  spool.close()
}

async function intoArchive(dump: string, place: DatabasePlace): Promise<Pick<Step, 'phases' | 'rows'>> {
  const db = openDatabase(place)
  await migrate(db)
  const phases: Record<string, number> = {}
  let since = performance.now()
  let phase = 'dump'
  const onProgress = (progress: ImportProgress) => {
    if (progress.phase === phase) return
    phases[phase] = (phases[phase] ?? 0) + (performance.now() - since) / 1000
    phase = progress.phase
    since = performance.now()
  }
  const texts = openTexts(db)
  const options = { dump, now: Date.UTC(2026, 0, 1), alone: true, onProgress }
  // Like this and as follows, the command does it.
  const report = await takeInBeside(texts, () => importSite(db, options))
  phases[phase] = (phases[phase] ?? 0) + (performance.now() - since) / 1000
  since = performance.now()
  await takeInAll(texts, () => {}, { alone: true })
  await closeTexts(texts, db)
  phases['text index'] = (performance.now() - since) / 1000
  const [chapters, reviews] = await Promise.all(
    ['chapter', 'review'].map(async (table) => {
      const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)
      return Number(rows[0]!.count)
    }),
  )
  await db.destroy()
  if (report.tables.length === 0) throw new Error('Nothing was brought over.')
  return { phases, rows: { chapters: chapters!, reviews: reviews! } }
}

async function sqlite(dump: string) {
  const dataDir = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'fanfold-bench-'))
  // To take the archive away is no part of moving in.
  process.once('exit', () => rmSync(dataDir, { recursive: true }))
  return intoArchive(dump, { url: null, dataDir })
}

async function postgres(dump: string) {
  const address = new URL(process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/test')
  const name = `fanfold_bench_${process.pid}`
  const admin = openDatabase({ url: address.href, dataDir: '' })
  await sql`create database ${sql.id(name)}`.execute(admin)
  try {
    const url = new URL(address)
    url.pathname = `/${name}`
    return await intoArchive(dump, { url: url.href, dataDir: tmpdir() })
  } finally {
    await sql`drop database ${sql.id(name)} with (force)`.execute(admin)
    await admin.destroy()
  }
}

const KINDS: Record<Kind, (dump: string) => Promise<Pick<Step, 'phases' | 'rows'> | void>> = {
  parse,
  spool,
  sqlite,
  postgres,
}

function peakMib(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024
  } catch {
    return process.resourceUsage().maxRSS / 1024
  }
}

const [kind, dump] = process.argv.slice(2) as [Kind, string]
const started = performance.now()
const found = await KINDS[kind](dump)
const { user, system } = process.cpuUsage()
const step: Step = {
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: (user + system) / 1e6,
  peakMib: peakMib(),
  phases: found?.phases ?? {},
  rows: found?.rows ?? {},
}
console.log(JSON.stringify(step))
