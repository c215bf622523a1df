import type { Db } from '../store/database.ts'

/** Without synonyms. */
export async function listRatingIds(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('vocabulary.role', '=', 'rating')
    .where('tag.canonical_id', 'is', null)
    .select('tag.id')
    .orderBy('tag.id')
    .execute()
  return rows.map(({ id }) => id)
}
