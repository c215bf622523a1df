import type { ImportProgress } from './progress.ts'
import type { ImportException } from './report/report.ts'

export interface ImportOptions {
  /** Path of a dump, or of each of its parts: files, plain or packed, or folders of them. */
  dump?: string | readonly string[]
  /** In place of a dump: the address of a live server, as `mysql://user:password@host/database`. */
  from?: string
  /** Reads what is there of a dump that was cut off, instead of refusing it. */
  acceptCut?: boolean
  /** In place of a dump: the rows that the archive has kept of this site, to be read by today's rules. */
  keptFrom?: string
  /** Folder, `.tar`, `.tar.gz` or `.zip` with the story files, where the site kept chapters as files. */
  files?: string | null
  /** Needed when the dump holds several sites: what stands before `fanfiction_` in the table names. */
  prefix?: string | null
  /** Names the old site in the table of old numbers; the same key later means the same site. */
  sourceKey?: string
  /** The clock that dates without a zone were written in, as `Europe/Paris`. UTC when absent. */
  timeZone?: string
  /** What bytes mean that are not UTF-8, by its usual name; Windows-1252 when absent. */
  charset?: string | null
  /** False: texts stay as the old program bent them. */
  mend?: boolean
  /** Milliseconds. */
  now: number
  onProgress?: (progress: ImportProgress) => void
  /** Called for each row that was not simply carried over; the report holds only the first of them. */
  onException?: (exception: ImportException) => void
  /** Reads everything and reports what would come over, but leaves the archive as it is. */
  dryRun?: boolean
  /** Nobody else uses the archive until the import is over, so that it may lack indexes meanwhile. */
  alone?: boolean
  /** How many threads clean texts beside the one that writes; by the machine and the number of rows when absent. */
  draftThreads?: number
  /** Stops the import between two transactions, with the signal's reason; the next one goes on from there. */
  signal?: AbortSignal
}
