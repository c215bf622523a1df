// Tags and authors by the names that stand in addresses: one query for all tags, one for all authors, up to a thousand.
import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import type { ChosenAuthor, ChosenTag } from './chosen.ts'
import type { TagAddress } from './read-address.ts'

type Slugs = Record<`slug${number}`, string>
const SIZES = [1, 3, 10, 30, 100, 300, 1000]
const MOST_AT_ONCE = 1000

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

const tagRows = prepare<Slugs, string>()((db, param, shape) => {
  const slugs = slugParams(param, shape)
  return tagsNamed(db, slugs).unionAll(tagsOnceNamed(db, slugs)).unionAll(tagsOnceElsewhere(db, slugs))
})

function tagsNamed(db: Db, slugs: string[]) {
  return db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .leftJoin('tag as canonical', 'canonical.id', 'tag.canonical_id')
    .leftJoin('vocabulary as home', 'home.id', 'canonical.vocabulary_id')
    .where('tag.slug', 'in', slugs)
    .select([
      ...TAG_COLUMNS,
      'vocabulary.slug as asked_vocabulary',
      'tag.slug as asked_slug',
      sql<number>`1`.as('is_now'),
    ])
}

/** Before they were called something else. */
function tagsOnceNamed(db: Db, slugs: string[]) {
  return db
    .selectFrom('tag_address as once')
    .innerJoin('vocabulary as old', 'old.id', 'once.vocabulary_id')
    .innerJoin('tag', 'tag.id', 'once.tag_id')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .leftJoin('tag as canonical', 'canonical.id', 'tag.canonical_id')
    .leftJoin('vocabulary as home', 'home.id', 'canonical.vocabulary_id')
    .where('once.slug', 'in', slugs)
    .select([...TAG_COLUMNS, 'old.slug as asked_vocabulary', 'once.slug as asked_slug', sql<number>`0`.as('is_now')])
}

/** While their vocabulary had another address, or they were in one that is gone. */
function tagsOnceElsewhere(db: Db, slugs: string[]) {
  return db
    .selectFrom('tag')
    .innerJoin('vocabulary_address as old', 'old.vocabulary_id', 'tag.vocabulary_id')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .leftJoin('tag as canonical', 'canonical.id', 'tag.canonical_id')
    .leftJoin('vocabulary as home', 'home.id', 'canonical.vocabulary_id')
    .where('tag.slug', 'in', slugs)
    .select([...TAG_COLUMNS, 'old.slug as asked_vocabulary', 'tag.slug as asked_slug', sql<number>`0`.as('is_now')])
}

const TAG_COLUMNS = [
  'tag.id',
  'tag.name',
  'tag.slug',
  'tag.hidden',
  'tag.vocabulary_id',
  'vocabulary.slug as vocabulary_slug',
  'canonical.id as canonical_id',
  'canonical.name as canonical_name',
  'canonical.slug as canonical_slug',
  'canonical.hidden as canonical_hidden',
  'canonical.vocabulary_id as home_id',
  'home.slug as home_slug',
] as const

type TagRow = Awaited<ReturnType<typeof tagRows>>[number]

/**
 * By address; a synonym's address leads to its canonical tag, and an address of before to the tag as it is called now.
 * What is hidden has none.
 */
export async function findTagsByAddress(
  db: Db,
  addresses: readonly TagAddress[],
): Promise<(address: TagAddress) => ChosenTag | undefined> {
  const rows = await inParts(
    addresses.map(({ slug }) => slug),
    ({ values, shape }) => tagRows(db, values, shape),
  )
  const tags = new Map<string, ChosenTag>()
  const shown = rows.filter((row) => row.hidden === 0 && (row.canonical_hidden ?? 0) === 0)
  for (const row of shown.toSorted((one, other) => one.is_now - other.is_now))
    tags.set(`${row.asked_vocabulary}/${row.asked_slug}`, toTag(row))
  return ({ vocabularySlug, slug }) => tags.get(`${vocabularySlug}/${slug}`)
}

async function inParts<Row>(slugs: readonly string[], ask: (part: ReturnType<typeof slugValues>) => Promise<Row[]>) {
  const each = [...new Set(slugs)]
  const parts = Array.from({ length: Math.ceil(each.length / MOST_AT_ONCE) }, (_, index) =>
    each.slice(index * MOST_AT_ONCE, (index + 1) * MOST_AT_ONCE),
  )
  return (await Promise.all(parts.map((part) => ask(slugValues(part))))).flat()
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

export async function findAuthorsBySlug(db: Db, slugs: readonly string[]): Promise<ReadonlyMap<string, ChosenAuthor>> {
  const rows = await inParts(slugs, ({ values, shape }) => authorRows(db, values, shape))
  return new Map(rows.map((row) => [row.slug, row]))
}
