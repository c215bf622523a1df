import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { invalid } from '../../errors.ts'
import type { Room } from '../../store/room.ts'
import type { Spool } from './read/spool.ts'

/** Of the rows as they are read. Texts are stored with their source, the packed rows, indexes and the index of words. */
const GROWS_BY = 3.2
/** What is written passes through a log, which is begun anew only now and then. */
const LONGEST_LOG = 350_000_000
const SPARE_BYTES = 10_000_000

interface Kind {
  dryRun: boolean
  /** Whether an earlier run has brought this very site, or a part of it: then what is used may be of it. */
  isHere: boolean
}

/** Before the first row is written: a disk that fills up midway would leave half a site. Null: nobody knows. */
export function refuseWithoutRoom(room: Room | null, spool: Spool, { dryRun, isHere }: Kind): void {
  refuseWithoutRoomToRead()
  if (!room) return
  const { pages, size } = spool.database
    .prepare('select page_count as pages, page_size as size from pragma_page_count, pragma_page_size')
    .get() as { pages: number; size: number }
  const grown = GROWS_BY * pages * size
  const wanted = grown + Math.min(grown, LONGEST_LOG) + SPARE_BYTES - (isHere ? room.used : 0)
  if (wanted <= room.free) return
  if (dryRun) {
    const where = `in ${tmpdir()}, the folder for temporary files`
    const message = `A rehearsal needs about ${megabytes(wanted)} ${where}, and ${megabytes(room.free)} are free there. TMPDIR names another.`
    throw invalid({ disk: message })
  }
  const message = `The archive in ${room.folder} needs about ${megabytes(wanted)} more, and ${megabytes(room.free)} are free there. Make room first.`
  throw invalid({ disk: message })
}

/** The rows that were read lie there, and some of them still in memory. */
function refuseWithoutRoomToRead(): void {
  const { bavail, bsize } = statfsSync(tmpdir())
  if (bavail * bsize >= SPARE_BYTES) return
  const message = `In ${tmpdir()}, the folder for temporary files, only ${megabytes(bavail * bsize)} are free. Make room there, or name another: TMPDIR=/some/folder.`
  throw invalid({ disk: message })
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`
}
