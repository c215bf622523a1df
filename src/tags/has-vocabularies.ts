import type { Db } from '../store/database.ts'

/** False only in an archive that has just begun. */
export async function hasVocabularies(db: Db): Promise<boolean> {
  return (await db.selectFrom('vocabulary').select('id').limit(1).executeTakeFirst()) !== undefined
}
