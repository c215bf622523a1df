// The first half of an import: reads a dump or a server to its end, and writes nothing.
import { invalid } from '../../errors.ts'
import type { Db } from '../../store/database.ts'
import type { ImportOptions } from './import-options.ts'
import { charsetNamed } from './read/charset.ts'
import type { DumpSource } from './read/dump-event.ts'
import { placeOldFiles } from './read/files-of-older-versions.ts'
import { type OldSite, findSite } from './read/find-site.ts'
import { findKeptOptions } from './read/kept-options.ts'
import { keptRows } from './read/kept-rows.ts'
import { notesOnOthers } from './read/left-alone.ts'
import { openDumpOrServer } from './read/open-dump-or-server.ts'
import { openStoryFiles } from './read/open-story-files.ts'
import { type Reading, readingOf } from './read/reading.ts'
import { Spool } from './read/spool.ts'
import { StoryFiles } from './read/story-files.ts'
import { openKeptFiles } from './works/keep-story-files.ts'

/** An old site that was read and can move in; nothing of it is in the archive yet. Close the spool at the end. */
export interface SiteInHand {
  spool: Spool
  dump: DumpSource
  site: OldSite
  files: StoryFiles
  zone: string
  reading: Reading
  /** For the report: what had to be guessed, or brought into another shape. */
  notes: readonly string[]
}

/**
 * Refuses with `invalid` whatever cannot move in, in a sentence that says what to do. The archive is only looked at, and
 * only for the rows that it has kept of a site: null where there is none yet.
 */
export async function readSite(options: ImportOptions, db: Db | null): Promise<SiteInHand> {
  const { zone, reading } = await findRules(db, options)
  const spool = new Spool(reading)
  try {
    const dump = await openSource(db, options)
    await spool.fill(dump)
    const told = options.charset || !dump.charset ? [] : readAsTold(reading, dump.charset)
    const site = findSite(spool, options.prefix ?? null, { foreign: dump.foreign, key: options.keptFrom })
    const others = notesOnOthers(spool, site, dump.foreign)
    const files = new StoryFiles(spool)
    if (options.files) await openStoryFiles(options.files, files, tellFiles(options))
    if (db && options.keptFrom !== undefined) await openKeptFiles(db, options.keptFrom, files)
    const placed = placeOldFiles(spool, site, files)
    return {
      spool,
      dump,
      site,
      files,
      zone,
      reading,
      notes: [...dump.notes, ...told, ...others, ...site.notes, ...placed],
    }
  } catch (error) {
    spool.close()
    throw error
  }
}

/** Before any value has been read as a text. */
function readAsTold(reading: Reading, label: string): string[] {
  const charset = charsetNamed(label)
  if (!charset) return []
  reading.charset = charset
  return [`The dump says that it is in ${label}, and what is not UTF-8 was read so. If texts look wrong, name another.`]
}

async function openSource(db: Db | null, options: ImportOptions): Promise<DumpSource> {
  if (db && options.keptFrom !== undefined) return keptRows(db, options.keptFrom)
  return openDumpOrServer(options, (done, total) => {
    options.signal?.throwIfAborted()
    options.onProgress?.({ phase: 'dump', done, total })
  })
}

function tellFiles({ signal, onProgress }: ImportOptions) {
  return (done: number) => {
    signal?.throwIfAborted()
    onProgress?.({ phase: 'files', done, total: null })
  }
}

/** Rows that were kept are read by the clock and the rules that they were read by before, unless new ones are given. */
async function findRules(db: Db | null, { keptFrom, timeZone = 'UTC', charset, mend }: ImportOptions) {
  if (keptFrom === undefined) return { zone: checkZone(timeZone), reading: readingOf({ charset, mend }) }
  const kept = db && (await findKeptOptions(db, keptFrom))
  if (!kept) throw invalid({ keptFrom: `No site called "${keptFrom}" has moved in.` })
  return { zone: kept.zone, reading: readingOf({ charset: charset ?? kept.charset, mend: mend ?? kept.mend }) }
}

function checkZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw invalid({ timeZone: `"${zone}" is no time zone. Use a name such as Europe/Paris or UTC.` })
  }
}
