// Names as people type them into the fields of a filter: what each means is looked up, and nothing is guessed.
import { foldName, foldTag } from '../text/slug.ts'
import { keyOfName } from '../people/name-key.ts'
import type { Db } from '../store/database.ts'
import type { ChosenAuthor, ChosenTag } from './chosen.ts'

export const MOST_NAMES = 100
const LONGEST = 300

export interface NamedTag extends ChosenTag {
  /** The fandoms that it belongs to, where that tells it from others of the same name. */
  of: string[]
}

export interface TypedName {
  vocabularySlug: string
  name: string
}

/** The tags that a typed name may mean: none, the one, or several. Three queries at most, however many names. */
export async function findTagsByTypedName(
  db: Db,
  typed: readonly TypedName[],
): Promise<(typed: TypedName) => readonly NamedTag[]> {
  const names = typed.filter(({ name }) => name.length <= LONGEST).slice(0, MOST_NAMES)
  if (names.length === 0) return () => []
  const rows = await db
    .selectFrom('tag as typed')
    .innerJoin('vocabulary as field', 'field.id', 'typed.vocabulary_id')
    .innerJoin('tag', (join) => join.on((eb) => eb('tag.id', '=', eb.fn.coalesce('typed.canonical_id', 'typed.id'))))
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('field.slug', 'in', [...new Set(names.map(({ vocabularySlug }) => vocabularySlug))])
    .where('typed.name_folded', 'in', [...new Set(names.map(({ name }) => foldTag(name)))])
    .where('tag.hidden', '=', 0)
    .select([
      'field.slug as field',
      'typed.name_folded as folded',
      'tag.id',
      'tag.name',
      'tag.slug',
      'tag.vocabulary_id as vocabularyId',
      'vocabulary.slug as vocabularySlug',
    ])
    .orderBy('tag.id')
    .execute()
  const byName = Map.groupBy(rows, (row) => `${row.field}/${row.folded}`)
  const namesakes = [...byName.values()].filter((tags) => tags.length > 1).flat()
  const scopes = await listScopes(
    db,
    namesakes.map(({ id }) => id),
  )
  return ({ vocabularySlug, name }) => {
    const found = new Map(
      (byName.get(`${vocabularySlug}/${foldTag(name)}`) ?? []).map(
        ({ id, name, slug, vocabularyId, vocabularySlug }) => [
          id,
          { id, name, slug, vocabularyId, vocabularySlug, of: scopes.get(id) ?? [] },
        ],
      ),
    )
    return [...found.values()]
  }
}

/** The names of the fandoms that each belongs to. */
export async function listScopes(db: Db, tagIds: readonly number[]): Promise<Map<number, string[]>> {
  if (tagIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('tag_scope')
    .innerJoin('tag', 'tag.id', 'tag_scope.fandom_id')
    .where('tag_scope.tag_id', 'in', [...tagIds])
    .where('tag.hidden', '=', 0)
    .select(['tag_scope.tag_id as tagId', 'tag.name'])
    .orderBy('tag.sort_name')
    .execute()
  const scopes = Map.groupBy(rows, (row) => row.tagId)
  return new Map([...scopes].map(([tagId, rows]) => [tagId, rows.map(({ name }) => name)]))
}

/** A pen name is one person's alone. One query. */
export async function findAuthorsByTypedName(
  db: Db,
  typed: readonly string[],
): Promise<(name: string) => ChosenAuthor | undefined> {
  const names = typed.filter((name) => name.length <= LONGEST).slice(0, MOST_NAMES)
  if (names.length === 0) return () => undefined
  const rows = await db
    .selectFrom('pseud')
    .where('login_name', 'in', [...new Set(names.map(keyOf))])
    .select(['id', 'name', 'slug', 'login_name'])
    .execute()
  const byName = new Map(rows.map(({ login_name, ...author }) => [login_name, author]))
  return (name) => byName.get(keyOf(name))
}

function keyOf(name: string): string {
  return keyOfName(foldName(name))
}
