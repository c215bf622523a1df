import { notFound } from '../../errors.ts'
import type { Db } from '../../store/database.ts'
import type { VocabularyRole } from '../../store/tables/tags.ts'
import { idSet } from '../../store/id-rows.ts'
import { sql } from 'kysely'

export const MOST_AT_ONCE = 200

export interface WrangledTag {
  id: number
  name: string
  slug: string
  vocabularyId: number
  vocabularyName: string
  vocabularySlug: string
  role: VocabularyRole
  many: number
  canonicalId: number | null
  lookedAt: number | null
  leftAlone: number
  locked: number
  hidden: number
}

/** In the order of the ids; refuses with not_found when one is not there. */
export async function findWrangled(db: Db, ids: readonly number[]): Promise<WrangledTag[]> {
  const rows = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tag.id', 'in', sql<number>`${idSet(db, ids)}`)
    .select([
      'tag.id',
      'tag.name',
      'tag.slug',
      'tag.vocabulary_id as vocabularyId',
      'vocabulary.name as vocabularyName',
      'vocabulary.slug as vocabularySlug',
      'vocabulary.role',
      'vocabulary.many',
      'tag.canonical_id as canonicalId',
      'tag.looked_at as lookedAt',
      'tag.left_alone as leftAlone',
      'tag.locked',
      'tag.hidden',
    ])
    .execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  return [...new Set(ids)].map((id) => {
    const tag = found.get(id)
    if (!tag) throw notFound('Tag')
    return tag
  })
}
