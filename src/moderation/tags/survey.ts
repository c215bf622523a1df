// On which works tags stand, and of which fandoms those are: counted a few tags at a time and kept for a minute, since a
// desk of a hundred thousand tags cannot ask for all of it with every page.
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { idSet } from '../../store/id-rows.ts'

const KEPT_MS = 60_000
const TAGS_AT_ONCE = 200

export interface Use {
  works: number
  /** The most frequent first. */
  fandoms: ReadonlyArray<{ id: number; works: number }>
}

const NO_USE: Use = { works: 0, fandoms: [] }

const kept = new WeakMap<object, { uses: Map<number, Use>; since: number }>()

export async function surveyTags(db: Db, tagIds: readonly number[]): Promise<ReadonlyMap<number, Use>> {
  let own = kept.get(db)
  if (!own || Date.now() - own.since > KEPT_MS) kept.set(db, (own = { uses: new Map(), since: Date.now() }))
  const missing = tagIds.filter((id) => !own.uses.has(id))
  for (let start = 0; start < missing.length; start += TAGS_AT_ONCE) {
    const some = missing.slice(start, start + TAGS_AT_ONCE)
    const found = await count(db, some)
    for (const id of some) own.uses.set(id, found.get(id) ?? NO_USE)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return own.uses
}

/** After an act on these tags. */
export function forgetUses(db: Db, tagIds: Iterable<number>): void {
  for (const id of tagIds) kept.get(db)?.uses.delete(id)
}

/** Fandoms as works carry them, canonical. */
async function count(db: Db, tagIds: readonly number[]): Promise<Map<number, Use>> {
  const these = idSet(db, tagIds)
  const [works, fandoms] = await Promise.all([
    sql<{ id: number; works: number }>`
      select tag_id as id, count(*) as works from work_tag where tag_id in ${these} group by tag_id`.execute(db),
    sql<{ id: number; fandom: number; works: number }>`
      select work_tag.tag_id as id, coalesce(tag.canonical_id, tag.id) as fandom, count(*) as works
      from work_tag join work_tag other on other.work_id = work_tag.work_id join tag on tag.id = other.tag_id
      join vocabulary on vocabulary.id = tag.vocabulary_id and vocabulary.role = 'fandom'
      where work_tag.tag_id in ${these}
      group by work_tag.tag_id, coalesce(tag.canonical_id, tag.id) order by 3 desc, 2`.execute(db),
  ])
  const byTag = Map.groupBy(fandoms.rows, (row) => row.id)
  return new Map(
    works.rows.map(({ id, works }) => {
      const own = (byTag.get(id) ?? []).map((row) => ({ id: row.fandom, works: row.works }))
      return [id, { works, fandoms: own }]
    }),
  )
}
