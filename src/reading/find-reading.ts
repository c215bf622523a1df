import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'

/** What pages of a work's text know of a member's reading in it. */
export interface Reading {
  /** Where they were last; null: nowhere yet. */
  place: { chapterId: number; paragraph: number; fingerprint: string } | null
  /** Ids of the chapters that they have read. */
  read: ReadonlySet<number>
}

const findRow = prepare<{ accountId: number; workId: number }>()((db, param) =>
  db
    .selectFrom('reading_place')
    .where('account_id', '=', param('accountId'))
    .where('work_id', '=', param('workId'))
    .select(['chapter_id as chapterId', 'paragraph', 'fingerprint', 'at_end as atEnd']),
)

const listRead = prepare<{ accountId: number; workId: number }>()((db, param) =>
  db
    .selectFrom('chapter')
    .innerJoin('read_mark', 'read_mark.chapter_id', 'chapter.id')
    .where('chapter.work_id', '=', param('workId'))
    .where('read_mark.account_id', '=', param('accountId'))
    .where('read_mark.read_at', 'is not', null)
    .select('chapter.id'),
)

/** Null for guests and for members who keep no history; two queries. Says nothing of who may see the work. */
export async function findReading(db: Db, viewer: Viewer, workId: number): Promise<Reading | null> {
  if (viewer.kind === 'guest' || viewer.preferences.history === 'off') return null
  const key = { accountId: viewer.accountId, workId }
  const [[row], read] = await Promise.all([findRow(db, key), listRead(db, key)])
  const place = row && row.chapterId !== null && row.atEnd === 0 ? { ...row, chapterId: row.chapterId } : null
  return { place, read: new Set(read.map(({ id }) => id)) }
}
