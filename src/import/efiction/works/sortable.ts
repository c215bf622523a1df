import { sortKey, titleKey } from '../../../text/sort-key.ts'

/** PostgreSQL refuses to index what is longer than 2,700 bytes; sites widened their columns. */
const LONGEST = 300
const MOST = 2 ** 31 - 1

/** What a name is sorted by, short enough for an index. */
export function sortable(title: string, language: string): string {
  return short(sortKey(title, language))
}

/** The same for a title, whose numbers count as numbers. */
export function sortableTitle(title: string, language: string): string {
  return short(titleKey(title, language))
}

export function short(key: string): string {
  return key.length <= LONGEST ? key : key.slice(0, LONGEST).toWellFormed()
}

/** A place in a list, whatever number the old site had for it, or none. */
export function placeOf(number: number): number {
  if (Number.isNaN(number)) return MOST
  return Math.max(-MOST, Math.min(MOST, number))
}
