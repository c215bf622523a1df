import type { Db } from '../../store/database.ts'
import type { ImportReport } from './report.ts'

export type ImportPhase = 'dump' | 'files' | 'people' | 'tags' | 'works' | 'chapters' | 'series' | 'reviews' | 'totals'

/** `total` is null while nobody knows it; for `dump` both are bytes of the file, else they are rows. */
export interface ImportProgress {
  phase: ImportPhase
  done: number
  total: number | null
}

export interface ImportOptions {
  /** Path of a `.sql` or `.sql.gz` file. */
  dump: string
  /** Folder, `.tar`, `.tar.gz` or `.zip` with the story files, where the site kept chapters as files. */
  files?: string | null
  /** Needed when the dump holds several sites: what stands before `fanfiction_` in the table names. */
  prefix?: string | null
  /** Names the old site in the table of old numbers; the same key later means the same site. */
  sourceKey?: string
  /** The clock that dates without a zone were written in, as `Europe/Paris`. UTC when absent. */
  timeZone?: string
  /** Milliseconds. */
  now: number
  onProgress?: (progress: ImportProgress) => void
}

/**
 * Moves a whole site in. Safe to repeat: what is there already is left as it is.
 * Refuses with `invalid` what is not a usable dump, in a sentence that says what to do.
 */
export async function importSite(_db: Db, _options: ImportOptions): Promise<ImportReport> {
  throw new Error('The import is not built yet.')
}
