// Pages of the catalogue for reading programs: lists that can be sorted and narrowed, with counts of what is found there.
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import type { Tables } from '../store/tables.ts'
import { hiddenFrom, isShownTo } from './hidden-from.ts'
import { keepCount } from './kept-counts.ts'
import { leastAudience, worksListedFor } from './visibility.ts'

export type CatalogueOrder = 'updated' | 'posted' | 'title' | 'words'

/** Null: not narrowed. */
export interface CatalogueFilter {
  /** 0: works without a rating. */
  ratingId: number | null
  language: string | null
  status: 'complete' | 'in_progress' | null
}

/** Where the list starts from. */
export type CatalogueScope = { kind: 'all' } | { kind: 'tag'; tagId: number } | { kind: 'pseud'; pseudId: number }

export interface FacetCounts {
  /** By id; 0 for those without. */
  ratings: ReadonlyMap<number, number>
  languages: ReadonlyMap<string, number>
  statuses: ReadonlyMap<'complete' | 'in_progress', number>
}

export interface CataloguePage extends Paged<number> {
  /** What each list would hold that differs from this one in one choice. */
  counts: FacetCounts
}

type Works = SelectQueryBuilder<Tables, 'work', object>

function worksOf(db: Db, viewer: Viewer, { scope, hides }: CatalogueQuestion): Works {
  const listed = worksListedFor(db, viewer)
  const works = hides ? listed.where(isShownTo(hiddenFrom(viewer))) : listed
  if (scope.kind === 'tag')
    return works.where(
      'work.id',
      'in',
      db.selectFrom('work_tag_expansion').where('tag_id', '=', scope.tagId).select('work_id'),
    )
  if (scope.kind === 'pseud')
    return works.where(
      'work.id',
      'in',
      db.selectFrom('creator').where('pseud_id', '=', scope.pseudId).select('work_id'),
    )
  return works
}

function narrowed(works: Works, { ratingId, language, status }: CatalogueFilter): Works {
  let found = works
  if (ratingId === 0) found = found.where('work.rating_id', 'is', null)
  else if (ratingId !== null) found = found.where('work.rating_id', '=', ratingId)
  if (language !== null) found = found.where('work.language', '=', language)
  if (status !== null) found = found.where('work.complete', '=', status === 'complete' ? 1 : 0)
  return found
}

const ORDERS = {
  updated: (works: Works) => works.orderBy('work.updated_at', 'desc').orderBy('work.id', 'desc'),
  // What lists show was posted, and the index knows nothing else.
  posted: (works: Works) =>
    works.where('work.posted_at', 'is not', null).orderBy('work.posted_at', 'desc').orderBy('work.id', 'desc'),
  title: (works: Works) => works.orderBy('work.sort_title').orderBy('work.id'),
  words: (works: Works) => works.orderBy('work.word_count', 'desc').orderBy('work.id', 'desc'),
} as const satisfies Record<CatalogueOrder, (works: Works) => Works>

export interface CatalogueQuestion {
  scope: CatalogueScope
  filter: CatalogueFilter
  order: CatalogueOrder
  /** The viewer hides something: then nothing that is counted is kept for others. */
  hides: boolean
}

export async function listCatalogue(
  db: Db,
  viewer: Viewer,
  question: CatalogueQuestion,
  paging: Paging,
): Promise<CataloguePage> {
  const { scope, filter, order, hides } = question
  const all = worksOf(db, viewer, question)
  const page = ORDERS[order](narrowed(all, filter)).select('work.id').limit(paging.perPage).offset(offsetOf(paging))
  const key = `catalogue ${leastAudience(viewer)} ${JSON.stringify([scope, filter])}`
  const keep = <T>(key: string, count: () => Promise<T>) => (hides ? count() : keepCount(db, key, count))
  const [rows, total, counts] = await Promise.all([
    page.execute(),
    keep(`${key} total`, () => count(narrowed(all, filter))),
    keep(key, () => countFacets(all, filter)),
  ])
  return {
    ...paged(
      rows.map(({ id }) => id),
      total,
      paging,
    ),
    counts,
  }
}

async function count(works: Works): Promise<number> {
  const { total } = await works.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return total
}

async function countFacets(all: Works, filter: CatalogueFilter): Promise<FacetCounts> {
  const tally = sql<number>`count(*)`.as('found')
  const [ratings, languages, statuses] = await Promise.all([
    narrowed(all, { ...filter, ratingId: null })
      .groupBy('work.rating_id')
      .select(['work.rating_id', tally])
      .execute(),
    narrowed(all, { ...filter, language: null })
      .groupBy('work.language')
      .select(['work.language', tally])
      .execute(),
    narrowed(all, { ...filter, status: null })
      .groupBy('work.complete')
      .select(['work.complete', tally])
      .execute(),
  ])
  return {
    ratings: new Map(ratings.map(({ rating_id, found }) => [rating_id ?? 0, found])),
    languages: new Map(languages.map(({ language, found }) => [language, found])),
    statuses: new Map(statuses.map(({ complete, found }) => [complete === 1 ? 'complete' : 'in_progress', found])),
  }
}
