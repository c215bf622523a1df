// `npm run bench:find`: fills an archive of 200,000 works (with --large of a million), starts the real server and
// measures everything that finds works, as whole answers.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cpus } from 'node:os'
import { startSession } from '../src/people/sessions.ts'
import { openDatabase } from '../src/store/database.ts'
import { Asks } from './find/asks.ts'
import { fillFind } from './find/fill-find.ts'
import { Lines } from './find/lines.ts'
import { printFind, type Row } from './find/print-find.ts'
import { measureSaves } from './find/saves.ts'
import { LARGE, ORDINARY } from './find/size.ts'
import { measure } from './load.ts'
import { startArchive } from './server.ts'

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
const memory = { startMib: archive.memoryMib(), endMib: 0 }
const rows: Row[] = []
for (const { name, paths, mark } of new Asks(folder).list(flags.large)) {
  if (flags.only && !name.includes(flags.only)) continue
  const load = { origin: archive.origin, paths, connections: CONNECTIONS }
  await measure({ ...load, seconds: 2 })
  rows.push({ name, mark, ...(await measure({ ...load, seconds: Number(flags.seconds) })) })
}
const saved =
  flags.only && flags.only !== 'saves' ? null : await measureSaves(archive.origin, folder, cookie, size.works)
memory.endMib = archive.memoryMib()
await archive.stop()

const result = {
  at: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model,
  built,
  memory,
  rows,
  saved,
}
printFind(result)
if (flags.json) writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`)

async function ownersCookie(): Promise<string> {
  const db = openDatabase({ url: null, dataDir: folder })
  const token = await startSession(db, 1, 'bench', Date.now())
  await db.destroy()
  return `fanfold_session=${token}`
}

async function makeReady(): Promise<void> {
  const ready = join(folder, 'ready')
  if (flags.fresh) rmSync(folder, { recursive: true, force: true })
  if (existsSync(ready)) return
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const started = Date.now()
  await fillFind(folder, size, (works) => console.log(`filled ${works} of ${size.works} works`))
  writeFileSync(ready, '')
  console.log(`Filled the archive in ${Math.round((Date.now() - started) / 1000)} s.`)
}
