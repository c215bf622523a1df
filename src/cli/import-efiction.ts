import { statSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { previewReading } from '../import/efiction/preview-reading.ts'
import { type Call, type Command, DATA_FLAG, UsageError } from './command.ts'
import { configOf } from './open-archive.ts'
import { askPassword } from './prompt.ts'
import { ReportFiles } from './report-files.ts'
import { reportLines } from './report-lines.ts'
import { runImport } from './run-import.ts'

export const importEfiction: Command = {
  name: 'import efiction',
  words: ['[dump…]'],
  summary:
    'Move an eFiction site in from a dump of its database: .sql, plain or packed, in one file, in several or in a folder. Safe to repeat. Exit code 0 when every row is accounted for, 1 when something failed.',
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
    charset: {
      type: 'string',
      value: 'name',
      help: 'what bytes mean that are not UTF-8, as windows-1251 or big5 (default: what the dump says, or windows-1252)',
    },
    preview: {
      type: 'boolean',
      help: 'with --charset: show ten values as they are read without it and with it, and stop',
    },
    'no-mend': { type: 'boolean', help: 'leave texts as the old program bent them' },
    'dry-run': { type: 'boolean', help: 'read everything and tell what would come over, but write nothing' },
    report: {
      type: 'string',
      value: 'file',
      multiple: true,
      help: 'also write the report there, as JSON or, where the name ends in .html, as a page; may be given twice',
    },
    ...DATA_FLAG,
  },
  run: async (call) => {
    const options = await optionsOf(call)
    if (call.has('preview')) return showPreview(options)
    const isLargeSite = options.from !== undefined || options.dump.some(isLarge)
    if (isLargeSite && !process.execArgv.some(isNursery)) setFlagsFromString('--optimize-for-size')
    const files = new ReportFiles(call.texts('report'))
    try {
      const report = await runImport(configOf(call), options, files)
      await files.write(report, Date.now())
      for (const line of reportLines(report)) console.log(line)
      for (const path of files.paths) console.log(`The whole report is in ${path}.`)
      return report.verdict.line === null ? 1 : 0
    } finally {
      files.close()
    }
  },
}

/** Set by the program's own start; it spares memory at a smaller price. */
function isNursery(flag: string): boolean {
  return flag.startsWith('--max-semi-space-size')
}

/** From here on V8 would fill 150 MB with the texts of batches that are over before it clears them away. */
const LARGE_BYTES = 8_000_000

function isLarge(path: string): boolean {
  const found = statSync(path)
  return found.isDirectory() || found.size > LARGE_BYTES
}

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
  return {
    dump,
    ...server,
    files,
    prefix: call.text('prefix') ?? null,
    timeZone,
    charset: call.text('charset') ?? null,
    mend: !call.has('no-mend'),
    acceptCut: call.has('accept-cut'),
    dryRun: call.has('dry-run'),
  }
}

async function showPreview({ charset, prefix, ...source }: Awaited<ReturnType<typeof optionsOf>>): Promise<number> {
  if (charset === null) throw new UsageError('--preview shows what a --charset would change; name one.')
  const samples = await previewReading(source, charset, prefix ?? '')
  if (samples.length === 0) console.log(`${charset} changes nothing: every value is read the same without it.`)
  for (const { table, row, before, after } of samples) {
    console.log(`${table} ${row}\n  as it is:  ${before}\n  ${charset}: ${after}`)
  }
  return 0
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
