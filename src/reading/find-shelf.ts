import { notFound } from '../errors.ts'
import type { Member, Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { canSeeShelf } from './permissions.ts'
import { type Shelf, standardShelf } from './shelf.ts'

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

/** With the address of its owner's pages; refuses with not_found what the viewer may not see. */
export async function findShelfById(db: Db, viewer: Viewer, id: number): Promise<Shelf & { author: string }> {
  const row = await db
    .selectFrom('shelf')
    .innerJoin('pseud', (join) =>
      join.onRef('pseud.account_id', '=', 'shelf.account_id').on('pseud.is_default', '=', 1),
    )
    .where('shelf.id', '=', id)
    .select(['shelf.id', 'shelf.account_id as accountId', 'kind', 'shelf.name', 'shelf.slug', 'is_public'])
    .select('pseud.slug as author')
    .executeTakeFirst()
  if (!row) throw notFound('Shelf')
  const { is_public, ...shelf } = row
  const found = { ...shelf, isPublic: is_public === 1 }
  if (!canSeeShelf(viewer, found)) throw notFound('Shelf')
  return found
}

/** The member's own; one that is to be made when first used has the number 0. */
export async function findOwnShelf(db: Db, member: Member, slug: string): Promise<Shelf> {
  const shelf = await findRow(db, member.accountId, slug)
  if (shelf) return shelf
  const standard = standardShelf(slug)
  if (!standard) throw notFound('Shelf')
  return { ...standard, id: 0, accountId: member.accountId }
}

/** The same, made where everybody has it and this member has not used it yet. */
export async function openShelf(db: Db, member: Pick<Member, 'accountId'>, slug: string, now: number): Promise<Shelf> {
  const { accountId } = member
  const standard = standardShelf(slug)
  if (standard) {
    const { isPublic, ...shelf } = standard
    await db
      .insertInto('shelf')
      .values({ ...shelf, account_id: accountId, is_public: isPublic ? 1 : 0, created_at: now })
      .onConflict((conflict) => conflict.columns(['account_id', 'slug']).doNothing())
      .execute()
  }
  const shelf = await findRow(db, accountId, slug)
  if (!shelf) throw notFound('Shelf')
  return shelf
}
