// What pages show of tags, kept in memory: a list of works names hundreds of tags, mostly the same ones again.
import { sql } from 'kysely'
import { BoundedMap } from '../store/bounded-map.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { KeptWith } from '../store/kept-with.ts'
import { RecentTags } from './recent-tags.ts'

const KEPT_MS = 5000
const MOST_AT_ONCE = 1000

const listRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('tag')
    .where('id', 'in', idParams(param, shape))
    // What is hidden stays on works, and shows nowhere.
    .select(['id', 'name', 'slug', 'sort_name', 'vocabulary_id', 'hidden']),
)

const listVocabularies = prepare<object>()((db) =>
  db
    .selectFrom('vocabulary')
    .select(['id', 'role', 'slug', 'name', 'position', 'spoiler', 'on_blurb', 'in_head', 'in_filters', 'many'])
    .orderBy('id'),
)

type Row = Awaited<ReturnType<typeof listRows>>[number]
type Vocabulary = Awaited<ReturnType<typeof listVocabularies>>[number]

export type KnownTag = ReturnType<typeof toKnown>

function toKnown({ id, name, slug, sort_name, hidden }: Row, vocabulary: Vocabulary) {
  return {
    id,
    name,
    slug,
    sortName: sort_name,
    role: vocabulary.role,
    vocabularySlug: vocabulary.slug,
    vocabularyName: vocabulary.name,
    vocabularyPosition: vocabulary.position,
    spoiler: vocabulary.spoiler,
    onBlurb: vocabulary.on_blurb,
    inHead: vocabulary.in_head,
    inFilters: vocabulary.in_filters,
    hidden,
  }
}

export type KnownTags = Pick<ReadonlyMap<number, KnownTag>, 'get'>

interface Kept {
  tags: RecentTags<KnownTag>
  vocabularies: ReadonlyMap<number, Vocabulary>
  /** What `findStandOfTags` and the vocabularies said before they were read. */
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
export async function findKnownTags(db: Db, ids: Iterable<number>): Promise<KnownTags> {
  const { tags, vocabularies } = await keptFor(db)
  tags.makeRoom()
  const missing = tags.missingOf(ids)
  for (let start = 0; start < missing.length; start += MOST_AT_ONCE) {
    const { values, shape } = idValues(missing.slice(start, start + MOST_AT_ONCE))
    for (const row of await listRows(db, values, shape)) {
      const vocabulary = vocabularies.get(row.vocabulary_id)
      if (!vocabulary) return findAnew(db, ids)
      tags.set(toKnown(row, vocabulary))
    }
  }
  return tags
}

/** It is of a vocabulary that was made since the others were read. */
function findAnew(db: Db, ids: Iterable<number>): Promise<KnownTags> {
  kept.delete(db)
  return findKnownTags(db, ids)
}

const besides = new KeptWith<KnownTags, BoundedMap<string, Promise<unknown>>>()
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
  const isUsable = found && found.changes === changes
  if (isUsable && Date.now() - found.since < KEPT_MS) return found
  const now = { since: Date.now(), changes }
  const [stand, vocabularies] = await Promise.all([findStandOfTags(db), listVocabularies(db, {})])
  const whole = JSON.stringify([stand, vocabularies])
  if (isUsable && found.stand === whole) return Object.assign(found, now)
  const byId = new Map(vocabularies.map((vocabulary) => [vocabulary.id, vocabulary]))
  const fresh = { tags: new RecentTags<KnownTag>(), vocabularies: byId, stand: whole, ...now }
  kept.set(db, fresh)
  return fresh
}

/** On PostgreSQL a change may be seen later than one with a higher number, so the latest are counted as well. */
const LATEST = 1000

/** The same as long as no tag has changed. */
async function findStandOfTags(db: Db): Promise<unknown> {
  const { rows } = await sql`select max(id) as last, count(*) as latest from name_change
      where id > (select max(id) from name_change) - ${LATEST}`.execute(db)
  return rows
}
