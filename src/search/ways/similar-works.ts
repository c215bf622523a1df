// Works like one: by the tags that both have and few others, and by the readers who keep both where everybody sees it.
// What is read most counts for nothing, and neither does who asks.
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { keepAnswer } from './kept-answers.ts'

/** As many works as may stand under all tags that are compared; the rarest are taken first. */
const MOST_COMPARED = 8000
const MOST_TAGS = 20
const FEWEST_READERS = 2
const MOST_PEOPLE = 200
export const MOST_SIMILAR = 100
/** How much one doubling of the readers who keep both is worth, in the coin of a tag that half of all works have. */
const READERS_WORTH = 2

export interface SharedTag {
  tagId: number
  /** The rarer the tag, the more. */
  worth: number
}

export interface Similar {
  id: number
  /** Those that both have, the rarest first. */
  shared: readonly number[]
  /** Who keep both on shelves that are open to everybody; 0 where it is only one. */
  readers: number
}

/** The most alike first, of what this audience finds in lists and the same authors have not written. A little old. */
export async function findSimilar(db: Db, workId: number, audience: number): Promise<Similar[]> {
  return keepAnswer(db, `similar ${workId} ${audience}`, () => compare(db, workId, audience))
}

async function compare(db: Db, workId: number, audience: number): Promise<Similar[]> {
  const tags = await findRareTags(db, workId, audience)
  const [byTags, byReaders, own] = await Promise.all([
    findSharing(db, { workId, audience, tags }),
    findKept(db, workId, audience),
    findBySameAuthors(db, workId),
  ])
  const readersOf = new Map(byReaders.map(({ id, readers }) => [id, readers]))
  const ids = [...new Set([...byTags.keys(), ...readersOf.keys()])].filter((id) => id !== workId && !own.has(id))
  const similar = ids.map((id) => {
    const shared = byTags.get(id) ?? []
    const readers = readersOf.get(id) ?? 0
    const worth = shared.reduce((sum, tag) => sum + tag.worth, 0) + READERS_WORTH * Math.log2(1 + readers)
    return { id, shared: shared.map(({ tagId }) => tagId), readers, worth }
  })
  return similar
    .toSorted((one, other) => other.worth - one.worth || other.id - one.id)
    .slice(0, MOST_SIMILAR)
    .map(({ id, shared, readers }) => ({ id, shared, readers }))
}

/**
 * The work's tags by their canonical names, the rarest first; ratings and warnings say too little, and what
 * would spoil a work is nobody's reason.
 */
async function findRareTags(db: Db, workId: number, audience: number): Promise<SharedTag[]> {
  const { rows } = await sql<{ tagId: number; works: number; total: number }>`
    select tag.id as "tagId", (select count(*) from work where audience >= ${audience}) as total,
      (select count(*) from (select 1 from work_tag_expansion as used
        where used.tag_id = tag.id and used.audience >= ${audience} limit ${MOST_COMPARED}) as sample) as works
    from tag join vocabulary on vocabulary.id = tag.vocabulary_id
    where tag.id in (select coalesce(tag.canonical_id, tag.id) from work_tag join tag on tag.id = work_tag.tag_id
        where work_tag.work_id = ${workId})
      and tag.hidden = 0 and vocabulary.spoiler = 0 and vocabulary.role not in ('rating', 'warning')
    order by works, tag.id`.execute(db)
  const rare: SharedTag[] = []
  let compared = 0
  for (const { tagId, works, total } of rows) {
    compared += works
    if (compared > MOST_COMPARED || rare.length >= MOST_TAGS) break
    // The work alone has it, or nobody.
    if (works > 1) rare.push({ tagId, worth: Math.log2((1 + total) / works) })
  }
  return rare
}

interface Compared {
  workId: number
  audience: number
  tags: readonly SharedTag[]
}

async function findSharing(db: Db, { workId, audience, tags }: Compared): Promise<Map<number, SharedTag[]>> {
  const found = new Map<number, SharedTag[]>()
  if (tags.length === 0) return found
  const worthOf = new Map(tags.map((tag) => [tag.tagId, tag]))
  const rows = await db
    .selectFrom('work_tag_expansion')
    .where('tag_id', 'in', [...worthOf.keys()])
    .where('audience', '>=', audience)
    .where('work_id', '!=', workId)
    .select(['work_id as id', 'tag_id as tagId'])
    .execute()
  for (const { id, tagId } of rows) {
    const tag = worthOf.get(tagId)!
    const shared = found.get(id)
    if (shared) shared.push(tag)
    else found.set(id, [tag])
  }
  for (const shared of found.values()) shared.sort((one, other) => other.worth - one.worth || one.tagId - other.tagId)
  return found
}

async function findKept(db: Db, workId: number, audience: number): Promise<Array<{ id: number; readers: number }>> {
  const { rows } = await sql<{ id: number; readers: number }>`
    select work.id, count(distinct shelf.account_id) as readers
    from shelf join bookmark on bookmark.shelf_id = shelf.id join work on work.id = bookmark.work_id
    where shelf.is_public = 1 and shelf.kind <> 'dropped' and work.id <> ${workId} and work.audience >= ${audience}
      and shelf.account_id in (
        select account_id from (
          select keeper.account_id, max(kept.created_at) as kept_at
          from bookmark as kept join shelf as keeper on keeper.id = kept.shelf_id
          where kept.work_id = ${workId} and keeper.is_public = 1 and keeper.kind <> 'dropped'
          group by keeper.account_id order by kept_at desc, keeper.account_id limit ${MOST_PEOPLE}
        ) as people)
    group by work.id having count(distinct shelf.account_id) >= ${FEWEST_READERS}
    order by readers desc, work.id desc limit ${MOST_SIMILAR}`.execute(db)
  return rows
}

async function findBySameAuthors(db: Db, workId: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom('creator as other')
    .where('other.pseud_id', 'in', db.selectFrom('creator').where('work_id', '=', workId).select('pseud_id'))
    .select('other.work_id as id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}
