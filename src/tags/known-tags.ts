// What pages show of tags, kept in memory: a list of works names hundreds of tags, mostly the same ones again.
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'

const KEPT_MS = 5000
const MOST_KEPT = 50_000
const MOST_AT_ONCE = 1000

const listRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tag.id', 'in', idParams(param, shape))
    .select([
      'tag.id',
      'tag.name',
      'tag.slug',
      'tag.sort_name as sortName',
      'vocabulary.role',
      'vocabulary.slug as vocabularySlug',
      'vocabulary.name as vocabularyName',
      'vocabulary.position as vocabularyPosition',
      'vocabulary.spoiler',
      'vocabulary.on_blurb as onBlurb',
      'vocabulary.in_head as inHead',
      'vocabulary.in_filters as inFilters',
      // What is hidden stays on works, and shows nowhere.
      'tag.hidden',
    ]),
)

export type KnownTag = Awaited<ReturnType<typeof listRows>>[number]

const kept = new WeakMap<object, { tags: Map<number, KnownTag>; since: number; changes: number }>()
let changes = 0

/** Whoever changes a tag or a vocabulary says so, once it is written. */
export function forgetKnownTags(): void {
  changes++
}

/** By id; a name that another node changed arrives within five seconds. */
export async function findKnownTags(db: Db, ids: Iterable<number>): Promise<ReadonlyMap<number, KnownTag>> {
  const { tags } = keptFor(db)
  const missing = [...new Set(ids)].filter((id) => !tags.has(id))
  for (let start = 0; start < missing.length; start += MOST_AT_ONCE) {
    const { values, shape } = idValues(missing.slice(start, start + MOST_AT_ONCE))
    for (const tag of await listRows(db, values, shape)) tags.set(tag.id, tag)
  }
  return tags
}

function keptFor(db: Db) {
  const found = kept.get(db)
  const isFresh = found && found.changes === changes && Date.now() - found.since < KEPT_MS
  if (isFresh && found.tags.size < MOST_KEPT) return found
  const fresh = { tags: new Map<number, KnownTag>(), since: Date.now(), changes }
  kept.set(db, fresh)
  return fresh
}
