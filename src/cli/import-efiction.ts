import { appendFileSync, statSync, writeFileSync } from 'node:fs'
import { importSite } from '../import/efiction/import-site.ts'
import type { ImportProgress } from '../import/efiction/progress.ts'
import type { ImportReport } from '../import/efiction/report.ts'
import { type Call, type Command, DATA_FLAG, UsageError } from './command.ts'
import { configOf, openArchive } from './open-archive.ts'
import { Progress } from './progress.ts'
import { reportLines } from './report-lines.ts'

export const importEfiction: Command = {
  name: 'import efiction',
  words: ['<dump>'],
  summary: 'Move an eFiction site in from a dump of its database (.sql or .sql.gz). Safe to repeat.',
  flags: {
    files: {
      type: 'string',
      value: 'place',
      help: 'folder, .tar.gz or .zip with the chapters, where they were kept in files',
    },
    prefix: { type: 'string', value: 'word', help: 'what stands before fanfiction_ in the names of the tables' },
    timezone: { type: 'string', value: 'zone', help: 'the clock of the old server, as Europe/Paris (default: UTC)' },
    report: { type: 'string', value: 'file', help: 'also write the report there, as JSON' },
    ...DATA_FLAG,
  },
  run: async (call) => {
    const options = optionsOf(call)
    const reportFile = call.text('report')
    if (reportFile) appendFileSync(reportFile, '') // a place that cannot be written is told before the work, not after
    const db = await openArchive(configOf(call))
    const progress = new Progress()
    try {
      const onProgress = (step: ImportProgress) => progress.show(stepOf(step))
      const report = await importSite(db, { ...options, now: Date.now(), onProgress })
      progress.end()
      tell(report, reportFile)
    } finally {
      await db.destroy()
    }
  },
}

function optionsOf(call: Call) {
  const [dump] = call.words as [string]
  const files = call.text('files') ?? null
  refuseMissing(dump)
  if (files) refuseMissing(files)
  const timeZone = call.text('timezone')
  if (timeZone && !isTimeZone(timeZone)) throw new UsageError(`"${timeZone}" is not a time zone such as Europe/Paris.`)
  return { dump, files, prefix: call.text('prefix') ?? null, timeZone }
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

function tell(report: ImportReport, file: string | undefined): void {
  for (const line of reportLines(report)) console.log(line)
  if (file === undefined) return
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
  console.log(`The whole report is in ${file}.`)
}
