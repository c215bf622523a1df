import { notFound } from '../../errors.ts'
import type { Member } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { prepare, whole } from '../../store/prepared.ts'

export interface SavedSearch {
  id: number
  name: string
  /** What follows the question mark in the address of such a list. */
  query: string
  /** What was posted after this is new to the member. */
  lookedAt: number
  /** It has an address for feed readers. */
  hasFeed: boolean
}

const listRows = prepare<{ accountId: number; limit: number }>()((db, param) =>
  db
    .selectFrom('saved_search')
    .where('account_id', '=', param('accountId'))
    .select(['id', 'name', 'query', 'looked_at as lookedAt', 'token_hash as tokenHash'])
    .orderBy('position')
    .orderBy('id')
    .limit(whole(param('limit'))),
)

type Row = Awaited<ReturnType<typeof listRows>>[number]

/** In the member's own order; one query. */
export async function listSearches(db: Db, member: Member, limit: number): Promise<SavedSearch[]> {
  return (await listRows(db, { accountId: member.accountId, limit })).map(toSearch)
}

/** Refuses with not_found, whoever else it belongs to. */
export async function findSearch(db: Db, member: Member, id: number): Promise<SavedSearch> {
  const row = await db
    .selectFrom('saved_search')
    .where('id', '=', id)
    .where('account_id', '=', member.accountId)
    .select(['id', 'name', 'query', 'looked_at as lookedAt', 'token_hash as tokenHash'])
    .executeTakeFirst()
  if (!row) throw notFound('Search')
  return toSearch(row)
}

function toSearch({ tokenHash, ...search }: Row): SavedSearch {
  return { ...search, hasFeed: tokenHash !== null }
}
