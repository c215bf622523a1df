import type { Viewer } from '../people/viewer.ts'
import type { Shelf } from './shelf.ts'

type Owned = Pick<Shelf, 'accountId'>

export function canChangeShelf(viewer: Viewer, shelf: Owned): boolean {
  return viewer.kind === 'member' && viewer.accountId === shelf.accountId
}

/** A closed shelf is its owner's alone; moderators have no business there. */
export function canSeeShelf(viewer: Viewer, shelf: Owned & Pick<Shelf, 'isPublic'>): boolean {
  return shelf.isPublic || canChangeShelf(viewer, shelf)
}

/** The shelves that everybody has stay. */
export function canDeleteShelf(viewer: Viewer, shelf: Owned & Pick<Shelf, 'kind'>): boolean {
  return shelf.kind === 'own' && canChangeShelf(viewer, shelf)
}
