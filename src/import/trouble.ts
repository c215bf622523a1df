// What goes wrong with the place an import works in, in a sentence; anything else is a bug.
import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const SQLITE_FULL = 13
const POSTGRES_FULL = '53100'

interface Work {
  /** Where the archive keeps its files; null where that is elsewhere. */
  dataDir: string | null
  dryRun: boolean
}

/** Null for an error that is not of this kind. */
export function troubleOf(error: unknown, { dataDir, dryRun }: Work): string | null {
  const { code, errcode } = (error ?? {}) as { code?: string; errcode?: number }
  if (code === POSTGRES_FULL) return `The disk of the database server is full. ${dryRun ? AGAIN : GO_ON}`
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
  if (isFull || (code === 'ERR_SQLITE_ERROR' && (errcode ?? 0) % 256 === SQLITE_FULL)) {
    return `No space is left ${placeOf(dryRun ? null : dataDir)}. ${dryRun ? AGAIN : GO_ON}`
  }
  return null
}

const AGAIN = 'Nothing was written; make room and try again.'
const GO_ON = 'What has come over is complete; make room and import once more, it goes on from there.'

/** The errors do not name the file: it is in the fuller of the two places that an import writes to. */
function placeOf(dataDir: string | null): string {
  const temporary = `in ${tmpdir()}, the folder for temporary files (TMPDIR names another)`
  if (dataDir === null || freeIn(tmpdir()) < freeIn(dataDir)) return temporary
  return `on the disk of the archive, ${dataDir}`
}

function freeIn(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return Infinity
  }
}
