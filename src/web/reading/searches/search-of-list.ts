// A list as a search that can be saved: what its address says, as far as it is a list of all works narrowed down.
import { parseFilter, writeFilter } from '../../../search/filter-address.ts'
import type { Clock } from '../../../search/day-range.ts'
import type { Viewer } from '../../../people/viewer.ts'
import type { Db } from '../../../store/database.ts'
import { addressesOf, FEED_FORMATS } from '../../feeds/feed-links.ts'
import { decoded } from '../../path.ts'
import { feeds, paths } from '../../paths.ts'
import { placeOfPath, writePlace } from './search-place.ts'

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

/** As a member may save it: lists of series and of shelves too. Refuses with not_found what they lead to in vain. */
export async function paramsToSave(db: Db, viewer: Viewer, address: string): Promise<URLSearchParams> {
  if (address.length > LONGEST_ADDRESS) return new URLSearchParams()
  const [path = '', query = ''] = address.split('?', 2)
  const place = await placeOfPath(db, viewer, path)
  if (!place) return paramsOfList(address) ?? new URLSearchParams()
  const params = new URLSearchParams(query)
  params.set(place[0], String(place[1]))
  return params
}

/** In its one form, without what does not exist. Refuses with `invalid` what is longer than anybody means. */
export async function canonicalSearch(db: Db, params: URLSearchParams, clock: Clock) {
  const { chosen } = await parseFilter(db, params, clock)
  const query = [writePlace(params), writeFilter(chosen)].filter((part) => part !== '').join('&')
  return { query, chosen }
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
