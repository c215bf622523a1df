import type { Db } from '../store/database.ts'
import { FAVOURITES } from './shelf.ts'

/** The favourites of many members at once, by account; makes those that are missing. */
export async function openShelves(db: Db, accountIds: readonly number[], now: number): Promise<Map<number, number>> {
  if (accountIds.length === 0) return new Map()
  const rows = accountIds.map((id) => ({ ...FAVOURITES, account_id: id, is_public: 1, created_at: now }))
  await db
    .insertInto('shelf')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['account_id', 'slug']).doNothing())
    .execute()
  const shelves = await db
    .selectFrom('shelf')
    .where('account_id', 'in', [...accountIds])
    .where('slug', '=', FAVOURITES.slug)
    .select(['id', 'account_id'])
    .execute()
  return new Map(shelves.map((shelf) => [shelf.account_id, shelf.id]))
}
