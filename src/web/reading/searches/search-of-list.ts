// A list as a search that can be saved: what its address says, as far as it is a list of all works narrowed down.
import { parseFilter, writeFilter } from '../../../search/filter-address.ts'
import type { Clock } from '../../../search/day-range.ts'
import type { Db } from '../../../store/database.ts'
import { addressesOf, FEED_FORMATS } from '../../feeds/feed-links.ts'
import { feeds, paths } from '../../paths.ts'

const LONGEST_ADDRESS = 10_000

/** A tag's or an author's page is everything with the tag, by the author. Null: this list is something else. */
export function paramsOfList(address: string): URLSearchParams | null {
  if (address.length > LONGEST_ADDRESS) return null
  const [path = '', query = ''] = address.split('?', 2)
  const params = new URLSearchParams(query)
  if ([paths.works({}), paths.browseTitles({}), paths.search({})].includes(path)) return params
  const [, first, second, third, more] = path.split('/').map(decoded)
  if (more !== undefined || second === undefined) return null
  if (first === 'authors' && third === undefined) params.append('author', second)
  else if (first === 'browse' && third !== undefined) params.append('with', `${second}/${third}`)
  else return null
  return params
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** In its one form, without what does not exist. Refuses with `invalid` what is longer than anybody means. */
export async function canonicalSearch(db: Db, params: URLSearchParams, clock: Clock) {
  const { chosen } = await parseFilter(db, params, clock)
  return { query: writeFilter(chosen), chosen }
}

/** Where it is looked at. */
export function addressOfSearch(query: string): string {
  const list = new URLSearchParams(query).has('q') ? paths.search({}) : paths.works({})
  return query === '' ? list : `${list}?${query}`
}

/** Its feed for everybody. */
export function filteredAddresses(query: string) {
  const addresses = addressesOf(feeds.filtered, {})
  const withQuery = FEED_FORMATS.map((format) => [
    format,
    query === '' ? addresses[format] : `${addresses[format]}?${query}`,
  ])
  return Object.fromEntries(withQuery) as typeof addresses
}
