import { STATUSES } from '../../reading/shelf.ts'
import type { Db } from '../../store/database.ts'

const MOST_NAMED = 50

/** Bookmarks whose mark does not say what their shelf says; lists leave works out by the mark. */
export async function checkStatuses(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .where((eb) =>
      eb.or([
        eb.and([
          eb('shelf.kind', 'in', [...STATUSES]),
          eb.or([
            eb('bookmark.status_account_id', 'is', null),
            eb('bookmark.status_account_id', '!=', eb.ref('shelf.account_id')),
          ]),
        ]),
        eb.and([eb('shelf.kind', 'not in', [...STATUSES]), eb('bookmark.status_account_id', 'is not', null)]),
      ]),
    )
    .select(['bookmark.id', 'shelf.kind'])
    .orderBy('bookmark.id')
    .limit(MOST_NAMED)
    .execute()
  return rows.map(({ id, kind }) => `Bookmark ${id} lies on a shelf of the kind ${kind}, and is marked otherwise.`)
}
