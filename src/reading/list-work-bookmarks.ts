import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'

export interface WorkBookmark {
  id: number
  /** The shelf's. */
  slug: string
  noteHtml: string
}

/** Where a work stands on the member's own shelves, with what they noted there. */
export async function listWorkBookmarks(db: Db, member: Member, workId: number): Promise<WorkBookmark[]> {
  return db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .where('bookmark.work_id', '=', workId)
    .where('shelf.account_id', '=', member.accountId)
    .select(['bookmark.id', 'shelf.slug', 'bookmark.note_html as noteHtml'])
    .execute()
}
