import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import type { VocabularyRole } from '../store/tables/tags.ts'

/** A closed vocabulary of at most this many tags is picked from; a larger one is typed into. */
export const MOST_TO_PICK_FROM = 40
/** Of one vocabulary on one work. */
export const MOST_TAGS = 100

export interface FormTag {
  id: number
  name: string
  /** How many parents it stands under within its vocabulary. */
  depth: number
  /** Of a character or relationship: a fandom that it belongs to, where it belongs to none of the work's. */
  fandom: string | null
}

export interface FormVocabulary {
  id: number
  slug: string
  name: string
  role: VocabularyRole
  descriptionHtml: string
  closed: boolean
  /** A work may have several: as the vocabulary allows, or because this one has them already. */
  many: boolean
  required: boolean
  /** Of those that have any. */
  least: number
  most: number
  /** What to pick from, in order; null: names are typed. */
  tags: FormTag[] | null
}

/**
 * One field of the work's form for each vocabulary. Locked and hidden tags and synonyms are offered only if they are
 * among `chosen`, the tags that the work has already; and of these it may keep as many as it has, whatever the limit.
 * A closed vocabulary without any tag to offer is left out.
 */
export async function listFormVocabularies(db: Db, chosen: readonly number[]): Promise<FormVocabulary[]> {
  const [rows, kept] = await Promise.all([vocabularyRows(db, {}), countChosen(db, chosen)])
  const small = rows.filter((row) => row.closed === 1 && row.tagCount <= MOST_TO_PICK_FROM).map((row) => row.id)
  const [tags, fandoms] = await Promise.all([listOffered(db, small, chosen), listScopes(db, small)])
  return rows
    .map((row) => {
      const most = mostOf(row, kept.get(row.id) ?? 0)
      const own = tags.filter((tag) => tag.vocabularyId === row.id)
      return {
        id: row.id,
        slug: row.slug,
        name: row.name,
        role: row.role,
        descriptionHtml: row.descriptionHtml,
        closed: row.closed === 1,
        many: most > 1,
        required: row.required === 1 || row.role === 'rating',
        least: row.least,
        most,
        tags: small.includes(row.id) ? asTree(nearestFirst(own, fandoms, chosen)) : null,
      }
    })
    .filter((vocabulary) => vocabulary.tags === null || vocabulary.tags.length > 0)
}

function mostOf({ role, many, most }: { role: VocabularyRole; many: number; most: number }, kept: number): number {
  if (role === 'rating') return 1
  if (many === 0) return Math.max(1, kept)
  return Math.max(most || MOST_TAGS, kept)
}

const vocabularyRows = prepare<object>()((db) =>
  db
    .selectFrom('vocabulary')
    .select([
      'id',
      'slug',
      'name',
      'role',
      'description_html as descriptionHtml',
      'closed',
      'many',
      'required',
      'least',
      'most',
      // An open vocabulary may have a hundred thousand, and nobody picks from them.
      sql<number>`case when closed = 1 then (select count(*) from tag where vocabulary_id = vocabulary.id) else 0 end`.as(
        'tagCount',
      ),
    ])
    .orderBy('position')
    .orderBy('id'),
)

/** By vocabulary. */
async function countChosen(db: Db, chosen: readonly number[]): Promise<Map<number, number>> {
  if (chosen.length === 0) return new Map()
  const rows = await db
    .selectFrom('tag')
    .where('id', 'in', [...chosen])
    .groupBy('vocabulary_id')
    .select(['vocabulary_id as vocabularyId', (eb) => eb.fn.countAll<number>().as('count')])
    .execute()
  return new Map(rows.map(({ vocabularyId, count }) => [vocabularyId, count]))
}

interface Offered {
  id: number
  name: string
  vocabularyId: number
  parentId: number | null
  fandom?: string | null
}

async function listOffered(db: Db, vocabularyIds: number[], chosen: readonly number[]): Promise<Offered[]> {
  if (vocabularyIds.length === 0) return []
  return db
    .selectFrom('tag')
    .where('vocabulary_id', 'in', vocabularyIds)
    .where((eb) => {
      const free = eb.and([eb('locked', '=', 0), eb('hidden', '=', 0), eb('canonical_id', 'is', null)])
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

interface TagFandom {
  fandomId: number
  name: string
}

/** What the tags of these vocabularies belong to, by tag. */
async function listScopes(db: Db, vocabularyIds: number[]): Promise<Map<number, TagFandom[]>> {
  if (vocabularyIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('tag_scope')
    .innerJoin('tag as fandom', 'fandom.id', 'tag_scope.fandom_id')
    // Joined in the place of this, SQLite reads every scope of the archive.
    .where('tag_scope.tag_id', 'in', (db) =>
      db.selectFrom('tag').where('vocabulary_id', 'in', vocabularyIds).select('id'),
    )
    .select(['tag_scope.tag_id as tagId', 'fandom.id as fandomId', 'fandom.name'])
    .orderBy('fandom.sort_name')
    .orderBy('fandom.id')
    .execute()
  return Map.groupBy(rows, (row) => row.tagId)
}

/** First those of the work's own fandoms, then those that are known everywhere, then those of other fandoms. */
function nearestFirst(
  tags: readonly Offered[],
  fandoms: ReadonlyMap<number, readonly TagFandom[]>,
  chosen: readonly number[],
): Offered[] {
  const far = (tag: Offered) => {
    const own = fandoms.get(tag.id)
    if (!own) return 1
    return own.some(({ fandomId }) => chosen.includes(fandomId)) ? 0 : 2
  }
  return tags
    .map((tag) => ({ ...tag, fandom: far(tag) === 2 ? fandoms.get(tag.id)![0]!.name : null }))
    .toSorted((one, other) => far(one) - far(other))
}

/** Children after their parents. A tag whose parent is not offered, or which is its own ancestor, stands at the top. */
function asTree(tags: readonly Offered[]): FormTag[] {
  const offered = new Set(tags.map((tag) => tag.id))
  const placed = new Map<number, FormTag>()
  const place = (tag: Offered, depth: number) => {
    if (placed.has(tag.id)) return
    placed.set(tag.id, { id: tag.id, name: tag.name, depth, fandom: tag.fandom ?? null })
    for (const child of tags) if (child.parentId === tag.id) place(child, depth + 1)
  }
  for (const tag of tags) if (tag.parentId === null || !offered.has(tag.parentId)) place(tag, 0)
  for (const tag of tags) place(tag, 0)
  return [...placed.values()]
}
