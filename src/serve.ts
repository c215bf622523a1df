// The running archive: opens the database, answers requests, does the work beside them, and stops without losing any.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { type Call, type Command, DATA_FLAG } from './cli/command.ts'
import { makeLog } from './cli/log.ts'
import { configOf, openArchive, OutOfOrder } from './cli/open-archive.ts'
import { type Config, portOf } from './config.ts'
import { Calibre } from './export/azw3/calibre.ts'
import { findCalibre } from './export/azw3/find-calibre.ts'
import { MACHINE_FOLDERS } from './export/pdf/fonts/machine-faces.ts'
import { hasTypst } from './export/pdf/load-typst.ts'
import { Typesetter } from './export/pdf/typesetter.ts'
import { flushMissesEvery } from './import/efiction/addresses/missed-addresses.ts'
import { fillDemo } from './demo/fill-demo.ts'
import { startJobs } from './jobs/start-jobs.ts'
import { openTransport } from './notices/transport.ts'
import { ImportRuns } from './import/runs/import-runs.ts'
import { hasOwner } from './people/create-owner.ts'
import { makeToken } from './people/token.ts'
import { Finder } from './search/finder.ts'
import { TextSearch } from './search/texts/text-search.ts'
import { forgetSettings, readSettings } from './site/settings.ts'
import { flushPlacesEvery } from './reading/keep-places.ts'
import { checkpointBeside } from './store/checkpoint-beside.ts'
import { type Hold, takeHold } from './store/hold.ts'
import type { Tables } from './store/tables.ts'
import { flushReadsEvery } from './works/count-reads.ts'
import { createApp } from './web/app.ts'
import { type Assets, buildAssets } from './web/assets.ts'
import { closeFront, createFront } from './web/front.ts'
import type { Parts } from './web/parts.ts'
import { paths } from './web/paths.ts'

export const serve: Command = {
  name: 'serve',
  summary: 'Run the archive. `npm start` does this.',
  flags: {
    port: { type: 'string', value: 'number', help: 'default 8080, or PORT; 0 takes a free one' },
    host: { type: 'string', value: 'address', help: 'default 127.0.0.1, or HOST; 0.0.0.0 lets the whole network in' },
    demo: { type: 'boolean', help: 'fill a new archive with stories, members and reviews to look around in' },
    ...DATA_FLAG,
  },
  run: async (call) => {
    const config = configOf(call, { host: call.text('host'), port: portFlag(call) })
    const archive = await startArchive(config, { demo: call.has('demo') })
    await stopSignal()
    await archive.stop()
  },
}

function portFlag(call: Call): number | undefined {
  const text = call.text('port')
  return text === undefined ? undefined : portOf(text)
}

export interface RunningArchive {
  /** As `http://127.0.0.1:8080`. */
  address: string
  /** The one-time link of the first run; null once the archive has an owner. */
  setupLink: string | null
  stop: () => Promise<void>
}

/** Everything that `serve` does, for it and for tests. */
export async function startArchive(config: Config, { demo }: { demo: boolean }): Promise<RunningArchive> {
  const log = makeLog(config.logLevel)
  const [db, assets] = await Promise.all([openArchive(config), buildAssets()])
  try {
    const hold = await holdWhileServing(db)
    if (demo) for (const line of await fillDemo(db, Date.now())) console.log(line)
    return await listen(config, { db, assets, log, hold })
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** For as long as the process lives: an import from the command line must not change what it keeps in memory. */
async function holdWhileServing(db: Kysely<Tables>): Promise<Hold> {
  const hold = await takeHold(db, 'serving', 'shared')
  if (hold) return hold
  throw new OutOfOrder('An import into this archive is at work. Start again when it is over.')
}

interface Opened {
  hold: Hold
  db: Kysely<Tables>
  assets: Assets
  log: Logger
}

const READS_EVERY_MS = 5000
const PLACES_EVERY_MS = 4000
const MISSES_EVERY_MS = 10_000

async function listen(config: Config, { db, assets, log, hold }: Opened): Promise<RunningArchive> {
  const setupToken = { current: (await hasOwner(db)) ? null : makeToken() }
  const { origin, trustProxy } = config
  const nudge = { jobs: () => {} }
  const ownAddress = { current: '' }
  const outside = { origin, trustProxy, ownAddress }
  const imports = await openImports(config, db, log)
  const { typesetter, calibre } = openBookMakers(config, log)
  const textSearch = new TextSearch({ db, thread: { dataDir: config.dataDir, durable: true } })
  const parts: Parts = {
    db,
    assets,
    log,
    now: Date.now,
    setupToken,
    ...outside,
    nudgeJobs: () => nudge.jobs(),
    imports,
    finder: new Finder({ db, log }),
    textSearch,
    typesetter,
    calibre,
  }
  const server = createFront(createApp(parts))
  if (log.isLevelEnabled('debug')) logRequests(server, log)
  const address = await open(server, config)
  ownAddress.current = address
  const stopCheckpoints = await checkpointBeside(db, {
    onTrouble: (err) => log.error({ err }, 'the thread that brings the log into the file has ended'),
  })
  void parts.finder.start()
  const jobs = startJobs({
    db,
    log,
    now: Date.now,
    transport: openTransport({ ...config, log }),
    keepTextsUp: () => textSearch.keepUp(),
    linkToReview: await reviewLinks(parts),
  })
  nudge.jobs = jobs.nudge
  const stopCounting = flushReadsEvery(db, READS_EVERY_MS, (err) => log.error({ err }, 'reads were not counted'))
  const stopPlacing = flushPlacesEvery(db, PLACES_EVERY_MS, (err) => log.error({ err }, 'reading places were not kept'))
  const stopMissing = flushMissesEvery(db, MISSES_EVERY_MS, (err) =>
    log.error({ err }, 'missed addresses were not counted'),
  )
  const setupLink = setupToken.current && address + paths.setup({ token: setupToken.current })
  greet(address, setupLink)
  const stop = async () => {
    await closeFront(server)
    await imports.close()
    typesetter?.close()
    calibre?.close()
    await jobs.stop()
    await textSearch.close()
    await stopCounting()
    await stopPlacing()
    await stopMissing()
    await parts.finder.stop()
    await stopCheckpoints()
    await hold.release()
    await db.destroy()
    log.flush()
  }
  return { address, setupLink, stop }
}

/** What makes the formats that an archive has only where the programs for them are installed. */
function openBookMakers({ fontsDir, ebookConvert }: Config, log: Logger) {
  const program = findCalibre(ebookConvert)
  if (ebookConvert !== null && ebookConvert !== 'off' && program === null) {
    log.warn({ ebookConvert }, 'EBOOK_CONVERT names no program: there are no AZW3 files')
  }
  return {
    typesetter: hasTypst() ? new Typesetter([fontsDir, ...MACHINE_FOLDERS]) : null,
    calibre: program === null ? null : new Calibre(program),
  }
}

async function openImports({ importDir, importMaxBytes }: Config, db: Kysely<Tables>, log: Logger) {
  const forget = () => forgetSettings(db)
  const imports = new ImportRuns({ db, log, now: Date.now, folder: importDir, maxBytes: importMaxBytes, forget })
  await imports.open()
  return imports
}

/** Mails about reviews are made outside of any request, so the archive must know its own address for a link. */
async function reviewLinks({ db, origin }: Parts) {
  let { address } = await readSettings(db)
  const refresh = async () => ({ address } = await readSettings(db))
  return (id: number, kind: 'review' | 'work' = 'review') => {
    refresh().catch(() => {})
    const own = origin ?? address
    if (own === '') return null
    return own + (kind === 'work' ? paths.work({ work: id }) : paths.review({ review: id }))
  }
}

async function open(server: Server, { host, port }: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = server.address() as AddressInfo
  const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address
  return `http://${name === '0.0.0.0' || name === '[::]' ? 'localhost' : name}:${bound.port}`
}

/** In one writing, so that whoever reads it by program has all of it or nothing. */
function greet(address: string, setupLink: string | null): void {
  const setup = setupLink ? `\nIt has no owner yet. Set it up here, once:\n\n  ${setupLink}\n` : ''
  console.log(`The archive is open at ${address}${setup}`)
}

function logRequests(server: Server, log: Logger): void {
  server.on('request', (request, response) => {
    const started = performance.now()
    response.on('close', () => {
      const ms = Math.round((performance.now() - started) * 10) / 10
      log.debug({ status: response.statusCode, ms }, `${request.method} ${request.url}`)
    })
  })
}

const IMPATIENT_MS = 1000

/** Once asked to stop, a second Ctrl-C after a moment ends it at once. (A terminal's first one may arrive twice.) */
async function stopSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
  const asked = Date.now()
  process.on('SIGINT', () => {
    if (Date.now() - asked > IMPATIENT_MS) process.exit(130)
  })
}
