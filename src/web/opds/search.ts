// What words are found in, as on the search page, narrowed and sorted as programs do it.
import { findHidden } from '../../reading/hiding/find-hidden.ts'
import { NOTHING_CHOSEN, usualDirection } from '../../search/chosen.ts'
import { type Filter, NO_FILTER, type Question, type SortKey } from '../../search/question.ts'
import { narrowed } from '../../search/texts/resolve-query.ts'
import type { Paged } from '../../store/paging.ts'
import { listRatingIds } from '../../tags/list-rating-ids.ts'
import type { CatalogueFilter, CatalogueOrder, FacetCounts } from '../../works/list-catalogue.ts'
import { leastAudience } from '../../works/visibility.ts'
import { findText, type FoundText } from '../find/find-text.ts'
import { type Desk, pagingOf } from './desk.ts'
import type { Choices } from './facets.ts'

const SORT_KEYS = {
  updated: 'updated',
  posted: 'published',
  title: 'title',
  words: 'words',
} as const satisfies Record<CatalogueOrder, SortKey>

/** Nobody writes in so many. */
const MOST_LANGUAGES = 200

export interface Found extends Paged<number> {
  counts: FacetCounts
}

/** Best matches first, unless asked otherwise. In a fixed number of queries. */
export async function searchCatalogue(desk: Desk, asked: string, choices: Choices): Promise<Found> {
  const { c, db, viewer, parts } = desk
  const clock = { now: parts.now(), timeZone: c.get('settings').timezone }
  const chosen = { ...NOTHING_CHOSEN, text: asked }
  const [text, ratingIds, hidden] = await Promise.all([
    findText(parts, viewer, { chosen, scope: { kind: 'all' }, filter: NO_FILTER, clock }),
    listRatingIds(db),
    findHidden(db, viewer),
  ])
  const { page, perPage } = pagingOf(c)
  if (asked === '' || text.isImpossible) return { rows: [], total: 0, page, pageCount: 1, counts: NO_COUNTS }
  const question: Question = {
    audience: leastAudience(viewer),
    scope: text.scope,
    filter: text.filter,
    sort: sortOf(choices, text),
    from: { page },
    perPage,
    leftOut: [],
    hidden,
    facets: 0,
  }
  const asking = { question, ratingIds, filter: choices.filter }
  const [{ ids, total }, counts] = await Promise.all([
    parts.finder.ask({ ...question, filter: filterWith(asking, {}) }),
    countFacets(desk, asking),
  ])
  return { rows: ids, total, page, pageCount: Math.max(1, Math.ceil(total / perPage)), counts }
}

const NO_COUNTS: FacetCounts = { ratings: new Map(), languages: new Map(), statuses: new Map() }

function sortOf({ sort }: Choices, text: FoundText): Question['sort'] {
  if (sort === null) return text.sort ?? { by: 'updated', direction: 'down' }
  return { by: SORT_KEYS[sort], direction: usualDirection(SORT_KEYS[sort]) }
}

interface Asking {
  question: Question
  ratingIds: readonly number[]
  filter: CatalogueFilter
}

function filterWith({ question, ratingIds, filter }: Asking, changes: Partial<CatalogueFilter>): Filter {
  const { ratingId, language, status } = { ...filter, ...changes }
  return narrowed(question.filter, {
    ...NO_FILTER,
    with: ratingId === null || ratingId === 0 ? [] : [ratingId],
    without: ratingId === 0 ? ratingIds : [],
    languages: language === null ? [] : [language],
    status: status === 'in_progress' ? 'in progress' : status,
  })
}

async function countFacets({ parts: { finder } }: Desk, asking: Asking): Promise<FacetCounts> {
  const { question, ratingIds } = asking
  const first = { ...question, from: { page: 1 }, perPage: 1 }
  const ratings = [0, ...ratingIds]
  const [counted, ofLanguages, ofStatuses] = await Promise.all([
    finder.countEach(ratings.map((ratingId) => ({ ...first, filter: filterWith(asking, { ratingId }) }))),
    finder.ask({ ...first, filter: filterWith(asking, { language: null }), facets: MOST_LANGUAGES }),
    finder.ask({ ...first, filter: filterWith(asking, { status: null }), facets: MOST_LANGUAGES }),
  ])
  const { complete = 0, inProgress = 0 } = ofStatuses.facets ?? {}
  const statuses = [['complete', complete] as const, ['in_progress', inProgress] as const]
  return {
    ratings: new Map(ratings.flatMap((id, index) => (counted[index]! > 0 ? [[id, counted[index]!] as const] : []))),
    languages: new Map(ofLanguages.facets?.languages.map(({ language, count }) => [language, count])),
    statuses: new Map(statuses.filter(([, count]) => count > 0)),
  }
}
