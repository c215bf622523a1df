// Chapters packed for an EPUB, kept in memory for the next who takes the same book: making one again costs a hundred
// times as much. Keys hold everything that a chapter's page depends on, so nothing here can be out of date.
import type { Deflated } from '../zip/deflate-now.ts'
import type { PictureFile } from './picture-files.ts'

export interface PackedChapter {
  page: Deflated
  pictures: readonly PictureFile[]
  hasAllWords: boolean
  hasReadings: boolean
}

const MOST_BYTES = 24_000_000
/** What is left when room is made; not at every call, since to find the oldest takes a map a while. */
const FEWER_BYTES = 22_000_000
/** Of an entry beside its page. */
const OVERHEAD = 800

const kept = new Map<string, PackedChapter>()
let bytes = 0

export function keptChapter(key: string): PackedChapter | undefined {
  const found = kept.get(key)
  if (found) {
    // Last in a map is youngest.
    kept.delete(key)
    kept.set(key, found)
  }
  return found
}

export function keepChapter(key: string, chapter: PackedChapter): void {
  if (kept.has(key)) return
  kept.set(key, chapter)
  bytes += sizeOf(chapter)
  if (bytes <= MOST_BYTES) return
  for (const [oldest, old] of kept) {
    if (bytes <= FEWER_BYTES) return
    kept.delete(oldest)
    bytes -= sizeOf(old)
  }
}

function sizeOf({ page }: PackedChapter): number {
  return page.bytes.length + OVERHEAD
}
