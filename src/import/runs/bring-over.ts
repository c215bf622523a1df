import { Refusal } from '../../errors.ts'
import type { Db } from '../../store/database.ts'
import type { ImportOptions } from '../efiction/import-options.ts'
import { moveSite } from '../efiction/import-site.ts'
import { sampleSite } from '../efiction/preview-reading.ts'
import { readSite } from '../efiction/read-site.ts'
import type { ReportHead } from '../report-file/exceptions.ts'
import type { RunOptions, Sample, SiteChoice } from './run.ts'

export interface Answer {
  state: 'done' | 'stopped' | 'failed'
  message: string
  report?: ReportHead
  /** Where the dump holds several and one has to be chosen. */
  sites?: SiteChoice[]
  samples?: Sample[]
}

type Told = Required<Pick<ImportOptions, 'dryRun' | 'now' | 'signal' | 'onProgress' | 'onException'>>

/** Runs an import as it was asked for in the browser. What it refuses with comes back as an answer where it is a choice. */
export async function bringOver(db: Db, options: RunOptions, told: Told): Promise<Answer> {
  const { dumps: dump, files, prefix, timeZone, charset, mend, acceptCut } = options
  try {
    return await readAndMove(db, { dump, files, prefix, timeZone, charset, mend, acceptCut, ...told })
  } catch (error) {
    const sites = sitesIn(error)
    if (sites.length === 0) throw error
    return { state: 'failed', message: 'The file holds several sites. Choose the one that moves in.', sites }
  }
}

async function readAndMove(db: Db, options: ImportOptions): Promise<Answer> {
  const read = await readSite(options, db)
  try {
    const { exceptions: _, ...report } = await moveSite(db, read, options)
    const asked = options.dryRun ? await sampleSite(read, options.charset ?? null) : []
    return { state: 'done', message: '', report, samples: asked.map(({ before, after }) => ({ before, after })) }
  } finally {
    read.spool.close()
  }
}

/** The refusal names each site in a line of its own, as `--prefix "x_"  12 stories, 40 chapters`. */
function sitesIn(error: unknown): SiteChoice[] {
  if (!(error instanceof Refusal) || error.fields.prefix === undefined) return []
  const lines = error.fields.prefix.matchAll(/^\s*--prefix "([^"]*)"\s+(.+)$/gm)
  return [...lines].map(([, prefix, holds]) => ({ prefix: prefix!, holds: holds! }))
}
