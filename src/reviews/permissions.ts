// Who may review, answer, edit and delete. The door (works/visibility.ts) and the gates come before any of it.
import { isModerator, type Viewer } from '../people/viewer.ts'
import type { Settings } from '../site/settings.ts'

/**
 * `closed`: the archive takes none. `off`: the work's authors take none. `login`: members only, and the viewer is a guest.
 * `own`: creators answer, they do not review their own.
 */
export type MayReview = 'yes' | 'login' | 'closed' | 'off' | 'own'

export interface Openness extends Pick<Settings, 'reviewsBy'> {
  /** By the choice of the work's authors. */
  isWithoutReviews: boolean
}

export function mayReview(viewer: Viewer, isCreator: boolean, { reviewsBy, isWithoutReviews }: Openness): MayReview {
  if (reviewsBy === 'nobody') return 'closed'
  if (isWithoutReviews) return 'off'
  if (viewer.kind === 'guest') return reviewsBy === 'everybody' ? 'yes' : 'login'
  return isCreator ? 'own' : 'yes'
}

/** Members, as long as reviews are open; creators always have the last word about their own. */
export function canReply(viewer: Viewer, isCreator: boolean, { reviewsBy, isWithoutReviews }: Openness): boolean {
  return viewer.kind === 'member' && (isCreator || (reviewsBy !== 'nobody' && !isWithoutReviews))
}

export interface Signed {
  /** Null for a guest's words. */
  accountId: number | null
}

/** Only whoever wrote it; moderators do not put words into others' mouths. */
export function canEditReview(viewer: Viewer, review: Signed): boolean {
  return viewer.kind === 'member' && review.accountId === viewer.accountId
}

export interface CreatorsRight {
  /** The viewer is a creator of what was reviewed. */
  isCreator: boolean
  authorsDelete: Settings['authorsDelete']
}

/** Whoever wrote it, and moderators. A review is the reader's: creators only where the archive lets them. */
export function canDeleteReview(viewer: Viewer, review: Signed, creators?: CreatorsRight): boolean {
  if (canEditReview(viewer, review) || isModerator(viewer)) return true
  if (!creators?.isCreator || creators.authorsDelete === 'none') return false
  return creators.authorsDelete === 'all' || review.accountId === null
}

export function canLeaveKudos(viewer: Viewer, isCreator: boolean): boolean {
  return viewer.kind === 'guest' || !isCreator
}
