// Reads are counted in memory and written every few seconds, so that counting costs a page nothing.
import { sql } from 'kysely'
import type { Db } from '../store/database.ts'

interface Counts {
  works: Map<number, number>
  chapters: Map<number, number>
}

const waiting = new WeakMap<object, Counts>()
/** Small, and each its own transaction: pages wait while one is written. */
const BATCH = 50

/** Once for each time a chapter's page is opened. `db` must be the archive's handle, not a transaction. */
export function countRead(db: Db, workId: number, chapterId: number): void {
  let counts = waiting.get(db)
  if (!counts) waiting.set(db, (counts = { works: new Map(), chapters: new Map() }))
  counts.works.set(workId, (counts.works.get(workId) ?? 0) + 1)
  counts.chapters.set(chapterId, (counts.chapters.get(chapterId) ?? 0) + 1)
}

/** Writes what was counted since the last time. When that fails, nothing is lost: it stays counted. */
export async function flushReads(db: Db): Promise<void> {
  const counts = waiting.get(db)
  if (!counts) return
  waiting.delete(db)
  try {
    await write(db, 'work', counts.works)
    await write(db, 'chapter', counts.chapters)
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

/** What has been written is taken out of `counts`. */
async function write(db: Db, table: 'work' | 'chapter', counts: Map<number, number>): Promise<void> {
  const rows = [...counts].toSorted(([a], [b]) => a - b)
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH)
    const values = batch.map(([id, count]) => sql`(cast(${id} as bigint), cast(${count} as bigint))`)
    await sql`update ${sql.table(table)} set read_count = read_count + batch.column2
      from (values ${sql.join(values)}) as batch where id = batch.column1`.execute(db)
    for (const [id] of batch) counts.delete(id)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function putBack(db: Db, counts: Counts): void {
  const newer = waiting.get(db)
  waiting.set(db, counts)
  if (!newer) return
  for (const kind of ['works', 'chapters'] as const)
    for (const [id, count] of newer[kind]) counts[kind].set(id, (counts[kind].get(id) ?? 0) + count)
}
