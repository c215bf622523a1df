import { notFound } from '../../errors.ts'
import { writeFilter } from '../../search/filter-address.ts'
import type { Scope, Sort } from '../../search/question.ts'
import { leftOutBy } from '../../works/left-out.ts'
import { findList } from '../find/find-list.ts'
import { type Extra, listAddress } from '../find/list-address.ts'
import type { Parts } from '../parts.ts'
import type { C } from '../respond.ts'
import { MOST_LISTED } from './plan.ts'

const NEWEST: Sort = { by: 'updated', direction: 'down' }

export interface Addresses {
  scope: Scope
  /** Absent: the newest first. */
  usual?: Sort
  /** What else makes it this list. */
  kept?: Extra
  /** As in a list's question. */
  isWhole?: boolean
  /** Without queries. */
  home: string
  books: string
  bundle: (format: string) => string
}

/** Narrowed and sorted as the address says, in the order of the list's own page; as many as a bundle looks at. */
export async function findWhole(c: C, parts: Parts, asked: Addresses) {
  const { scope, usual = NEWEST, home, books, bundle, kept = {}, isWhole = false } = asked
  const list = await findList(c, parts, {
    scope,
    address: { path: home, kept },
    usual,
    isWhole,
    perPage: MOST_LISTED,
    from: { page: 1 },
    isBare: true,
  })
  // Only the form of a list sends what is no address yet, and it leads to the list.
  if (list instanceof Response) throw notFound('Book')
  const { chosen, address, areLeftOutShown, hidden } = list
  const at = (path: string, query?: Extra) => listAddress({ path, kept: address.kept }, chosen, query)
  const leavesNothingOut =
    (isWhole || leftOutBy(c.get('viewer')) === 'nothing' || areLeftOutShown) && hidden.count === 0
  return {
    workIds: list.ids,
    leavesNothingOut,
    isWhole: leavesNothingOut && !list.isFiltered,
    text: chosen.text,
    query: writeFilter({ ...chosen, sort: { by: null, direction: null } }),
    home: at(home),
    books: (query?: Extra) => at(books, query),
    bundle: (format: string, query?: Extra) => at(bundle(format), query),
  }
}
