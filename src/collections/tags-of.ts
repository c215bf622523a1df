// The tags of challenges and recommendations: kept in the same way, each in its own table.
import type { Db } from '../store/database.ts'
import type { FormVocabulary } from '../tags/list-form-vocabularies.ts'
import { findKnownTags, type KnownTag } from '../tags/known-tags.ts'

export interface Tagged {
  kind: 'challenge' | 'recommendation'
  id: number
}

const TABLES = { challenge: 'challenge_tag', recommendation: 'recommendation_tag' } as const

async function listLinks(db: Db, kind: Tagged['kind'], ids: readonly number[]) {
  if (ids.length === 0) return []
  if (kind === 'challenge') {
    return db
      .selectFrom('challenge_tag')
      .where('challenge_id', 'in', [...ids])
      .select(['challenge_id as id', 'tag_id as tagId'])
      .orderBy('position')
      .orderBy('tag_id')
      .execute()
  }
  return db
    .selectFrom('recommendation_tag')
    .where('recommendation_id', 'in', [...ids])
    .select(['recommendation_id as id', 'tag_id as tagId'])
    .orderBy('position')
    .orderBy('tag_id')
    .execute()
}

/** By the number of the challenge or recommendation, without what would spoil. */
export async function listTagsOf(
  db: Db,
  kind: Tagged['kind'],
  ids: readonly number[],
): Promise<Map<number, KnownTag[]>> {
  const links = await listLinks(db, kind, ids)
  const known = await findKnownTags(
    db,
    links.map(({ tagId }) => tagId),
  )
  const groups = Map.groupBy(links, ({ id }) => id)
  return new Map([...groups].map(([id, own]) => [id, own.flatMap(({ tagId }) => shown(known.get(tagId)))]))
}

function shown(tag: KnownTag | undefined): KnownTag[] {
  return tag && tag.spoiler === 0 ? [tag] : []
}

export async function replaceTags(db: Db, { kind, id }: Tagged, tagIds: readonly number[]): Promise<void> {
  const column = kind === 'challenge' ? 'challenge_id' : 'recommendation_id'
  await db
    .deleteFrom(TABLES[kind] as 'challenge_tag')
    .where(column as 'challenge_id', '=', id)
    .execute()
  const unique = [...new Set(tagIds)]
  if (unique.length === 0) return
  const rows = unique.map((tag_id, position) => ({ [column]: id, tag_id, position }))
  await db
    .insertInto(TABLES[kind] as 'challenge_tag')
    .values(rows as never)
    .execute()
}

/** Nothing has to be chosen here. */
export function freely(vocabularies: readonly FormVocabulary[]): FormVocabulary[] {
  return vocabularies.map((vocabulary) => ({ ...vocabulary, required: false, least: 0 }))
}
