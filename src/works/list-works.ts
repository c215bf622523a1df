// Pages of lists, as ids in order: each is one walk along an index. `listBlurbs` makes them into what lists show.
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { type HiddenFrom, hiddenFrom, isShownTo } from './hidden-from.ts'
import { keepCount } from './kept-counts.ts'
import { leastAudience } from './visibility.ts'

interface Whose extends HiddenFrom {
  audience: number
}

interface Slice extends Whose {
  limit: number
  offset: number
}

function sliceOf(viewer: Viewer, paging: Paging): Slice {
  return { ...whose(viewer), limit: paging.perPage, offset: offsetOf(paging) }
}

function whose(viewer: Viewer): Whose {
  return { audience: leastAudience(viewer), ...hiddenFrom(viewer) }
}

/** Only members hide anything. */
type Hides = Viewer['kind']

function hider(param: <Name extends keyof HiddenFrom>(name: Name) => HiddenFrom[Name]): HiddenFrom {
  return { accountId: param('accountId'), languages: param('languages') }
}

const latest = prepare<Slice, Hides>()((db, param, hides) =>
  db
    .selectFrom('work')
    .where('audience', '>=', param('audience'))
    .$if(hides === 'member', (works) => works.where(isShownTo(hider(param))))
    .select('id')
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(whole(param('limit'))),
)

/** Without a total, and without what the viewer hides, for the home page. */
export async function listLatestWorks(db: Db, viewer: Viewer, limit: number): Promise<number[]> {
  const rows = await latest(db, sliceOf(viewer, { page: 1, perPage: limit }), viewer.kind)
  return rows.map((row) => row.id)
}

const newest = prepare<Slice, Hides>()((db, param, hides) =>
  db
    .selectFrom('work')
    .where('posted_at', 'is not', null)
    .where('audience', '>=', param('audience'))
    .$if(hides === 'member', (works) => works.where(isShownTo(hider(param))))
    .select('id')
    .orderBy('posted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(whole(param('limit'))),
)

/** By when they were first posted. */
export async function listNewestWorks(db: Db, viewer: Viewer, limit: number): Promise<number[]> {
  const rows = await newest(db, sliceOf(viewer, { page: 1, perPage: limit }), viewer.kind)
  return rows.map((row) => row.id)
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

const featured = prepare<Slice, Hides>()((db, param, hides) =>
  db
    .selectFrom('work')
    .where('featured_at', 'is not', null)
    .where('featured_until', 'is', null)
    .where('audience', '>=', param('audience'))
    .$if(hides === 'member', (works) => works.where(isShownTo(hider(param))))
    .select('id')
    .orderBy('featured_at', 'desc')
    .orderBy('id', 'desc')
    .limit(whole(param('limit'))),
)

export async function listFeaturedWorks(db: Db, viewer: Viewer, limit: number): Promise<number[]> {
  const rows = await featured(db, sliceOf(viewer, { page: 1, perPage: limit }), viewer.kind)
  return rows.map((row) => row.id)
}

const formerlyFeatured = prepare<Slice, Hides>()((db, param, hides) =>
  db
    .selectFrom('work')
    .where('featured_until', 'is not', null)
    .where('audience', '>=', param('audience'))
    .$if(hides === 'member', (works) => works.where(isShownTo(hider(param))))
    .select('id')
    .orderBy('featured_until', 'desc')
    .orderBy('id', 'desc')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const countFormerlyFeatured = prepare<Whose, Hides>()((db, param, hides) =>
  db
    .selectFrom('work')
    .where('featured_until', 'is not', null)
    .where('audience', '>=', param('audience'))
    .$if(hides === 'member', (works) => works.where(isShownTo(hider(param))))
    .select((eb) => eb.fn.countAll<number>().as('total')),
)

/** Those that have made room for others. */
export async function listFormerlyFeatured(db: Db, viewer: Viewer, paging: Paging): Promise<Paged<number>> {
  const slice = sliceOf(viewer, paging)
  const [rows, totals] = await Promise.all([
    formerlyFeatured(db, slice, viewer.kind),
    countFormerlyFeatured(db, slice, viewer.kind),
  ])
  return paged(
    rows.map((row) => row.id),
    totals[0]?.total ?? 0,
    paging,
  )
}

const ofTag = prepare<Slice & { tagId: number }>()((db, param) =>
  db
    .selectFrom('work_tag_expansion')
    .where('tag_id', '=', param('tagId'))
    .where('audience', '>=', param('audience'))
    .select('work_id as id')
    .orderBy('updated_at', 'desc')
    .orderBy('work_id', 'desc')
    .limit(whole(param('limit'))),
)

/** Of the tag, its synonyms and everything below it. */
export async function listLatestOfTag(db: Db, viewer: Viewer, tagId: number, limit: number): Promise<number[]> {
  const rows = await ofTag(db, { ...sliceOf(viewer, { page: 1, perPage: limit }), tagId })
  return rows.map((row) => row.id)
}

const countOfTag = prepare<{ audience: number; tagId: number }>()((db, param) =>
  db
    .selectFrom('work_tag_expansion')
    .where('tag_id', '=', param('tagId'))
    .where('audience', '>=', param('audience'))
    .select((eb) => eb.fn.countAll<number>().as('total')),
)

/** As many as `listLatestOfTag` has without a limit. */
export async function countWorksOfTag(db: Db, viewer: Viewer, tagId: number): Promise<number> {
  const audience = leastAudience(viewer)
  const rows = await keepCount(db, `tag ${tagId} ${audience}`, () => countOfTag(db, { audience, tagId }))
  return rows[0]?.total ?? 0
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
    .limit(whole(param('limit'))),
)

export async function listLatestOfPseud(db: Db, viewer: Viewer, pseudId: number, limit: number): Promise<number[]> {
  const rows = await ofPseud(db, { ...sliceOf(viewer, { page: 1, perPage: limit }), pseudId })
  return rows.map((row) => row.id)
}
