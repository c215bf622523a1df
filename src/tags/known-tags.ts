// What pages show of tags, kept in memory: a list of works names hundreds of tags, mostly the same ones again.
import { sql } from 'kysely'
import { BoundedMap } from '../store/bounded-map.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { KeptWith } from '../store/kept-with.ts'

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

interface Kept {
  tags: Map<number, KnownTag>
  /** What `findStandOfTags` said before they were read. */
  stand: string
  since: number
  changes: number
}

const kept = new KeptWith<object, Kept>()
let changes = 0

/** Whoever changes a tag or a vocabulary says so, once it is written. */
export function forgetKnownTags(): void {
  changes++
}

/**
 * By id, the same map and the same tags as long as none has changed; a name that another node changed arrives within
 * five seconds.
 */
export async function findKnownTags(db: Db, ids: Iterable<number>): Promise<ReadonlyMap<number, KnownTag>> {
  const { tags } = await keptFor(db)
  const missing = [...new Set(ids)].filter((id) => !tags.has(id))
  for (let start = 0; start < missing.length; start += MOST_AT_ONCE) {
    const { values, shape } = idValues(missing.slice(start, start + MOST_AT_ONCE))
    for (const tag of await listRows(db, values, shape)) tags.set(tag.id, tag)
  }
  return tags
}

const besides = new KeptWith<ReadonlyMap<number, KnownTag>, BoundedMap<string, Promise<unknown>>>()
const MOST_BESIDES = 5000

/**
 * What `read` found, as long as no tag has changed, nor what stands above and around any; what another node changed
 * arrives within five seconds. `key` names the question and all its values.
 */
export async function keepWithTags<T>(db: Db, key: string, read: () => Promise<T>): Promise<T> {
  if (db.isTransaction) return read()
  const { tags } = await keptFor(db)
  let answers = besides.get(tags)
  if (!answers) besides.set(tags, (answers = new BoundedMap(MOST_BESIDES)))
  const known = answers.get(key)
  if (known) return known as Promise<T>
  const reading = read()
  answers.set(key, reading)
  reading.catch(() => answers.delete(key))
  return reading
}

async function keptFor(db: Db): Promise<Kept> {
  const found = kept.get(db)
  const isUsable = found && found.changes === changes && found.tags.size < MOST_KEPT
  if (isUsable && Date.now() - found.since < KEPT_MS) return found
  const now = { since: Date.now(), changes }
  const stand = await findStandOfTags(db)
  if (isUsable && found.stand === stand) return Object.assign(found, now)
  const fresh = { tags: new Map<number, KnownTag>(), stand, ...now }
  kept.set(db, fresh)
  return fresh
}

/** On PostgreSQL a change may be seen later than one with a higher number, so the latest are counted as well. */
const LATEST = 1000

/** The same text as long as no tag and no vocabulary has changed. */
async function findStandOfTags(db: Db): Promise<string> {
  const [{ rows: changes }, vocabularies] = await Promise.all([
    sql`select max(id) as last, count(*) as latest from name_change
      where id > (select max(id) from name_change) - ${LATEST}`.execute(db),
    db
      .selectFrom('vocabulary')
      .select(['id', 'role', 'slug', 'name', 'position', 'spoiler', 'on_blurb', 'in_head', 'in_filters'])
      .orderBy('id')
      .execute(),
  ])
  return JSON.stringify([changes, vocabularies])
}
