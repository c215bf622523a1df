// On which works tags stand, and of which fandoms those are: counted a few works at a time, between pages, and kept for a
// while, since a desk of a hundred thousand tags cannot ask for all of it with every page.
import { setImmediate as others } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { idSet } from '../../store/id-rows.ts'

const LEAST_KEPT_MS = 60_000
/** Counting anew takes a hundredth of the time at most. */
const KEPT_FACTOR = 100
const TAGS_AT_ONCE = 50
/** Each has some twenty other tags, which are looked at too. */
const WORKS_AT_ONCE = 500

export interface Use {
  works: number
  /** The most frequent first. */
  fandoms: ReadonlyArray<{ id: number; works: number }>
}

const kept = new WeakMap<object, { uses: Map<number, Use>; until: number }>()

/** Of each of them. */
export async function surveyTags(db: Db, tagIds: readonly number[]): Promise<ReadonlyMap<number, Use>> {
  const begun = Date.now()
  let own = kept.get(db)
  if (!own || begun > own.until) kept.set(db, (own = { uses: new Map(), until: begun + LEAST_KEPT_MS }))
  const { uses } = own
  const found = new Map<number, Use>()
  const missing: number[] = []
  for (const id of tagIds) {
    const known = uses.get(id)
    if (known) found.set(id, known)
    else missing.push(id)
  }
  for (let start = 0; start < missing.length; start += TAGS_AT_ONCE) {
    const some = missing.slice(start, start + TAGS_AT_ONCE)
    const works = await countWorks(db, some)
    for (const ids of slicesOf(some, works)) {
      const fandoms = await countFandoms(db, ids, works)
      for (const id of ids) {
        const use = { works: works.get(id) ?? 0, fandoms: fandoms.get(id) ?? [] }
        uses.set(id, use)
        found.set(id, use)
      }
    }
  }
  own.until = Math.max(own.until, Date.now() + KEPT_FACTOR * (Date.now() - begun))
  return found
}

/** After an act on these tags. */
export function forgetUses(db: Db, tagIds: Iterable<number>): void {
  for (const id of tagIds) kept.get(db)?.uses.delete(id)
}

/** Tags with no more than `WORKS_AT_ONCE` works between them; one that has more stands alone. */
function slicesOf(tagIds: readonly number[], works: ReadonlyMap<number, number>): number[][] {
  const slices: number[][] = []
  let room = 0
  for (const id of tagIds) {
    const size = works.get(id) ?? 0
    if (slices.length === 0 || size > room) {
      slices.push([])
      room = WORKS_AT_ONCE
    }
    slices.at(-1)!.push(id)
    room -= size
  }
  return slices
}

async function countWorks(db: Db, tagIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; works: number }>`
    select tag_id as id, count(*) as works from work_tag where tag_id in ${idSet(db, tagIds)} group by tag_id`.execute(
    db,
  )
  await others()
  return new Map(rows.map(({ id, works }) => [id, works]))
}

type Fandoms = Array<{ id: number; works: number }>

/** Of one slice. Canonical fandoms. */
async function countFandoms(
  db: Db,
  tagIds: readonly number[],
  works: ReadonlyMap<number, number>,
): Promise<Map<number, Fandoms>> {
  const [first] = tagIds
  if (tagIds.length === 1 && (works.get(first!) ?? 0) > WORKS_AT_ONCE)
    return new Map([[first!, await countFandomsOfMany(db, first!)]])
  const { rows } = await sql<{ id: number; fandom: number; works: number }>`
    select work_tag.tag_id as id, tag.id as fandom, count(*) as works
    from work_tag ${FANDOMS} where work_tag.tag_id in ${idSet(db, tagIds)}
    group by work_tag.tag_id, tag.id`.execute(db)
  await others()
  const byTag = Map.groupBy(rows, (row) => row.id)
  return new Map([...byTag].map(([id, own]) => [id, ranked(own.map(({ fandom, works }) => [fandom, works]))]))
}

/** Of a tag with more works than are looked at in one go. */
async function countFandomsOfMany(db: Db, tagId: number): Promise<Fandoms> {
  const { rows: all } = await sql<{ id: number }>`
    select work_id as id from work_tag where tag_id = ${tagId}`.execute(db)
  const counts = new Map<number, number>()
  for (let start = 0; start < all.length; start += WORKS_AT_ONCE) {
    const ids = all.slice(start, start + WORKS_AT_ONCE).map(({ id }) => id)
    const { rows } = await sql<{ fandom: number; works: number }>`
      select tag.id as fandom, count(*) as works
      from (select id as work_id from work where id in ${idSet(db, ids)}) as work_tag ${FANDOMS}
      group by tag.id`.execute(db)
    for (const { fandom, works } of rows) counts.set(fandom, (counts.get(fandom) ?? 0) + works)
    await others()
  }
  return ranked([...counts])
}

/** Of the works that `work_tag` gives; a fandom that is a name of something else is none. */
const FANDOMS = sql`join work_tag other on other.work_id = work_tag.work_id join tag typed on typed.id = other.tag_id
  join tag on tag.id = coalesce(typed.canonical_id, typed.id)
  join vocabulary on vocabulary.id = tag.vocabulary_id and vocabulary.role = 'fandom'`

function ranked(counts: ReadonlyArray<[number, number]>): Fandoms {
  return counts.map(([id, works]) => ({ id, works })).sort((one, other) => other.works - one.works || one.id - other.id)
}
