import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'

/** What pages of a work's text know of a member's reading in it. */
export interface Reading {
  /** Where they were last; null: nowhere yet, or at the end of a chapter. */
  place: { chapterId: number; paragraph: number; fingerprint: string } | null
  /** Ids of the chapters that they have read. */
  read: ReadonlySet<number>
}

/** From the work's few chapters, never from all that a member has read. */
const listRows = prepare<{ accountId: number; workId: number }>()((db, param) =>
  db
    .selectFrom('chapter')
    .leftJoin('reading_place as place', (join) =>
      join
        .on('place.account_id', '=', param('accountId'))
        .on('place.work_id', '=', param('workId'))
        .onRef('place.chapter_id', '=', 'chapter.id'),
    )
    .leftJoin('read_mark as mark', (join) =>
      join.on('mark.account_id', '=', param('accountId')).onRef('mark.chapter_id', '=', 'chapter.id'),
    )
    .where('chapter.work_id', '=', param('workId'))
    .where(sql<boolean>`(place.chapter_id is not null or mark.read_at is not null)`)
    .select([
      'chapter.id',
      'mark.read_at as readAt',
      'place.chapter_id as chapterId',
      'place.paragraph',
      'place.fingerprint',
      'place.at_end as atEnd',
    ]),
)

/** Null for guests and for members who keep no history; one query. Says nothing of who may see the work. */
export async function findReading(db: Db, viewer: Viewer, workId: number): Promise<Reading | null> {
  if (viewer.kind === 'guest' || viewer.preferences.history === 'off') return null
  const rows = await listRows(db, { accountId: viewer.accountId, workId })
  const read = new Set(rows.flatMap(({ id, readAt }) => (readAt === null ? [] : [id])))
  const here = rows.find(({ chapterId }) => chapterId !== null)
  if (!here || here.atEnd === 1) return { place: null, read }
  return { place: { chapterId: here.id, paragraph: here.paragraph!, fingerprint: here.fingerprint! }, read }
}
