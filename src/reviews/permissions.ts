// Who may review, answer, edit and delete. The door (works/visibility.ts) and the gates come before any of it.
import { isModerator, type Viewer } from '../people/viewer.ts'
import type { Settings } from '../site/settings.ts'

/** `login`: members only, and the viewer is a guest. `own`: creators answer, they do not review their own. */
export type MayReview = 'yes' | 'login' | 'closed' | 'own'

export function mayReview(viewer: Viewer, isCreator: boolean, { reviewsBy }: Pick<Settings, 'reviewsBy'>): MayReview {
  if (reviewsBy === 'nobody') return 'closed'
  if (viewer.kind === 'guest') return reviewsBy === 'everybody' ? 'yes' : 'login'
  return isCreator ? 'own' : 'yes'
}

/** Members, as long as reviews are open; creators always have the last word about their own. */
export function canReply(viewer: Viewer, isCreator: boolean, { reviewsBy }: Pick<Settings, 'reviewsBy'>): boolean {
  return viewer.kind === 'member' && (isCreator || reviewsBy !== 'nobody')
}

export interface Signed {
  /** Null for a guest's words. */
  accountId: number | null
}

/** Only whoever wrote it; moderators do not put words into others' mouths. */
export function canEditReview(viewer: Viewer, review: Signed): boolean {
  return viewer.kind === 'member' && review.accountId === viewer.accountId
}

/** Whoever wrote it, and moderators. Not the creators: a review is the reader's. */
export function canDeleteReview(viewer: Viewer, review: Signed): boolean {
  return canEditReview(viewer, review) || isModerator(viewer)
}

export function canLeaveKudos(viewer: Viewer, isCreator: boolean): boolean {
  return viewer.kind === 'guest' || !isCreator
}
