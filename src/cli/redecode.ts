import type { Config } from '../config.ts'
import { listKeptSources } from '../import/efiction/read/kept-rows.ts'
import { listPendingMigrations } from '../store/migrate.ts'
import { type Call, type Command, DATA_FLAG, UsageError } from './command.ts'
import { OutOfOrder, configOf, isThere, openUnchanged } from './open-archive.ts'
import { ReportFiles } from './report-files.ts'
import { reportLines } from './report-lines.ts'
import { runImport } from './run-import.ts'

export const redecode: Command = {
  name: 'import redecode',
  words: ['[site]'],
  summary:
    'Read the texts of a site that moved in once more, by the rules of today, from the bytes that the archive has kept. What was edited here stays. The site is named by its key where there are several.',
  flags: {
    charset: {
      type: 'string',
      value: 'name',
      help: 'what bytes mean that are not UTF-8, as windows-1251 or big5 (default: as it was read last)',
    },
    'no-mend': { type: 'boolean', help: 'leave texts as the old program bent them' },
    'dry-run': { type: 'boolean', help: 'tell what would change, but write nothing' },
    report: {
      type: 'string',
      value: 'file',
      multiple: true,
      help: 'also write the report there, as JSON or, where the name ends in .html, as a page; may be given twice',
    },
    ...DATA_FLAG,
  },
  run: async (call) => {
    const config = configOf(call)
    const keptFrom = await findSite(config, call)
    const files = new ReportFiles(call.texts('report'))
    try {
      // Without either flag the texts are mended: rules get better, and that is what this is for.
      const rules = { charset: call.text('charset') ?? null, mend: !call.has('no-mend') }
      const report = await runImport(config, { keptFrom, ...rules, dryRun: call.has('dry-run') }, files)
      await files.write(report, Date.now())
      for (const line of reportLines(report)) console.log(line)
      for (const path of files.paths) console.log(`The whole report is in ${path}.`)
      return report.verdict.line === null ? 1 : 0
    } finally {
      files.close()
    }
  },
}

async function findSite(config: Config, { words }: Call): Promise<string> {
  if (words.length > 1) throw new UsageError(`"${words[1]}" is one word too many. See fanfold import redecode --help`)
  const sites = await listSites(config)
  const [site = sites.length === 1 ? sites[0] : undefined] = words
  if (sites.length === 0) throw new OutOfOrder('No site has moved in here.')
  if (site === undefined) throw new UsageError(`Say which site: ${sites.map((each) => `"${each}"`).join(' or ')}.`)
  if (!sites.includes(site))
    throw new UsageError(`No site called "${site}" has moved in; there is "${sites.join('", "')}".`)
  return site
}

async function listSites(config: Config): Promise<string[]> {
  if (!isThere(config)) return []
  const db = await openUnchanged(config)
  try {
    const pending = await listPendingMigrations(db)
    if (pending.length > 0) throw new OutOfOrder('This archive was made by an older Fanfold. Run: fanfold migrate')
    return await listKeptSources(db)
  } finally {
    await db.destroy().catch(() => {})
  }
}
