// An import from the command line: alone with the archive, with progress, and with a sentence for all that can go wrong.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Config } from '../config.ts'
import { type ImportOptions, importSite } from '../import/efiction/import-site.ts'
import type { ImportProgress } from '../import/efiction/progress.ts'
import type { ImportReport } from '../import/efiction/report/report.ts'
import { Pace } from '../import/pace.ts'
import { recordFinishedRun } from '../import/runs/record-finished-run.ts'
import { troubleOf } from '../import/trouble.ts'
import { takeInAll, type Told } from '../search/texts/reindex.ts'
import { takeInBeside } from '../search/texts/take-in-beside.ts'
import { type Hold, takeHold } from '../store/hold.ts'
import { listPendingMigrations, migrate } from '../store/migrate.ts'
import { PassingFolder } from '../store/passing-folder.ts'
import type { Tables } from '../store/tables.ts'
import { closeTexts, openTexts } from '../store/texts-file.ts'
import { OutOfOrder, openArchive, openUnchanged } from './open-archive.ts'
import { Progress, timeLeft } from './progress.ts'
import type { ReportFiles } from './report-files.ts'

export type CallOptions = Omit<ImportOptions, 'now' | 'onProgress' | 'onException' | 'signal' | 'alone'>

/** Stops at SIGINT and SIGTERM between two transactions. */
export async function runImport(config: Config, options: CallOptions, files: ReportFiles): Promise<ImportReport> {
  return options.dryRun ? tryOut(config, options, files) : moveIn(config, options, files)
}

async function moveIn(config: Config, options: CallOptions, files: ReportFiles): Promise<ImportReport> {
  const stop = stopOnSignal('Stopped. What has come over is complete; the same command goes on from there.')
  const db = await openUnchanged(config)
  const holds: Hold[] = []
  let texts: Kysely<Tables> | null = null
  try {
    await holdArchive(db, holds)
    await migrate(db)
    texts = openTexts(db)
    const alone = config.databaseUrl === null
    const place = { dataDir: config.dataDir, stop }
    const report = await takeInBeside(texts, () => importShowing(db, { ...options, alone }, files, place))
    await recordFinishedRun(db, report, files.exceptions(), Date.now())
    await takeInRest(texts, stop)
    return report
  } finally {
    if (texts) await closeTexts(texts, db)
    for (const hold of holds) await hold.release()
    await db.destroy().catch(() => {})
    stop.forget()
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

async function holdArchive(db: Kysely<Tables>, holds: Hold[]): Promise<void> {
  for (const [name, why] of [
    ['serving', SERVED],
    ['importing', IMPORTED],
  ] as const) {
    const hold = await takeHold(db, name, 'alone')
    if (!hold) throw new OutOfOrder(why)
    holds.push(hold)
  }
}

/** Writes nothing, not even an empty archive where there is none; may run beside a server. */
async function tryOut(config: Config, options: CallOptions, files: ReportFiles): Promise<ImportReport> {
  const isNew = config.databaseUrl === null && !existsSync(join(config.dataDir, 'fanfold.sqlite'))
  const stop = stopOnSignal('Stopped. Nothing was written.')
  const trial = isNew ? new PassingFolder('trial') : null
  const dataDir = trial?.path ?? config.dataDir
  const db = isNew ? await openArchive({ ...config, dataDir }) : await openUnchanged(config)
  try {
    const pending = await listPendingMigrations(db)
    if (pending.length > 0) throw new OutOfOrder('This archive was made by an older Fanfold. Run: fanfold migrate')
    stop.signal.throwIfAborted()
    return await importShowing(db, options, files, { dataDir, stop })
  } finally {
    await db.destroy().catch(() => {})
    trial?.remove()
    stop.forget()
  }
}

interface Place {
  dataDir: string
  stop: Stop
}

async function importShowing(
  db: Kysely<Tables>,
  options: Omit<ImportOptions, 'now'>,
  files: ReportFiles,
  { dataDir, stop }: Place,
): Promise<ImportReport> {
  const progress = new Progress()
  const pace = new Pace(Date.now)
  const onProgress = (step: ImportProgress) => {
    pace.see(step)
    const left = pace.overall().secondsLeft
    progress.show({ ...stepOf(step), whole: left === null ? '' : `about ${timeLeft(left)} for all` })
  }
  try {
    const onException: ImportOptions['onException'] = (each) => files.add(each)
    return await importSite(db, { ...options, now: Date.now(), onProgress, onException, signal: stop.signal })
  } catch (error) {
    const trouble = troubleOf(error, { dataDir, dryRun: options.dryRun ?? false })
    throw trouble ? new OutOfOrder(trouble) : error
  } finally {
    progress.end()
  }
}

function stepOf({ phase, done, total }: ImportProgress) {
  return { label: phase, done, total, unit: phase === 'dump' ? ('bytes' as const) : ('things' as const) }
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
