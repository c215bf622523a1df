import type { ShelfTable } from '../store/tables/reading.ts'

/** What lies on a shelf: a work, a series, or the page of an author. Series and authors lie among favourites only. */
export type BookmarkKind = 'works' | 'series' | 'authors'

export const BOOKMARK_KINDS: readonly BookmarkKind[] = ['works', 'series', 'authors']

export type ShelfKind = ShelfTable['kind']

export interface Shelf {
  /** 0: one that everybody has and this member has not used yet. */
  id: number
  accountId: number
  kind: ShelfKind
  name: string
  slug: string
  isPublic: boolean
}

/** How far a member is with a work; it stands on at most one of these shelves. */
export const STATUSES = ['later', 'reading', 'finished', 'dropped'] as const

export function tellsStatus(kind: ShelfKind): boolean {
  return (STATUSES as readonly ShelfKind[]).includes(kind)
}

export const FAVOURITES = { kind: 'favourites', slug: 'favourites', name: 'Favourites' } as const

interface Standard extends Pick<Shelf, 'kind' | 'slug' | 'name' | 'isPublic'> {
  slug: ShelfKind
}

/** The shelves that everybody has, made when first used. Favourites are meant to be shown; the others are private. */
export const STANDARD_SHELVES: readonly Standard[] = [
  { kind: 'later', slug: 'later', name: 'Later', isPublic: false },
  { kind: 'reading', slug: 'reading', name: 'Reading', isPublic: false },
  { kind: 'finished', slug: 'finished', name: 'Finished', isPublic: false },
  { kind: 'dropped', slug: 'dropped', name: 'Dropped', isPublic: false },
  { ...FAVOURITES, isPublic: true },
]

export function standardShelf(slug: string): Standard | undefined {
  return STANDARD_SHELVES.find((shelf) => shelf.slug === slug)
}

/** In the order in which members see them: those of everybody first. */
export function rankOf(kind: ShelfKind): number {
  return kind === 'own' ? STANDARD_SHELVES.length : STANDARD_SHELVES.findIndex((shelf) => shelf.kind === kind)
}

export function parseBookmarkKind(text: string | undefined): BookmarkKind {
  return BOOKMARK_KINDS.find((kind) => kind === text) ?? 'works'
}
