// Addresses of one list, with what is chosen in it.
import type { Chosen } from '../../search/chosen.ts'
import { writeFilter } from '../../search/filter-address.ts'

export type Extra = Readonly<Record<string, string | number | null>>

export interface ListAddress {
  /** Without a query. */
  path: string
  /** What else makes it this list, as a letter. */
  kept: Extra
}

export function listAddress({ path, kept }: ListAddress, chosen: Chosen, extra: Extra = {}): string {
  const own = [...Object.entries(kept), ...Object.entries(extra)]
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value!)}`)
  const query = [writeFilter(chosen), ...own].filter((part) => part !== '').join('&')
  return query === '' ? path : `${path}?${query}`
}

/** Where what the list holds now can be taken along. */
export function booksOf({ address, chosen }: { address: ListAddress; chosen: Chosen }, path: string): string {
  return listAddress({ ...address, path }, chosen)
}
