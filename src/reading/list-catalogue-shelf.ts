// Shelves as reading programs see them: the works on them that can be opened, and nothing else.
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { rankOf } from './shelf.ts'
import { leastAudience } from '../works/visibility.ts'

function openWorks(db: Db, member: Member) {
  return db
    .selectFrom('bookmark')
    .innerJoin('work', 'work.id', 'bookmark.work_id')
    .where('work.audience', '>=', leastAudience(member))
}

/** All of a member's shelves, with how many of the works on each they find in lists. */
export async function listShelvesOfWorks(db: Db, member: Member) {
  const [shelves, counts] = await Promise.all([
    db
      .selectFrom('shelf')
      .where('account_id', '=', member.accountId)
      .select(['id', 'kind', 'name', 'slug'])
      .orderBy('position')
      .orderBy('id')
      .execute(),
    openWorks(db, member)
      .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
      .where('shelf.account_id', '=', member.accountId)
      .groupBy('bookmark.shelf_id')
      .select((eb) => ['bookmark.shelf_id as shelfId', eb.fn.countAll<number>().as('total')])
      .execute(),
  ])
  const totals = new Map(counts.map(({ shelfId, total }) => [shelfId, total]))
  return shelves
    .map((shelf) => ({ ...shelf, workCount: totals.get(shelf.id) ?? 0 }))
    .toSorted((a, b) => rankOf(a.kind) - rankOf(b.kind))
}

/** Newest on the shelf first. The caller has asked whose it is. */
export async function listShelvedWorks(
  db: Db,
  member: Member,
  shelfId: number,
  paging: Paging,
): Promise<Paged<number>> {
  const works = openWorks(db, member).where('bookmark.shelf_id', '=', shelfId)
  const [{ total }, rows] = await Promise.all([
    works.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    works
      .select('work.id')
      .orderBy('bookmark.created_at', 'desc')
      .orderBy('bookmark.id', 'desc')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
  ])
  return paged(
    rows.map(({ id }) => id),
    total,
    paging,
  )
}
