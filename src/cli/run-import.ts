// An import from the command line: alone with the archive, with progress, and with a sentence for all that can go wrong.
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Config } from '../config.ts'
import type { ImportOptions } from '../import/efiction/import-options.ts'
import { importSite, moveSite } from '../import/efiction/import-site.ts'
import { type SiteInHand, readSite } from '../import/efiction/read-site.ts'
import { refuseWithoutRoom } from '../import/efiction/refuse-without-room.ts'
import type { ImportReport } from '../import/efiction/report/report.ts'
import { recordFinishedRun } from '../import/runs/record-finished-run.ts'
import { takeInAll, type Told } from '../search/texts/reindex.ts'
import { takeInBeside } from '../search/texts/take-in-beside.ts'
import { type Hold, takeHold } from '../store/hold.ts'
import { migrate } from '../store/migrate.ts'
import { PassingFolder } from '../store/passing-folder.ts'
import { roomForNew } from '../store/room.ts'
import type { Tables } from '../store/tables.ts'
import { closeTexts, openTexts } from '../store/texts-file.ts'
import { isThere, OutOfOrder, openArchive, openUnchanged, refuseUnusableFolder } from './open-archive.ts'
import { Progress } from './progress.ts'
import type { ReportFiles } from './report-files.ts'
import { Telling } from './telling.ts'

export type CallOptions = Omit<ImportOptions, 'now' | 'onProgress' | 'onException' | 'signal' | 'alone'>

/** Stops at SIGINT and SIGTERM between two transactions. */
export async function runImport(config: Config, options: CallOptions, files: ReportFiles): Promise<ImportReport> {
  return options.dryRun ? tryOut(config, options, files) : moveIn(config, options, files)
}

/** Nothing is written, and no archive made, before the dump has been read to its end and found good. */
async function moveIn(config: Config, options: CallOptions, files: ReportFiles): Promise<ImportReport> {
  const stop = stopOnSignal('Stopped. What has come over is complete; the same command goes on from there.')
  const telling = new Telling({ ...options, alone: config.databaseUrl === null }, files, stop.signal)
  let archive: HeldArchive | null = null
  let read: SiteInHand | null = null
  try {
    if (isThere(config)) archive = await openHeld(config)
    else refuseUnusableFolder(config.dataDir)
    read = await telling.during(null, (options) => readSite(options, archive?.db ?? null))
    if (!archive) refuseWithoutRoom(await roomForNew(config.dataDir), read.spool, { dryRun: false, isHere: false })
    const isNew = archive === null
    archive ??= await openHeld(config)
    const lines = linesOf(config, read, options)
    if (isNew) rmSync(lines, { force: true })
    await files.keepIn(lines)
    return await moveInto(archive.db, read, { telling, files, stop, dataDir: config.dataDir })
  } finally {
    read?.spool.close()
    await archive?.close()
    stop.forget()
  }
}

/** Where lines of the report are kept until the import is over, so that one that goes on can tell all of them. */
function linesOf({ dataDir }: Config, { site }: SiteInHand, { keptFrom = '' }: CallOptions): string {
  const key = [keptFrom, site.prefix, site.settings.text('sitekey')].join('\0')
  return join(dataDir, `import-${createHash('sha256').update(key).digest('hex').slice(0, 12)}.lines`)
}

interface Moving {
  telling: Telling
  files: ReportFiles
  stop: Stop
  dataDir: string
}

async function moveInto(db: Kysely<Tables>, read: SiteInHand, { telling, files, stop, dataDir }: Moving) {
  await migrate(db)
  const texts = openTexts(db)
  try {
    const move = () => telling.during(dataDir, (options) => moveSite(db, read, options))
    const report = await files.completed(await takeInBeside(texts, move))
    await recordFinishedRun(db, report, files.exceptions(), Date.now())
    files.forgetAtEnd()
    await takeInRest(texts, stop)
    return report
  } finally {
    await closeTexts(texts, db)
  }
}

/** Searches find what came over; stopped, the next server does the rest. */
async function takeInRest(texts: Kysely<Tables>, stop: Stop): Promise<void> {
  const progress = new Progress()
  try {
    const tell = ({ done, total }: Told) => {
      stop.signal.throwIfAborted()
      progress.show({ label: 'texts for searches', done, total })
    }
    await takeInAll(texts, tell, { alone: true })
  } catch (error) {
    if (!stop.signal.aborted) throw error
    console.log('Stopped. All has come over; searches will find the rest of it once the archive runs.')
  } finally {
    progress.end()
  }
}

/** What a server keeps in memory would no longer be true; its import page tells it of every change. */
const SERVED = `A server is running on this archive. Stop it first, or import in the browser: /moderation/import`
const IMPORTED = 'Another import into this archive is at work. Wait until it is over, or stop it.'

interface HeldArchive {
  db: Kysely<Tables>
  close: () => Promise<void>
}

/** Makes the archive where there is none. */
async function openHeld(config: Config): Promise<HeldArchive> {
  const db = await openUnchanged(config)
  const holds: Hold[] = []
  const close = async () => {
    for (const hold of holds) await hold.release()
    await db.destroy().catch(() => {})
  }
  try {
    await holdArchive(db, holds)
  } catch (error) {
    await close()
    throw error
  }
  return { db, close }
}

async function holdArchive(db: Kysely<Tables>, holds: Hold[]): Promise<void> {
  for (const [name, why] of [
    ['importing', IMPORTED],
    ['serving', SERVED],
  ] as const) {
    const hold = await takeHold(db, name, 'alone')
    if (!hold) throw new OutOfOrder(why)
    holds.push(hold)
  }
}

/** Writes nothing, not even an empty archive where there is none; may run beside a server. */
async function tryOut(config: Config, options: CallOptions, files: ReportFiles): Promise<ImportReport> {
  const stop = stopOnSignal('Stopped. Nothing was written.')
  const telling = new Telling(options, files, stop.signal)
  const trial = isThere(config) ? null : new PassingFolder('trial')
  const db = trial ? await openArchive({ ...config, dataDir: trial.path }) : await openUnchanged(config)
  try {
    stop.signal.throwIfAborted()
    return await telling.during(null, (options) => importSite(db, options))
  } finally {
    await db.destroy().catch(() => {})
    trial?.remove()
    stop.forget()
  }
}

interface Stop {
  signal: AbortSignal
  forget: () => void
}

const KILLED = 130

/** The first Ctrl-C waits for the end of a transaction, the second does not. */
function stopOnSignal(says: string): Stop {
  const controller = new AbortController()
  const stop = () => {
    // What is to be taken away at the end still is.
    if (controller.signal.aborted) process.exit(KILLED)
    controller.abort(new OutOfOrder(says))
  }
  const forget = () => SIGNALS.forEach((name) => process.off(name, stop))
  SIGNALS.forEach((name) => process.on(name, stop))
  return { signal: controller.signal, forget }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
