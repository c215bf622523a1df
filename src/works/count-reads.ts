// Reads and downloads are counted in memory and written every few seconds, so that counting costs a page nothing.
import { sql } from 'kysely'
import { type Db, inTransaction } from '../store/database.ts'
import { noteWorkChanges } from '../store/work-changes.ts'

interface Counts {
  works: Map<number, number>
  chapters: Map<number, number>
  /** Of works. */
  downloads: Map<number, number>
}

const waiting = new WeakMap<object, Counts>()
/** Small, and each its own transaction: pages wait while one is written. */
const BATCH = 50

/** Once for each time a chapter's page is opened. `db` must be the archive's handle, not a transaction. */
export function countRead(db: Db, workId: number, chapterId: number): void {
  const counts = countsFor(db)
  addOne(counts.works, workId)
  addOne(counts.chapters, chapterId)
}

/** Once for each time that somebody takes a work along. The same handle. */
export function countDownload(db: Db, workId: number): void {
  addOne(countsFor(db).downloads, workId)
}

function countsFor(db: Db): Counts {
  let counts = waiting.get(db)
  if (!counts) waiting.set(db, (counts = { works: new Map(), chapters: new Map(), downloads: new Map() }))
  return counts
}

function addOne(counts: Map<number, number>, id: number): void {
  counts.set(id, (counts.get(id) ?? 0) + 1)
}

/** Writes what was counted since the last time. When that fails, nothing is lost: it stays counted. */
export async function flushReads(db: Db): Promise<void> {
  const counts = waiting.get(db)
  if (!counts) return
  waiting.delete(db)
  try {
    await write(db, 'work.read_count', counts.works)
    await write(db, 'chapter.read_count', counts.chapters)
    await write(db, 'work.download_count', counts.downloads)
  } catch (error) {
    putBack(db, counts)
    throw error
  }
}

/** Until the returned function is called; that writes what is left. */
export function flushReadsEvery(db: Db, ms: number, onError: (error: unknown) => void): () => Promise<void> {
  const timer = setInterval(() => flushReads(db).catch(onError), ms)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await flushReads(db).catch(onError)
  }
}

type CountedIn = 'work.read_count' | 'chapter.read_count' | 'work.download_count'

/** What has been written is taken out of `counts`. */
async function write(db: Db, place: CountedIn, counts: Map<number, number>): Promise<void> {
  const [table, column] = place.split('.') as [string, string]
  const rows = [...counts].toSorted(([a], [b]) => a - b)
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH)
    const values = batch.map(([id, count]) => sql`(cast(${id} as bigint), cast(${count} as bigint))`)
    const ids = batch.map(([id]) => id)
    await inTransaction(db, async (db) => {
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)} + batch.column2
        from (values ${sql.join(values)}) as batch where id = batch.column1`.execute(db)
      if (table === 'work') await noteWorkChanges(db, ids, 'numbers')
    })
    for (const id of ids) counts.delete(id)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function putBack(db: Db, counts: Counts): void {
  const newer = waiting.get(db)
  waiting.set(db, counts)
  if (!newer) return
  for (const kind of ['works', 'chapters', 'downloads'] as const)
    for (const [id, count] of newer[kind]) counts[kind].set(id, (counts[kind].get(id) ?? 0) + count)
}
