import type { Db } from '../../../store/database.ts'

/** The accounts that pseuds belong to, under the same keys. */
export async function accountsOf(db: Db, pseuds: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  if (pseuds.size === 0) return new Map()
  const rows = await db
    .selectFrom('pseud')
    .select(['id', 'account_id'])
    .where('id', 'in', [...pseuds.values()])
    .execute()
  const accounts = new Map(rows.map((row) => [row.id, row.account_id]))
  return new Map(
    [...pseuds].flatMap(([key, pseudId]) => (accounts.has(pseudId) ? [[key, accounts.get(pseudId)!]] : [])),
  )
}
