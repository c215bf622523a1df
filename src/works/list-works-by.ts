import type { Db } from '../store/database.ts'

/** Ids of all works that the account is a creator of, drafts among them; only they themselves may be shown these. */
export async function listWorksBy(db: Db, accountId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('creator')
    .innerJoin('pseud', 'pseud.id', 'creator.pseud_id')
    .where('pseud.account_id', '=', accountId)
    .select('creator.work_id')
    .distinct()
    .execute()
  return rows.map((row) => row.work_id)
}
