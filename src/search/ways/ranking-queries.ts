// How many of what each work, series or author has, for lists of the most. Nothing here knows of a shelf that is not open
// to everybody, or of a work that the viewer does not find.
import type { Db } from '../../store/database.ts'
import { worksInside } from '../../works/list-series-works.ts'
import { prepare } from '../../store/prepared.ts'

export interface Span {
  from: number
  to: number
  audience: number
}

export interface Ranked {
  id: number
  count: number
}

/** Of shelves for everybody, but for the one of what was given up. One person counts once. */
const bookmarkedSeries = prepare<Span>()((db, param) =>
  db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .innerJoin('series', 'series.id', 'bookmark.series_id')
    .where('shelf.is_public', '=', 1)
    .where('shelf.kind', '!=', 'dropped')
    .where('bookmark.series_id', '>=', param('from'))
    .where('bookmark.series_id', '<=', param('to'))
    .where('series.hidden_at', 'is', null)
    .groupBy('series.id')
    .select((eb) => ['series.id', eb.fn.count<number>('shelf.account_id').distinct().as('count')]),
)

const bookmarkedPseuds = prepare<Span>()((db, param) =>
  db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .where('shelf.is_public', '=', 1)
    .where('shelf.kind', '!=', 'dropped')
    .where('bookmark.pseud_id', '>=', param('from'))
    .where('bookmark.pseud_id', '<=', param('to'))
    .groupBy('bookmark.pseud_id')
    .select((eb) => [
      eb.ref('bookmark.pseud_id').$castTo<number>().as('id'),
      eb.fn.count<number>('shelf.account_id').distinct().as('count'),
    ]),
)

const bookmarkedWorks = prepare<Span>()((db, param) =>
  db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .innerJoin('work', 'work.id', 'bookmark.work_id')
    .where('shelf.is_public', '=', 1)
    .where('shelf.kind', '!=', 'dropped')
    .where('bookmark.work_id', '>=', param('from'))
    .where('bookmark.work_id', '<=', param('to'))
    .where('work.audience', '>=', param('audience'))
    .groupBy('work.id')
    .select((eb) => ['work.id', eb.fn.count<number>('shelf.account_id').distinct().as('count')]),
)

const worksOfSeries = prepare<Span>()((db, param) =>
  worksInside(
    db,
    (eb) =>
      eb('series.hidden_at', 'is', null).and('series.id', '>=', param('from')).and('series.id', '<=', param('to')),
    param('audience'),
  )
    .groupBy('inside.root')
    .select((eb) => ['inside.root as id', eb.fn.count<number>('work.id').distinct().as('count')]),
)

const reviewsOfSeries = prepare<Span>()((db, param) =>
  db
    .selectFrom('review')
    .innerJoin('series', 'series.id', 'review.series_id')
    .where('series.hidden_at', 'is', null)
    .where('review.parent_id', 'is', null)
    .where('review.deleted_at', 'is', null)
    .where('review.hidden_at', 'is', null)
    .where('review.series_id', '>=', param('from'))
    .where('review.series_id', '<=', param('to'))
    .groupBy('series.id')
    .select((eb) => ['series.id', eb.fn.countAll<number>().as('count')]),
)

const worksOfPseuds = prepare<Span>()((db, param) =>
  db
    .selectFrom('creator')
    .innerJoin('work', 'work.id', 'creator.work_id')
    .where('creator.pseud_id', '>=', param('from'))
    .where('creator.pseud_id', '<=', param('to'))
    .where('work.audience', '>=', param('audience'))
    .groupBy('creator.pseud_id')
    .select((eb) => ['creator.pseud_id as id', eb.fn.countAll<number>().as('count')]),
)

const reviewsByPseuds = prepare<Span>()((db, param) =>
  db
    .selectFrom('review')
    .leftJoin('work', 'work.id', 'review.work_id')
    .where('review.parent_id', 'is', null)
    .where('review.deleted_at', 'is', null)
    .where('review.hidden_at', 'is', null)
    .where('review.pseud_id', '>=', param('from'))
    .where('review.pseud_id', '<=', param('to'))
    .where((eb) => eb.or([eb('review.work_id', 'is', null), eb('work.audience', '>=', param('audience'))]))
    .groupBy('review.pseud_id')
    .select((eb) => [eb.ref('review.pseud_id').$castTo<number>().as('id'), eb.fn.countAll<number>().as('count')]),
)

export const QUERIES = {
  'bookmarked-works': { of: 'work', count: bookmarkedWorks },
  'large-series': { of: 'series', count: worksOfSeries },
  'small-series': { of: 'series', count: worksOfSeries },
  'reviewed-series': { of: 'series', count: reviewsOfSeries },
  'favourite-series': { of: 'series', count: bookmarkedSeries },
  'prolific-authors': { of: 'pseud', count: worksOfPseuds },
  'favourite-authors': { of: 'pseud', count: bookmarkedPseuds },
  'prolific-reviewers': { of: 'pseud', count: reviewsByPseuds },
} as const

export type RankingName = keyof typeof QUERIES

const ends = {
  work: prepare<object>()((db) => db.selectFrom('work').select((eb) => eb.fn.max<number | null>('id').as('last'))),
  series: prepare<object>()((db) => db.selectFrom('series').select((eb) => eb.fn.max<number | null>('id').as('last'))),
  pseud: prepare<object>()((db) => db.selectFrom('pseud').select((eb) => eb.fn.max<number | null>('id').as('last'))),
}

/** The last number of those that it ranks. */
export async function findLastOf(db: Db, name: RankingName): Promise<number> {
  const [row] = await ends[QUERIES[name].of](db, {})
  return row?.last ?? 0
}
