import type { Db } from '../store/database.ts'
import { foldTag, slugOf } from '../text/slug.ts'
import { newTag } from './new-tag.ts'

export interface Preference {
  /** Tags that the work has already: of two with one name, this is the one that is meant. */
  kept: readonly number[]
  /** The work's fandoms: a character that belongs to one of them comes before a namesake. */
  fandoms: readonly number[]
}

interface Candidate {
  id: number
  folded: string
  /** 1: closed for new works, or hidden. */
  locked: number
  isSynonym: boolean
}

/**
 * The tags that these names mean, by their folded names; a name that no tag has is not in it. One name means several
 * tags only where the work carries them all already.
 */
export async function findTagsByName(db: Db, vocabularyId: number, names: readonly string[], prefer: Preference) {
  const folded = [...new Set(names.map(foldTag))]
  if (folded.length === 0) return new Map<string, Candidate[]>()
  const rows = await db
    .selectFrom('tag')
    .where('vocabulary_id', '=', vocabularyId)
    .where('name_folded', 'in', folded)
    .select(['id', 'name_folded as folded', 'locked', 'hidden', 'canonical_id'])
    .orderBy('id')
    .execute()
  const tags = rows.map(({ id, folded, locked, hidden, canonical_id }) => ({
    id,
    folded,
    locked: locked || hidden,
    isSynonym: canonical_id !== null,
  }))
  const scoped = await listScoped(db, tags, prefer.fandoms)
  const worth = (tag: Candidate) => (scoped.has(tag.id) ? 4 : 0) + (tag.locked === 0 ? 2 : 0) + (tag.isSynonym ? 0 : 1)
  const meant = ([name, namesakes]: [string, Candidate[]]): [string, Candidate[]] => {
    const kept = namesakes.filter((tag) => prefer.kept.includes(tag.id))
    return [name, kept.length > 0 ? kept : namesakes.toSorted((one, other) => worth(other) - worth(one)).slice(0, 1)]
  }
  return new Map([...Map.groupBy(tags, (tag) => tag.folded)].map(meant))
}

async function listScoped(db: Db, tags: readonly Candidate[], fandoms: readonly number[]): Promise<Set<number>> {
  if (fandoms.length === 0 || tags.length === 0) return new Set()
  const ids = tags.map((tag) => tag.id)
  const rows = await db
    .selectFrom('tag_scope')
    .where('tag_id', 'in', ids)
    .where('fandom_id', 'in', [...fandoms])
    .select('tag_id')
    .execute()
  return new Set(rows.map((row) => row.tag_id))
}

const ROUNDS = 3

/**
 * The ids of these tags in the order of the names; those that an open vocabulary lacks are made. Names that fold alike
 * are one tag, also when two authors bring it at once. The caller has checked the names.
 */
export async function findOrCreateTags(
  db: Db,
  { vocabularyId, names, prefer }: { vocabularyId: number; names: readonly string[]; prefer: Preference },
  now: number,
): Promise<number[]> {
  for (let round = 1; ; round++) {
    const found = await findTagsByName(db, vocabularyId, names, prefer)
    const missing = names.filter((name) => !found.has(foldTag(name)))
    if (missing.length === 0) return idsOf(names, found)
    if (round > ROUNDS) throw new Error(`could not add ${missing.length} tags to vocabulary ${vocabularyId}`)
    await insertTags(db, vocabularyId, missing, now)
  }
}

function idsOf(names: readonly string[], found: ReadonlyMap<string, readonly Candidate[]>): number[] {
  return [...new Set(names.flatMap((name) => (found.get(foldTag(name)) ?? []).map((tag) => tag.id)))]
}

/**
 * New tags of these names, whether or not there are namesakes; returns their ids. A row whose slug somebody else has
 * taken meanwhile is left out.
 */
export async function insertTags(
  db: Db,
  vocabularyId: number,
  names: readonly string[],
  now: number,
): Promise<number[]> {
  const byFold = new Map(names.toReversed().map((name) => [foldTag(name), name]))
  const slugs = await freeSlugs(db, vocabularyId, [...byFold.values()])
  const rows = [...byFold.values()].map((name, index) => ({ ...newTag(vocabularyId, name, now), slug: slugs[index]! }))
  const made = await db
    .insertInto('tag')
    // In one order everywhere, so that two authors who bring the same tags do not wait for one another for ever.
    .values(rows.toSorted((one, other) => (one.slug < other.slug ? -1 : 1)))
    .onConflict((conflict) => conflict.columns(['vocabulary_id', 'slug']).doNothing())
    .returning('id')
    .execute()
  return made.map((row) => row.id)
}

const MOST_NAMESAKES = 40

/** Names that differ may share a slug, as `C` and `C#` do; the later ones get a number. */
export async function freeSlugs(db: Db, vocabularyId: number, names: readonly string[]): Promise<string[]> {
  const bases = names.map(slugBase)
  const taken = await listTaken(db, vocabularyId, bases)
  const crowded = [...new Set(bases.filter((base, index) => taken.has(base) || bases.indexOf(base) !== index))]
  const numbered = crowded.flatMap((base) =>
    Array.from({ length: MOST_NAMESAKES }, (_, index) => `${base}-${index + 2}`),
  )
  for (const slug of await listTaken(db, vocabularyId, numbered)) taken.add(slug)
  return bases.map((base) => {
    let slug = base
    for (let number = 2; taken.has(slug); number++) slug = `${base}-${number}`
    taken.add(slug)
    return slug
  })
}

/** The slug of a tag of this name, where it is free. */
export function slugBase(name: string): string {
  return slugOf(name, `tag-${inHex(name)}`)
}

function inHex(name: string): string {
  return [...name]
    .slice(0, 8)
    .map((sign) => sign.codePointAt(0)!.toString(16))
    .join('-')
}

/** Also by a tag that was there and has another address now. */
async function listTaken(db: Db, vocabularyId: number, slugs: readonly string[]): Promise<Set<string>> {
  if (slugs.length === 0) return new Set()
  const asked = [...new Set(slugs)]
  const left = db.selectFrom('tag_address').where('vocabulary_id', '=', vocabularyId).where('slug', 'in', asked)
  const rows = await db
    .selectFrom('tag')
    .where('vocabulary_id', '=', vocabularyId)
    .where('slug', 'in', asked)
    .select('slug')
    .union(left.select('slug'))
    .execute()
  return new Set(rows.map((row) => row.slug))
}
