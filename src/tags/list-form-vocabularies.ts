import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import type { VocabularyRole } from '../store/tables/tags.ts'

/** A closed vocabulary of at most this many tags is picked from; a larger one is typed into. */
export const MOST_TO_PICK_FROM = 40

export interface FormTag {
  id: number
  name: string
  /** How many parents it stands under within its vocabulary. */
  depth: number
}

export interface FormVocabulary {
  id: number
  slug: string
  name: string
  role: VocabularyRole
  closed: boolean
  many: boolean
  required: boolean
  /** What to pick from, in order; null: names are typed. */
  tags: FormTag[] | null
}

/**
 * One field of the work's form for each vocabulary. Locked tags and synonyms are offered only if they are among
 * `chosen`, the tags that the work has already. A closed vocabulary without any tag to offer is left out.
 */
export async function listFormVocabularies(db: Db, chosen: readonly number[]): Promise<FormVocabulary[]> {
  const rows = await listVocabularies(db)
  const small = rows.filter((row) => row.closed === 1 && row.tagCount <= MOST_TO_PICK_FROM).map((row) => row.id)
  const tags = await listOffered(db, small, chosen)
  return rows
    .map((row) => ({
      id: row.id,
      slug: row.slug,
      name: row.name,
      role: row.role,
      closed: row.closed === 1,
      many: row.many === 1 && row.role !== 'rating',
      required: row.required === 1 || row.role === 'rating',
      tags: small.includes(row.id) ? asTree(tags.filter((tag) => tag.vocabularyId === row.id)) : null,
    }))
    .filter((vocabulary) => vocabulary.tags === null || vocabulary.tags.length > 0)
}

async function listVocabularies(db: Db) {
  return db
    .selectFrom('vocabulary')
    .select([
      'id',
      'slug',
      'name',
      'role',
      'closed',
      'many',
      'required',
      // An open vocabulary may have a hundred thousand, and nobody picks from them.
      sql<number>`case when closed = 1 then (select count(*) from tag where vocabulary_id = vocabulary.id) else 0 end`.as(
        'tagCount',
      ),
    ])
    .orderBy('position')
    .orderBy('id')
    .execute()
}

interface Offered {
  id: number
  name: string
  vocabularyId: number
  parentId: number | null
}

async function listOffered(db: Db, vocabularyIds: number[], chosen: readonly number[]): Promise<Offered[]> {
  if (vocabularyIds.length === 0) return []
  return db
    .selectFrom('tag')
    .where('vocabulary_id', 'in', vocabularyIds)
    .where((eb) => {
      const free = eb.and([eb('locked', '=', 0), eb('canonical_id', 'is', null)])
      return chosen.length > 0 ? eb.or([free, eb('id', 'in', [...chosen])]) : free
    })
    .select((eb) => [
      'id',
      'name',
      'vocabulary_id as vocabularyId',
      eb
        .selectFrom('tag_parent')
        .whereRef('tag_parent.tag_id', '=', 'tag.id')
        .select(sql<number>`min(parent_id)`.as('parent'))
        .as('parentId'),
    ])
    .orderBy('position')
    .orderBy('sort_name')
    .orderBy('id')
    .execute()
}

/** Children after their parents. A tag whose parent is not offered, or which is its own ancestor, stands at the top. */
function asTree(tags: readonly Offered[]): FormTag[] {
  const offered = new Set(tags.map((tag) => tag.id))
  const placed = new Map<number, FormTag>()
  const place = (tag: Offered, depth: number) => {
    if (placed.has(tag.id)) return
    placed.set(tag.id, { id: tag.id, name: tag.name, depth })
    for (const child of tags) if (child.parentId === tag.id) place(child, depth + 1)
  }
  for (const tag of tags) if (tag.parentId === null || !offered.has(tag.parentId)) place(tag, 0)
  for (const tag of tags) place(tag, 0)
  return [...placed.values()]
}
