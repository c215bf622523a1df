// Tags for browsing, each with the number of works that its own page lists for this viewer.
import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { keepCount } from './kept-counts.ts'
import { leastAudience } from './visibility.ts'

export interface TagLine {
  id: number
  name: string
  slug: string
  workCount: number
}

interface Place {
  vocabularyId: number
  audience: number
}

/** An open vocabulary's tags show only in use: a draft's tags are nobody's business yet. */
export type TagShape = 'open' | 'closed'

export function tagsWithCounts(db: Db, audience: number, shape: TagShape) {
  const tags = db.selectFrom('tag').where('tag.canonical_id', 'is', null).where('tag.hidden', '=', 0)
  if (shape === 'closed') return tags
  return tags.where((eb) =>
    eb.exists(
      eb
        .selectFrom('work_tag_expansion as use')
        .whereRef('use.tag_id', '=', 'tag.id')
        .where('use.audience', '>=', audience)
        .select(sql`1`.as('one')),
    ),
  )
}

export function countColumn(db: Db, audience: number) {
  return db
    .selectFrom('work_tag_expansion as expansion')
    .whereRef('expansion.tag_id', '=', sql.ref('tag.id'))
    .where('expansion.audience', '>=', audience)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .as('workCount')
}

function roots(db: Db, place: Place, shape: TagShape) {
  const below = db
    .selectFrom('tag_parent')
    .innerJoin('tag as parent', 'parent.id', 'tag_parent.parent_id')
    .where('parent.vocabulary_id', '=', place.vocabularyId)
    .where('parent.hidden', '=', 0)
    .select('tag_parent.tag_id')
  return tagsWithCounts(db, place.audience, shape)
    .where('tag.vocabulary_id', '=', place.vocabularyId)
    .where('tag.id', 'not in', below)
}

const rootRows = prepare<Place & { limit: number; offset: number }, TagShape>()((db, param, shape) =>
  roots(db, { vocabularyId: param('vocabularyId'), audience: param('audience') }, shape)
    .select(['tag.id', 'tag.name', 'tag.slug', countColumn(db, param('audience'))])
    .orderBy('tag.position')
    .orderBy('tag.sort_name')
    .orderBy('tag.id')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const countRoots = prepare<Place, TagShape>()((db, param, shape) =>
  roots(db, { vocabularyId: param('vocabularyId'), audience: param('audience') }, shape).select((eb) =>
    eb.fn.countAll<number>().as('total'),
  ),
)

/** The tags of a vocabulary that stand below no other of it that is shown. */
export async function listRootTags(
  db: Db,
  viewer: Viewer,
  vocabulary: { id: number; closed: number },
  paging: Paging,
): Promise<Paged<TagLine>> {
  const place = { vocabularyId: vocabulary.id, audience: leastAudience(viewer) }
  const shape = vocabulary.closed === 1 ? 'closed' : 'open'
  const [rows, totals] = await Promise.all([
    rootRows(db, { ...place, limit: paging.perPage, offset: offsetOf(paging) }, shape),
    countRoots(db, place, shape),
  ])
  return paged(rows.map(toLine), totals[0]?.total ?? 0, paging)
}

export interface Branch extends TagLine {
  parentId: number
}

const MOST_BRANCHES = 5000

/** Shape: how many ids, then the vocabulary's. `union` ends at loops. */
const branchRows = prepare<IdValues & { audience: number }, string>()((db, param, shape) => {
  const [size, openness, counted] = shape.split(' ') as [string, TagShape, 'counted' | 'uncounted']
  const count = counted === 'counted' ? countColumn(db, param('audience')) : sql<number>`0`.as('workCount')
  return tagsWithCounts(db, param('audience'), openness)
    .innerJoin('tag_parent', 'tag_parent.tag_id', 'tag.id')
    .innerJoin('tag as above', (join) =>
      join.onRef('above.id', '=', 'tag_parent.parent_id').onRef('above.vocabulary_id', '=', 'tag.vocabulary_id'),
    )
    .where(
      'tag_parent.parent_id',
      'in',
      db
        .withRecursive('below(id)', (db) =>
          db
            .selectFrom('tag')
            .where('id', 'in', idParams(param, size))
            .select('id')
            .union((eb) =>
              eb
                .selectFrom('tag_parent')
                .innerJoin('below', 'below.id', 'tag_parent.parent_id')
                .select('tag_parent.tag_id as id'),
            ),
        )
        .selectFrom('below')
        .select('below.id'),
    )
    .select(['tag.id', 'tag.name', 'tag.slug', 'tag_parent.parent_id as parentId', count])
    .orderBy('tag.position')
    .orderBy('tag.sort_name')
    .orderBy('tag.id')
    .limit(whole(MOST_BRANCHES))
})

/** How many works each of these tags has; null: it cannot tell now. */
export type CountTags = (tagIds: readonly number[], audience: number) => Promise<number[] | null>

/**
 * Everything below these tags in their vocabulary, each with what it stands directly below; a tag with two parents comes
 * twice. Without `countTags`, or when that cannot tell, the database counts.
 */
export async function listBranches(
  db: Db,
  viewer: Viewer,
  vocabulary: { closed: number },
  rootIds: readonly number[],
  countTags?: CountTags,
): Promise<Branch[]> {
  if (rootIds.length === 0) return []
  const { values, shape } = idValues(rootIds)
  const openness: TagShape = vocabulary.closed === 1 ? 'closed' : 'open'
  const audience = leastAudience(viewer)
  const read = (counted: 'counted' | 'uncounted') =>
    keepCount(db, `below ${rootIds.join()} ${audience} ${openness} ${counted}`, () =>
      branchRows(db, { ...values, audience }, `${shape} ${openness} ${counted}`),
    )
  const branchOf = (row: BranchRow) => ({ ...toLine(row), parentId: row.parentId })
  if (!countTags) return (await read('counted')).map(branchOf)
  const rows = await read('uncounted')
  const ids = rows.map((row) => row.id)
  const counts = await countTags(ids, audience)
  if (!counts) return (await read('counted')).map(branchOf)
  return rows.map((row, index) => branchOf({ ...row, workCount: counts[index]! }))
}

type BranchRow = Awaited<ReturnType<typeof branchRows>>[number]

export function toLine(row: { id: number; name: string; slug: string; workCount: number | null }): TagLine {
  return { id: row.id, name: row.name, slug: row.slug, workCount: row.workCount ?? 0 }
}
