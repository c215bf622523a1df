import type { Db } from '../../store/database.ts'
import { keyOfName } from '../../people/name-key.ts'
import { foldName, foldTag, slugOf } from '../../text/slug.ts'
import type { TagPlace, TagTerm } from './parsed-query.ts'

/** Tags that a search names, as it is asked: what each name of a term stands for, canonical. */
export async function findNamedTags(
  db: Db,
  terms: readonly TagTerm[],
): Promise<(term: TagTerm, name: string) => number[]> {
  const names = [...new Set(terms.flatMap((term) => term.names))]
  if (names.length === 0) return () => []
  const short = [...new Set(terms.flatMap(({ where }) => ('role' in where ? where.role : [])).filter(isShort))]
  const rows = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where((eb) =>
      eb.or([
        eb('tag.name_folded', 'in', names.map(foldTag)),
        eb(
          'tag.slug',
          'in',
          names.map((name) => slugOf(name, name)),
        ),
        ...(short.length > 0 ? [eb('vocabulary.role', 'in', short)] : []),
      ]),
    )
    .where('tag.hidden', '=', 0)
    .select((eb) => [
      eb.fn.coalesce('tag.canonical_id', 'tag.id').as('id'),
      'tag.name_folded as folded',
      'tag.slug',
      'vocabulary.role',
      'vocabulary.slug as vocabulary',
    ])
    .execute()
  return ({ where }, name) => {
    const [folded, slug] = [foldTag(name), slugOf(name, name)]
    const placed = rows.filter((row) => fits(where, row))
    const called = placed.filter((row) => row.folded === folded || row.slug === slug)
    const fitting =
      called.length > 0 || !('role' in where && isShort(where.role)) ? called : onlyOneWith(placed, folded)
    return [...new Set(fitting.map((row) => row.id))].toSorted((one, other) => one - other)
  }
}

/** Of these an archive has few, with long names: some words of one are enough, as in `rating:general`. */
const SHORT = ['rating', 'warning'] as const

function isShort(role: string): role is (typeof SHORT)[number] {
  return SHORT.some((one) => one === role)
}

function onlyOneWith<Row extends { id: number; folded: string }>(rows: readonly Row[], folded: string): Row[] {
  const words = folded.split(' ')
  const having = rows.filter((row) => words.every((word) => row.folded.split(' ').includes(word)))
  return new Set(having.map((row) => row.id)).size === 1 ? having : []
}

function fits(where: TagPlace, tag: { role: string; vocabulary: string }): boolean {
  if ('vocabulary' in where) return tag.vocabulary === where.vocabulary
  return where.role === 'tag' || tag.role === where.role
}

/** Pen names that are called exactly so, by name. */
export async function findNamedAuthors(
  db: Db,
  names: readonly string[],
): Promise<(name: string) => number | undefined> {
  if (names.length === 0) return () => undefined
  const keys = [...new Set(names.map((name) => keyOfName(foldName(name))))]
  const rows = await db.selectFrom('pseud').where('login_name', 'in', keys).select(['id', 'login_name']).execute()
  const ids = new Map<string, number[]>()
  for (const { id, login_name } of rows) ids.set(login_name, [...(ids.get(login_name) ?? []), id])
  return (name) => {
    const found = ids.get(keyOfName(foldName(name))) ?? []
    return found.length === 1 ? found[0] : undefined
  }
}
