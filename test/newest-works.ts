import { NO_FILTER, NOTHING_HIDDEN, type Question } from '../src/search/question.ts'

/** What a member finds in the plainest list of all works; tests change of it what they are about. */
export const NEWEST_WORKS: Question = {
  audience: 1,
  scope: { kind: 'all' },
  filter: NO_FILTER,
  sort: { by: 'updated', direction: 'down' },
  from: { page: 1 },
  perPage: 20,
  leftOut: [],
  hidden: NOTHING_HIDDEN,
  facets: 0,
}
