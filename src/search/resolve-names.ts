// Tags and authors by the names that stand in addresses: one query for all tags, one for all authors.
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import type { ChosenAuthor, ChosenTag } from './chosen.ts'
import type { TagAddress } from './read-address.ts'

type Slugs = Record<`slug${number}`, string>
const SIZES = [1, 3, 10, 30, 100]

function slugValues(slugs: readonly string[]): { values: Slugs; shape: string } {
  const size = SIZES.find((size) => size >= slugs.length)
  if (size === undefined || slugs.length === 0) throw new RangeError(`${slugs.length} names in one query`)
  const values: Slugs = {}
  for (let index = 0; index < size; index++) values[`slug${index}`] = slugs[index] ?? slugs[0]!
  return { values, shape: String(size) }
}

function slugParams(param: (name: `slug${number}`) => string, shape: string): string[] {
  return Array.from({ length: Number(shape) }, (_, index) => param(`slug${index}`))
}

const tagRows = prepare<Slugs, string>()((db, param, shape) =>
  db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .leftJoin('tag as canonical', 'canonical.id', 'tag.canonical_id')
    .leftJoin('vocabulary as home', 'home.id', 'canonical.vocabulary_id')
    .where('tag.slug', 'in', slugParams(param, shape))
    .select([
      'tag.id',
      'tag.name',
      'tag.slug',
      'tag.vocabulary_id',
      'vocabulary.slug as vocabulary_slug',
      'canonical.id as canonical_id',
      'canonical.name as canonical_name',
      'canonical.slug as canonical_slug',
      'canonical.vocabulary_id as home_id',
      'home.slug as home_slug',
    ]),
)

type TagRow = Awaited<ReturnType<typeof tagRows>>[number]

/** By address; a synonym's address leads to its canonical tag. At most 100. */
export async function findTagsByAddress(
  db: Db,
  addresses: readonly TagAddress[],
): Promise<(address: TagAddress) => ChosenTag | undefined> {
  if (addresses.length === 0) return () => undefined
  const { values, shape } = slugValues([...new Set(addresses.map(({ slug }) => slug))])
  const rows = await tagRows(db, values, shape)
  const tags = new Map(rows.map((row) => [`${row.vocabulary_slug}/${row.slug}`, toTag(row)]))
  return ({ vocabularySlug, slug }) => tags.get(`${vocabularySlug}/${slug}`)
}

function toTag(row: TagRow): ChosenTag {
  const { canonical_id: id, canonical_name: name, canonical_slug: slug, home_id, home_slug } = row
  if (id === null || name === null || slug === null || home_id === null || home_slug === null)
    return {
      id: row.id,
      name: row.name,
      slug: row.slug,
      vocabularyId: row.vocabulary_id,
      vocabularySlug: row.vocabulary_slug,
    }
  return { id, name, slug, vocabularyId: home_id, vocabularySlug: home_slug }
}

const authorRows = prepare<Slugs, string>()((db, param, shape) =>
  db.selectFrom('pseud').where('slug', 'in', slugParams(param, shape)).select(['id', 'name', 'slug']),
)

/** By slug. At most 100. */
export async function findAuthorsBySlug(db: Db, slugs: readonly string[]): Promise<ReadonlyMap<string, ChosenAuthor>> {
  if (slugs.length === 0) return new Map()
  const { values, shape } = slugValues(slugs)
  return new Map((await authorRows(db, values, shape)).map((row) => [row.slug, row]))
}
