import { notFound } from '../errors.ts'
import type { Member, Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { canSeeShelf } from './permissions.ts'
import { FAVOURITES, type Shelf } from './shelf.ts'

const COLUMNS = ['id', 'account_id as accountId', 'kind', 'name', 'slug', 'is_public'] as const

async function findRow(db: Db, accountId: number, slug: string): Promise<Shelf | null> {
  const row = await db
    .selectFrom('shelf')
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .select(COLUMNS)
    .executeTakeFirst()
  if (!row) return null
  const { is_public, ...shelf } = row
  return { ...shelf, isPublic: is_public === 1 }
}

/** Somebody's shelf, by the pen name that it is shown under; refuses with not_found what the viewer may not see. */
export async function findShelf(
  db: Db,
  viewer: Viewer,
  author: { accountId: number; isDefault: number },
  slug: string,
): Promise<Shelf> {
  // Under another pen name it would tell that both are one person's.
  const shelf = author.isDefault === 1 ? await findRow(db, author.accountId, slug) : null
  if (!shelf || !canSeeShelf(viewer, shelf)) throw notFound('Shelf')
  return shelf
}

/** The member's own; one that is to be made with the first bookmark has the number 0. */
export async function findOwnShelf(db: Db, member: Member, slug: string): Promise<Shelf> {
  const shelf = await findRow(db, member.accountId, slug)
  if (shelf) return shelf
  if (slug !== FAVOURITES.slug) throw notFound('Shelf')
  return { ...FAVOURITES, id: 0, accountId: member.accountId, isPublic: true }
}

/** Its number; makes it where the member has none yet. */
export async function openFavourites(db: Db, accountId: number, now: number): Promise<number> {
  await db
    .insertInto('shelf')
    .values({ ...FAVOURITES, account_id: accountId, is_public: 1, created_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'slug']).doNothing())
    .execute()
  const { id } = await db
    .selectFrom('shelf')
    .where('account_id', '=', accountId)
    .where('slug', '=', FAVOURITES.slug)
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Whether it is shown on the member's page. */
export async function showShelf(db: Db, member: Member, slug: string, isPublic: boolean, now: number): Promise<void> {
  if (slug === FAVOURITES.slug) await openFavourites(db, member.accountId, now)
  await db
    .updateTable('shelf')
    .set({ is_public: isPublic ? 1 : 0 })
    .where('account_id', '=', member.accountId)
    .where('slug', '=', slug)
    .execute()
}
