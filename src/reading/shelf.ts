/** What lies on a shelf: a work, a series, or the page of an author. */
export type BookmarkKind = 'works' | 'series' | 'authors'

export const BOOKMARK_KINDS: readonly BookmarkKind[] = ['works', 'series', 'authors']

export interface Shelf {
  id: number
  accountId: number
  kind: 'later' | 'reading' | 'finished' | 'dropped' | 'favourites' | 'own'
  name: string
  slug: string
  isPublic: boolean
}

/** The shelf that every member has; public until its owner closes it, as favourites are meant to be shown. */
export const FAVOURITES = { kind: 'favourites', slug: 'favourites', name: 'Favourites' } as const

export function parseBookmarkKind(text: string | undefined): BookmarkKind {
  return BOOKMARK_KINDS.find((kind) => kind === text) ?? 'works'
}
