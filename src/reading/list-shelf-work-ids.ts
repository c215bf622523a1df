import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { leastAudience } from '../works/visibility.ts'

/** The works of a shelf that its owner may read, the last added first; at most `most`. */
export async function listShelfWorkIds(db: Db, member: Member, shelfId: number, most: number): Promise<number[]> {
  const rows = await db
    .selectFrom('bookmark')
    .innerJoin('work', 'work.id', 'bookmark.work_id')
    .where('bookmark.shelf_id', '=', shelfId)
    .where('work.audience', '>=', leastAudience(member))
    .select('work.id')
    .orderBy('bookmark.created_at', 'desc')
    .orderBy('bookmark.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}
