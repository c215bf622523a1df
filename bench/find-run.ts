// `npm run bench:find`: fills an archive of 200,000 works (with --large of a million), starts the real server and
// measures everything that finds works, as whole answers.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cpus } from 'node:os'
import { startSession } from '../src/people/sessions.ts'
import { openDatabase } from '../src/store/database.ts'
import { type Ask, Asks } from './find/asks.ts'

import { fillFind } from './find/fill-find.ts'
import { Lines } from './find/lines.ts'
import { measureMerge } from './find/merging.ts'
import { printFind, type Row } from './find/print-find.ts'
import { measureSaves } from './find/saves.ts'
import { LARGE, ORDINARY } from './find/size.ts'
import { TextAsks } from './find/text-asks.ts'
import { measure } from './load.ts'
import { startArchive } from './server.ts'
import { settleArchive } from './settle-archive.ts'

const CONNECTIONS = 8

const { values: flags } = parseArgs({
  options: {
    large: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '8' },
    only: { type: 'string' },
    json: { type: 'string' },
  },
})
const size = flags.large ? LARGE : ORDINARY
const folder = join(import.meta.dirname, '../.cache/bench', `find-${size.works}`)
await makeReady()
const cookie = await ownersCookie()
const lines = new Lines()
const archive = await startArchive(folder, { LOG_LEVEL: 'info' }, (line) => lines.take(line))
const built = (await lines.next('the index of works is ready')) as { works: number; ms: number }
const named = (await lines.next('the names are ready')) as { names: number; ms: number }
const memory = { startMib: archive.memoryMib(), endMib: 0 }
const rows: Row[] = []
const asks = new Asks(folder).list(flags.large)
const textAsks = new TextAsks(folder)
const [chapterPage, everywhere] = [asks.find(({ name }) => name === 'chapter page')!, textAsks.everywhere()]
for (const ask of [...asks, ...textAsks.list(flags.large)])
  if (isWanted(ask.name)) rows.push(...(await measureBoth(ask)))
if (isWanted(everywhere.name)) {
  const beside = { ...chapterPage, name: 'chapter page meanwhile', mark: 50 }
  rows.push(...(await Promise.all([measureAsk(everywhere), measureAsk(beside)])))
}
const asOwner = { origin: archive.origin, folder, cookie }
const saved = isWanted('saves') ? await measureSaves(asOwner, size.texts) : null
const merged = isWanted('merging') ? await measureMerge(asOwner) : null
memory.endMib = archive.memoryMib()
await archive.stop()

const result = {
  at: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model,
  built,
  named,
  memory,
  rows,
  saved,
  merged,
}
printFind(result)
if (flags.json) writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`)

function isWanted(name: string): boolean {
  return flags.only === undefined || name.includes(flags.only)
}

/** As often as it is asked, and where it is possible, as nobody has asked yet. */
async function measureBoth(ask: Ask): Promise<Row[]> {
  const { name, mark, fresh, headers = {} } = ask
  const usual = await measureAsk(ask)
  if (!fresh) return [usual]
  const load = {
    origin: archive.origin,
    paths: fresh,
    headers,
    connections: CONNECTIONS,
    seconds: Number(flags.seconds),
  }
  return [usual, { name: `${name}, never asked before`, mark, ...(await measure(load)) }]
}

/** Two seconds for warming up, unmeasured. */
async function measureAsk({ name, paths, mark, headers = {} }: Ask): Promise<Row> {
  const load = { origin: archive.origin, paths, headers, connections: CONNECTIONS }
  await measure({ ...load, seconds: 2 })
  return { name, mark, ...(await measure({ ...load, seconds: Number(flags.seconds) })) }
}

async function ownersCookie(): Promise<string> {
  const db = openDatabase({ url: null, dataDir: folder })
  const token = await startSession(db, 1, 'bench', Date.now())
  await db.destroy()
  return `fanfold_session=${token}`
}

async function makeReady(): Promise<void> {
  const ready = join(folder, 'ready')
  if (flags.fresh) rmSync(folder, { recursive: true, force: true })
  if (!existsSync(ready)) await fill(ready)
  await settleArchive(folder)
}

async function fill(ready: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const started = Date.now()
  await fillFind(folder, size, (works) => console.log(`filled ${works} of ${size.works} works`))
  writeFileSync(ready, '')
  console.log(`Filled the archive in ${Math.round((Date.now() - started) / 1000)} s.`)
}
