// Pages of lists, as ids in order: each is one walk along an index. `listBlurbs` makes them into what lists show.
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { keepCount } from './kept-counts.ts'
import { leastAudience } from './visibility.ts'

interface Slice {
  audience: number
  limit: number
  offset: number
}

function sliceOf(viewer: Viewer, paging: Paging): Slice {
  return { audience: leastAudience(viewer), limit: paging.perPage, offset: offsetOf(paging) }
}

const recent = prepare<Slice>()((db, param) =>
  db
    .selectFrom('work')
    .where('audience', '>=', param('audience'))
    .select('id')
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const countAll = prepare<{ audience: number }>()((db, param) =>
  db
    .selectFrom('work')
    .where('audience', '>=', param('audience'))
    .select((eb) => eb.fn.countAll<number>().as('total')),
)

export async function listRecentWorks(db: Db, viewer: Viewer, paging: Paging): Promise<Paged<number>> {
  const slice = sliceOf(viewer, paging)
  const { audience } = slice
  const [rows, totals] = await Promise.all([
    recent(db, slice),
    keepCount(db, `all ${audience}`, () => countAll(db, { audience })),
  ])
  return page(rows, totals, paging)
}

/** Without a total, for the home page. */
export async function listLatestWorks(db: Db, viewer: Viewer, limit: number): Promise<number[]> {
  return (await recent(db, sliceOf(viewer, { page: 1, perPage: limit }))).map((row) => row.id)
}

const newest = prepare<Slice>()((db, param) =>
  db
    .selectFrom('work')
    .where('posted_at', 'is not', null)
    .where('audience', '>=', param('audience'))
    .select('id')
    .orderBy('posted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(whole(param('limit'))),
)

/** By when they were first posted. */
export async function listNewestWorks(db: Db, viewer: Viewer, limit: number): Promise<number[]> {
  return (await newest(db, sliceOf(viewer, { page: 1, perPage: limit }))).map((row) => row.id)
}

const latestAmong = prepare<IdValues & { audience: number; limit: number }, string>()((db, param, shape) =>
  db
    .selectFrom('work')
    .where('id', 'in', idParams(param, shape))
    .where('audience', '>=', param('audience'))
    .select('id')
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(whole(param('limit'))),
)

/** Those of these works that were updated last. At most 1000 ids. */
export async function listLatestAmong(
  db: Db,
  viewer: Viewer,
  ids: readonly number[],
  limit: number,
): Promise<number[]> {
  if (ids.length === 0) return []
  const { values, shape } = idValues(ids)
  const rows = await latestAmong(db, { ...values, audience: leastAudience(viewer), limit }, shape)
  return rows.map((row) => row.id)
}

const featured = prepare<Slice>()((db, param) =>
  db
    .selectFrom('work')
    .where('featured_at', 'is not', null)
    .where('featured_until', 'is', null)
    .where('audience', '>=', param('audience'))
    .select('id')
    .orderBy('featured_at', 'desc')
    .orderBy('id', 'desc')
    .limit(whole(param('limit'))),
)

export async function listFeaturedWorks(db: Db, viewer: Viewer, limit: number): Promise<number[]> {
  return (await featured(db, sliceOf(viewer, { page: 1, perPage: limit }))).map((row) => row.id)
}

const formerlyFeatured = prepare<Slice>()((db, param) =>
  db
    .selectFrom('work')
    .where('featured_until', 'is not', null)
    .where('audience', '>=', param('audience'))
    .select('id')
    .orderBy('featured_until', 'desc')
    .orderBy('id', 'desc')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const countFormerlyFeatured = prepare<{ audience: number }>()((db, param) =>
  db
    .selectFrom('work')
    .where('featured_until', 'is not', null)
    .where('audience', '>=', param('audience'))
    .select((eb) => eb.fn.countAll<number>().as('total')),
)

/** Those that have made room for others. */
export async function listFormerlyFeatured(db: Db, viewer: Viewer, paging: Paging): Promise<Paged<number>> {
  const slice = sliceOf(viewer, paging)
  const [rows, totals] = await Promise.all([
    formerlyFeatured(db, slice),
    countFormerlyFeatured(db, { audience: slice.audience }),
  ])
  return page(rows, totals, paging)
}

const ofTag = prepare<Slice & { tagId: number }>()((db, param) =>
  db
    .selectFrom('work_tag_expansion')
    .where('tag_id', '=', param('tagId'))
    .where('audience', '>=', param('audience'))
    .select('work_id as id')
    .orderBy('updated_at', 'desc')
    .orderBy('work_id', 'desc')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const countOfTag = prepare<{ audience: number; tagId: number }>()((db, param) =>
  db
    .selectFrom('work_tag_expansion')
    .where('tag_id', '=', param('tagId'))
    .where('audience', '>=', param('audience'))
    .select((eb) => eb.fn.countAll<number>().as('total')),
)

/** Of the tag, its synonyms and everything below it. */
export async function listWorksOfTag(db: Db, viewer: Viewer, tagId: number, paging: Paging): Promise<Paged<number>> {
  const slice = sliceOf(viewer, paging)
  const { audience } = slice
  const [rows, totals] = await Promise.all([
    ofTag(db, { ...slice, tagId }),
    keepCount(db, `tag ${tagId} ${audience}`, () => countOfTag(db, { audience, tagId })),
  ])
  return page(rows, totals, paging)
}

const ofPseud = prepare<Slice & { pseudId: number }>()((db, param) =>
  db
    .selectFrom('creator')
    .innerJoin('work', 'work.id', 'creator.work_id')
    .where('creator.pseud_id', '=', param('pseudId'))
    .where('work.audience', '>=', param('audience'))
    .select('work.id')
    .orderBy('work.updated_at', 'desc')
    .orderBy('work.id', 'desc')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const countOfPseud = prepare<{ audience: number; pseudId: number }>()((db, param) =>
  db
    .selectFrom('creator')
    .innerJoin('work', 'work.id', 'creator.work_id')
    .where('creator.pseud_id', '=', param('pseudId'))
    .where('work.audience', '>=', param('audience'))
    .select((eb) => eb.fn.countAll<number>().as('total')),
)

export async function listWorksOfPseud(
  db: Db,
  viewer: Viewer,
  pseudId: number,
  paging: Paging,
): Promise<Paged<number>> {
  const slice = sliceOf(viewer, paging)
  const { audience } = slice
  const [rows, totals] = await Promise.all([
    ofPseud(db, { ...slice, pseudId }),
    keepCount(db, `pseud ${pseudId} ${audience}`, () => countOfPseud(db, { audience, pseudId })),
  ])
  return page(rows, totals, paging)
}

function page(rows: ReadonlyArray<{ id: number }>, totals: ReadonlyArray<{ total: number }>, paging: Paging) {
  return paged(
    rows.map((row) => row.id),
    totals[0]?.total ?? 0,
    paging,
  )
}
