// What a deed would change, counted without writing anything.
import { sql } from 'kysely'
import type { Member } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { idSet } from '../../store/id-rows.ts'
import { queryValue } from '../../text/query-value.ts'
import { findWrangled } from '../../tags/wrangling/find-wrangled.ts'
import { edgesWith, type Sql } from '../../tags/wrangling/edges-sql.ts'
import { TagGraph } from '../../tags/wrangling/graph.ts'
import { changedSource, edgesAfter, type Plan, type RowChange } from '../../tags/wrangling/plan.ts'
import { inTurns, listWorksMeaning } from '../../works/expand-again.ts'
import { losingWorks } from '../../works/losing-works.ts'
import { type Deed, planOf } from './deeds.ts'
import { nothingNew } from './carry-out.ts'
import { refuseOutOfScope } from './rights.ts'

export interface ListChange {
  tagId: number
  name: string
  slug: string
  vocabularySlug: string
  vocabularyName: string
  /** Of the tag's own page, as members see it. */
  before: number
  after: number
}

export interface Preview {
  plan: Plan
  /** Works that are found in other places than before, in whatever state they are. */
  workCount: number
  /** Works that show another tag than before. */
  movedCount: number
  lists: ListChange[]
  followers: number
  hiders: number
  moderators: number
  searches: number
  /** Series, challenges and recommendations. */
  things: number
}

export async function previewDeed(db: Db, moderator: Member, deed: Deed, now: number): Promise<Preview> {
  const plan = await planOf(db, deed, now)
  await refuseOutOfScope(db, moderator, plan.subjects)
  const { lists, workCount, movedCount } = await countLists(db, plan)
  if (plan.rows.length + movedCount === 0) throw nothingNew()
  const rowsOf = (...places: RowChange['place'][]) => plan.rows.filter((row) => places.includes(row.place))
  const accounts = (...places: RowChange['place'][]) => rowsOf(...places).length
  return {
    plan,
    workCount,
    movedCount,
    lists,
    followers: accounts('subscription'),
    hiders: accounts('hiding'),
    moderators: rowsOf('moderator_scope').filter((row) => row.after === null).length,
    searches: await countSearches(db, plan),
    things: rowsOf('series_tag', 'challenge_tag', 'recommendation_tag').filter((row) => row.after === null).length,
  }
}

/** Saved searches that name a tag which becomes another's: they go on, and find what that one has. */
async function countSearches(db: Db, plan: Plan): Promise<number> {
  const ids = plan.rows.flatMap(({ place, key, after }) =>
    place === 'tag' && after?.canonical_id ? [Number(key.id)] : [],
  )
  if (ids.length === 0) return 0
  const found = new Set<number>()
  // A tag may have thousands of other names, and a condition has room for a thousand.
  for (let start = 0; start < ids.length; start += NAMED_AT_ONCE) {
    const tags = await findWrangled(db, ids.slice(start, start + NAMED_AT_ONCE))
    const named = tags.map(({ vocabularySlug, slug }) => {
      const written = queryValue(`${vocabularySlug}/${slug}`).replace(/[\\%_]/g, String.raw`\$&`)
      return sql<boolean>`'&' || query || '&' like ${`%=${written}&%`} escape '\\'`
    })
    const { rows } = await sql<{ id: number }>`
      select id from saved_search where ${sql.join(named, sql` or `)}`.execute(db)
    for (const { id } of rows) found.add(id)
  }
  return found.size
}

const NAMED_AT_ONCE = 200

interface Group {
  /** The works mean it until now, and gain only if they still do; null: their own tags change. */
  sourceId: number | null
  workIds: readonly number[]
  gained: ReadonlySet<number>
  lost: ReadonlySet<number>
  /** The works will not have this tag of their own any more; null: they keep theirs. */
  withoutId: number | null
}

/** Works whose place in lists changes, by tag. */
class Counted {
  readonly gained = new Map<number, Set<number>>()
  readonly lost = new Map<number, Set<number>>()

  add(where: 'gained' | 'lost', tagId: number, workId: number): void {
    this[where].set(tagId, (this[where].get(tagId) ?? new Set()).add(workId))
  }
}

async function countLists(db: Db, plan: Plan) {
  const { groups, edges } = await findGroups(db, plan)
  const counted = new Counted()
  const touched = new Set<number>()
  for (const group of groups) {
    if (group.gained.size + group.lost.size > 0) for (const id of group.workIds) touched.add(id)
  }
  for (const losing of groupLosing(groups)) await countLost(db, edges, losing, counted)
  for (const group of groups)
    await inTurns(group.workIds, (ids) => countGained(db, { ...group, workIds: ids }, counted))
  const moved = groups.filter((group) => group.withoutId !== null).flatMap((group) => group.workIds)
  return { lists: await listChanges(db, counted), workCount: touched.size, movedCount: new Set(moved).size }
}

async function findGroups(db: Db, plan: Plan): Promise<{ groups: Group[]; edges: Sql }> {
  const sources = [...new Set(plan.rows.flatMap(changedSource))]
  const ends = [...sources, ...plan.moves.flatMap((move) => [move.fromId, move.toId])]
  const changed = await edgesAfter(db, plan.rows)
  const [before, then] = [await new TagGraph(db).up(ends), await new TagGraph(db, changed).up(ends)]
  const between = (from: number, to: number) => ({
    gained: then.get(to)!.difference(before.get(from)!),
    lost: before.get(from)!.difference(then.get(to)!),
  })
  const groups: Group[] = []
  for (const id of sources)
    groups.push({ sourceId: id, workIds: await listWorksMeaning(db, id), ...between(id, id), withoutId: null })
  for (const { fromId, toId, works } of plan.moves) {
    const workIds = works === 'all' ? await listCarrying(db, fromId) : works
    groups.push({ sourceId: null, workIds, ...between(fromId, toId), withoutId: fromId })
  }
  return { groups, edges: edgesWith(db, changed) }
}

async function listCarrying(db: Db, tagId: number): Promise<number[]> {
  const rows = await db.selectFrom('work_tag').where('tag_id', '=', tagId).select('work_id').execute()
  return rows.map((row) => row.work_id)
}

interface Pair {
  tagId: number
  workId: number
}

/** Only works that stand in lists count. */
async function countGained(db: Db, { sourceId, workIds, gained }: Group, counted: Counted): Promise<void> {
  if (gained.size === 0) return
  const gone = sourceId === null ? undefined : counted.lost.get(sourceId)
  const staying = gone ? workIds.filter((id) => !gone.has(id)) : workIds
  const { rows } = await sql<Pair>`
    select tag.id as "tagId", work.id as "workId" from work cross join tag
    where work.id in ${idSet(db, staying)} and work.audience >= 1 and tag.id in ${idSet(db, [...gained])}
      and not exists (select 1 from work_tag_expansion meant
        where meant.work_id = work.id and meant.tag_id = tag.id)`.execute(db)
  for (const { tagId, workId } of rows) counted.add('gained', tagId, workId)
}

interface LosingWorks {
  tagId: number
  withoutId: number | null
  workIds: Set<number>
}

/** What stands below a tag is looked up once, however many tags stop standing for it. */
function groupLosing(groups: readonly Group[]): Iterable<LosingWorks> {
  const losing = new Map<string, LosingWorks>()
  for (const { lost, withoutId, workIds } of groups)
    for (const tagId of lost) {
      const key = `${tagId} ${withoutId}`
      const own = losing.get(key) ?? { tagId, withoutId, workIds: new Set() }
      for (const id of workIds) own.workIds.add(id)
      losing.set(key, own)
    }
  return losing.values()
}

async function countLost(
  db: Db,
  edges: Sql,
  { tagId, withoutId, workIds }: LosingWorks,
  counted: Counted,
): Promise<void> {
  const losing = await losingWorks(db, { tagId, edges, withoutId })
  await inTurns([...workIds], async (ids) => {
    const { rows } = await sql<{ id: number }>`
      select id from work where audience >= 1 and id in (${losing(idSet(db, ids))})`.execute(db)
    for (const { id } of rows) counted.add('lost', tagId, id)
  })
}

async function listChanges(db: Db, { gained, lost }: Counted): Promise<ListChange[]> {
  const ids = [...new Set([...gained.keys(), ...lost.keys()])]
  if (ids.length === 0) return []
  const [tags, counts] = await Promise.all([
    findWrangled(db, ids),
    db
      .selectFrom('work_tag_expansion')
      .where('tag_id', 'in', sql<number>`${idSet(db, ids)}`)
      .where('audience', '>=', 1)
      .select(['tag_id', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy('tag_id')
      .execute(),
  ])
  const countOf = new Map(counts.map((row) => [row.tag_id, row.count]))
  const lists = tags.map(({ id, name, slug, vocabularySlug, vocabularyName }) => {
    const before = countOf.get(id) ?? 0
    const after = before + (gained.get(id)?.size ?? 0) - (lost.get(id)?.size ?? 0)
    return { tagId: id, name, slug, vocabularySlug, vocabularyName, before, after }
  })
  return lists.filter(({ before, after }) => before !== after).sort((a, b) => b.after - a.after || a.tagId - b.tagId)
}
