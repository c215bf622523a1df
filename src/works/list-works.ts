// Pages of lists, as ids in order: each is one walk along an index. `listBlurbs` makes them into what lists show.
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { countListed, listed, type ListedWorks } from './count-listed.ts'
import { type HiddenFrom, hiddenFrom, isShownTo } from './hidden-from.ts'
import { isKept, isLeftOut, type LeftOut } from './left-out.ts'
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

const recent = prepare<Slice, LeftOut>()((db, param, leftOut) =>
  db
    .selectFrom('work')
    .where('audience', '>=', param('audience'))
    .$if(leftOut !== 'nothing', (works) => works.where(isKept('work.id', param('accountId'), leftOut)))
    .select('id')
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

/** All; or of what is left out, how much. */
const countAll = prepare<Whose, LeftOut>()((db, param, leftOut) =>
  db
    .selectFrom('work')
    .where('audience', '>=', param('audience'))
    .$if(leftOut !== 'nothing', (works) => works.where(isLeftOut('work.id', param('accountId'), leftOut)))
    .select((eb) => eb.fn.countAll<number>().as('total')),
)

export async function listRecentWorks(
  db: Db,
  viewer: Viewer,
  paging: Paging,
  leftOut: LeftOut = 'nothing',
): Promise<ListedWorks> {
  const key = `all ${leastAudience(viewer)}`
  const [rows, counts] = await Promise.all([
    recent(db, sliceOf(viewer, paging), leftOut),
    countListed(db, { key, leftOut }, (shape) => countAll(db, whose(viewer), shape)),
  ])
  return listed(rows, counts, paging)
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

const ofTag = prepare<Slice & { tagId: number }, LeftOut>()((db, param, leftOut) =>
  db
    .selectFrom('work_tag_expansion')
    .where('tag_id', '=', param('tagId'))
    .where('audience', '>=', param('audience'))
    .$if(leftOut !== 'nothing', (works) =>
      works.where(isKept('work_tag_expansion.work_id', param('accountId'), leftOut)),
    )
    .select('work_id as id')
    .orderBy('updated_at', 'desc')
    .orderBy('work_id', 'desc')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const countOfTag = prepare<Whose & { tagId: number }, LeftOut>()((db, param, leftOut) =>
  db
    .selectFrom('work_tag_expansion')
    .where('tag_id', '=', param('tagId'))
    .where('audience', '>=', param('audience'))
    .$if(leftOut !== 'nothing', (works) =>
      works.where(isLeftOut('work_tag_expansion.work_id', param('accountId'), leftOut)),
    )
    .select((eb) => eb.fn.countAll<number>().as('total')),
)

/** Of the tag, its synonyms and everything below it. */
export async function listWorksOfTag(
  db: Db,
  viewer: Viewer,
  tagId: number,
  paging: Paging,
  leftOut: LeftOut = 'nothing',
): Promise<ListedWorks> {
  const key = `tag ${tagId} ${leastAudience(viewer)}`
  const [rows, counts] = await Promise.all([
    ofTag(db, { ...sliceOf(viewer, paging), tagId }, leftOut),
    countListed(db, { key, leftOut }, (shape) => countOfTag(db, { ...whose(viewer), tagId }, shape)),
  ])
  return listed(rows, counts, paging)
}

const ofPseud = prepare<Slice & { pseudId: number }, LeftOut>()((db, param, leftOut) =>
  db
    .selectFrom('creator')
    .innerJoin('work', 'work.id', 'creator.work_id')
    .where('creator.pseud_id', '=', param('pseudId'))
    .where('work.audience', '>=', param('audience'))
    .$if(leftOut !== 'nothing', (works) => works.where(isKept('work.id', param('accountId'), leftOut)))
    .select('work.id')
    .orderBy('work.updated_at', 'desc')
    .orderBy('work.id', 'desc')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const countOfPseud = prepare<Whose & { pseudId: number }, LeftOut>()((db, param, leftOut) =>
  db
    .selectFrom('creator')
    .innerJoin('work', 'work.id', 'creator.work_id')
    .where('creator.pseud_id', '=', param('pseudId'))
    .where('work.audience', '>=', param('audience'))
    .$if(leftOut !== 'nothing', (works) => works.where(isLeftOut('work.id', param('accountId'), leftOut)))
    .select((eb) => eb.fn.countAll<number>().as('total')),
)

export async function listWorksOfPseud(
  db: Db,
  viewer: Viewer,
  pseudId: number,
  paging: Paging,
  leftOut: LeftOut = 'nothing',
): Promise<ListedWorks> {
  const key = `pseud ${pseudId} ${leastAudience(viewer)}`
  const [rows, counts] = await Promise.all([
    ofPseud(db, { ...sliceOf(viewer, paging), pseudId }, leftOut),
    countListed(db, { key, leftOut }, (shape) => countOfPseud(db, { ...whose(viewer), pseudId }, shape)),
  ])
  return listed(rows, counts, paging)
}
