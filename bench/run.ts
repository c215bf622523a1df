// `npm run bench`: fills a large archive, starts the real server and a bare one beside it, and measures both.
//   npm run bench -- --seconds 8 --json bench.json --postgres
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startSession } from '../src/people/sessions.ts'
import { openDatabase } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import type { Answer } from './bare.ts'
import { measureBooks, printBooks } from './books.ts'
import { fill, LARGE } from './fill.ts'
import { measureImport } from './import.ts'
import { HAS_WRK, type Measured, measure } from './load.ts'
import { pagesToAsk } from './pages.ts'
import { measurePdf, printPdf } from './pdf.ts'
import { printTable, type Row } from './report.ts'
import { type Running, startArchive, startBare } from './server.ts'
import { settleArchive } from './settle-archive.ts'

const CONNECTIONS = 16
const KEPT = join(import.meta.dirname, '../.cache/bench')

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    json: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})
const seconds = Number(flags.seconds)

const dataDir = await largeArchive()
const cookie = await memberCookie(dataDir)
const archive = await startArchive(dataDir)
const rows = await measureAll(archive)
const memoryMib = archive.memoryMib()
await archive.stop()
const books = flags.only && flags.only !== 'books' ? null : await measureBooks()
const imported = flags.only ? null : await measureImport()
const pdf = flags.only && flags.only !== 'pdf' ? null : await measurePdf()

const result = {
  at: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model,
  tool: HAS_WRK ? 'wrk' : 'autocannon',
  connections: CONNECTIONS,
  seconds,
  startMs: archive.startMs,
  memoryMib,
  import: imported,
  books,
  pdf,
  pages: rows,
}
printTable(result)
if (books) printBooks(books)
if (!flags.only || flags.only === 'pdf') printPdf(pdf)
if (flags.json) writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`)

async function largeArchive(): Promise<string> {
  const folder = join(KEPT, `archive-${LARGE.works}`)
  const ready = join(folder, 'ready')
  if (flags.fresh) rmSync(folder, { recursive: true, force: true })
  if (existsSync(ready)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const started = Date.now()
  const db = openDatabase({ url: null, dataDir: folder, durable: false })
  await migrate(db)
  await fill(db, LARGE, (works) => works % 5000 === 0 && console.log(`filled ${works} of ${LARGE.works} works`))
  await db.destroy()
  await settleArchive(folder)
  writeFileSync(ready, '')
  console.log(`Filled a large archive in ${Math.round((Date.now() - started) / 1000)} s.`)
  return folder
}

async function memberCookie(folder: string): Promise<string> {
  const db = openDatabase({ url: null, dataDir: folder })
  const token = await startSession(db, 42, 'bench', Date.now())
  await db.destroy()
  return `fanfold_session=${token}`
}

async function measureAll(archive: Running): Promise<Row[]> {
  const rows: Row[] = []
  for (const { name, paths, member } of pagesToAsk(LARGE)) {
    if (flags.only && !name.includes(flags.only)) continue
    const headers: Record<string, string> = member ? { cookie } : {}
    const bare = await startBareWith(archive.origin, paths, headers)
    const load = { paths, headers, connections: CONNECTIONS }
    await measure({ ...load, origin: archive.origin, seconds: 2 })
    const yardstick = await measure({ ...load, origin: bare.origin, seconds: Math.max(2, seconds / 2) })
    const own = await measure({ ...load, origin: archive.origin, seconds })
    await bare.stop()
    rows.push(toRow(name, own, yardstick))
  }
  return rows
}

function toRow(name: string, own: Measured, bare: Measured): Row {
  return {
    name,
    ...own,
    bareRequestsPerSecond: bare.requestsPerSecond,
    ratio: own.requestsPerSecond / bare.requestsPerSecond,
  }
}

/** The bare server sends the very bytes, head and body, that the archive sent. */
async function startBareWith(
  origin: string,
  paths: readonly string[],
  headers: Record<string, string>,
): Promise<Running> {
  const answers: Record<string, Answer> = {}
  for (const path of paths) {
    const response = await fetch(origin + path, {
      headers: { ...headers, 'accept-encoding': 'identity' },
      redirect: 'manual',
    })
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}.`)
    const sent = Object.fromEntries(
      [...response.headers].filter(
        ([name]) => !['connection', 'date', 'keep-alive', 'transfer-encoding'].includes(name),
      ),
    )
    answers[path] = { headers: sent, body: Buffer.from(await response.arrayBuffer()).toString('base64') }
  }
  const file = join(tmpdir(), `fanfold-bench-${randomUUID()}.json`)
  writeFileSync(file, JSON.stringify(answers))
  const bare = await startBare(file)
  rmSync(file)
  return bare
}
