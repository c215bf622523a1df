import { statSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import type { Config } from '../config.ts'
import { type ImportOptions, importSite } from '../import/efiction/import-site.ts'
import type { ImportProgress } from '../import/efiction/progress.ts'
import type { ImportReport } from '../import/efiction/report/report.ts'
import { type Call, type Command, DATA_FLAG, UsageError } from './command.ts'
import { OutOfOrder, configOf, openArchive } from './open-archive.ts'
import { Progress } from './progress.ts'
import { askPassword } from './prompt.ts'
import { ReportFile } from './report-file.ts'
import { reportLines } from './report-lines.ts'

export const importEfiction: Command = {
  name: 'import efiction',
  words: ['[dump…]'],
  summary:
    'Move an eFiction site in from a dump of its database: .sql, plain or packed, in one file, in several or in a folder. Safe to repeat.',
  flags: {
    from: {
      type: 'string',
      value: 'address',
      help: 'read a live server instead, as mysql://user@host/database; the password from MYSQL_PWD, or asked for',
    },
    'accept-cut': { type: 'boolean', help: 'read what is there of a dump that was cut off' },
    files: {
      type: 'string',
      value: 'place',
      help: 'folder, .tar.gz or .zip with the chapters, where they were kept in files',
    },
    prefix: {
      type: 'string',
      value: 'word',
      help: 'which site of the dump: what its tables are called, as x_fanfiction_',
    },
    timezone: { type: 'string', value: 'zone', help: 'the clock of the old server, as Europe/Paris (default: UTC)' },
    report: { type: 'string', value: 'file', help: 'also write the report there, as JSON' },
    ...DATA_FLAG,
  },
  run: async (call) => {
    const options = await optionsOf(call)
    if (options.from !== undefined || options.dump.some(isLarge)) setFlagsFromString('--optimize-for-size')
    const place = call.text('report')
    const file = place === undefined ? null : new ReportFile(place)
    try {
      const report = await importInto(configOf(call), { ...options, onException: (each) => file?.add(each) })
      for (const line of reportLines(report)) console.log(line)
      file?.finish(report)
      if (file) console.log(`The whole report is in ${file.path}.`)
    } catch (error) {
      file?.discard()
      throw error
    }
  },
}

/** From here on V8 would fill 150 MB with the texts of batches that are over before it clears them away. */
const LARGE_BYTES = 8_000_000

function isLarge(path: string): boolean {
  const found = statSync(path)
  return found.isDirectory() || found.size > LARGE_BYTES
}

type Options = Omit<ImportOptions, 'now' | 'onProgress' | 'signal'>

async function importInto(config: Config, options: Options): Promise<ImportReport> {
  const db = await openArchive(config)
  const progress = new Progress()
  const stop = stopOnSignal()
  try {
    const onProgress = (step: ImportProgress) => progress.show(stepOf(step))
    return await importSite(db, { ...options, now: Date.now(), onProgress, signal: stop.signal })
  } finally {
    progress.end()
    stop.forget()
    await db.destroy()
  }
}

/** The first Ctrl-C waits for the end of a transaction, the second does not. */
function stopOnSignal(): { signal: AbortSignal; forget: () => void } {
  const controller = new AbortController()
  const reason = new OutOfOrder('Stopped. What has come over is complete; the same command goes on from there.')
  const stop = () => {
    forget()
    controller.abort(reason)
  }
  const forget = () => SIGNALS.forEach((name) => process.off(name, stop))
  SIGNALS.forEach((name) => process.on(name, stop))
  return { signal: controller.signal, forget }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

async function optionsOf(call: Call) {
  const dump = [...call.words]
  const files = call.text('files') ?? null
  const from = call.text('from')
  if (dump.length > 0 && from !== undefined) throw new UsageError('Give a dump or --from, not both.')
  if (dump.length === 0 && from === undefined) throw new UsageError('Give the path of a dump, or a server with --from.')
  dump.forEach(refuseMissing)
  if (files) refuseMissing(files)
  const timeZone = call.text('timezone')
  if (timeZone && !isTimeZone(timeZone)) throw new UsageError(`"${timeZone}" is not a time zone such as Europe/Paris.`)
  const server = from === undefined ? {} : { from: await withPassword(from, call) }
  return { dump, ...server, files, prefix: call.text('prefix') ?? null, timeZone, acceptCut: call.has('accept-cut') }
}

/** What stands on the command line can be read by every user of the machine while the program runs. */
async function withPassword(from: string, call: Call): Promise<string> {
  const url = URL.canParse(from) ? new URL(from) : null
  if (!url || url.password !== '' || url.hostname === '') return from
  const known = call.environment.MYSQL_PWD
  url.password = encodeURIComponent(
    known ?? (process.stdin.isTTY ? await askPassword('Password of the old database') : ''),
  )
  return url.href
}

function refuseMissing(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })) throw new UsageError(`There is no file or folder ${path}.`)
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function stepOf({ phase, done, total }: ImportProgress) {
  return { label: phase, done, total, unit: phase === 'dump' ? ('bytes' as const) : ('things' as const) }
}
