import { isModerator, type Viewer } from '../people/viewer.ts'
import type { Settings } from '../site/settings.ts'

export interface Owned {
  /** Null: a guest's, or somebody's who left. */
  accountId: number | null
}

export function canIssueChallenge(viewer: Viewer, { challengesBy }: Pick<Settings, 'challengesBy'>): boolean {
  return viewer.kind === 'member' && (challengesBy === 'members' || isModerator(viewer))
}

export function canRecommend(viewer: Viewer, { recommendationsBy }: Pick<Settings, 'recommendationsBy'>): boolean {
  return viewer.kind === 'member' && (recommendationsBy === 'members' || isModerator(viewer))
}

/** Whoever made the challenge or recommendation, and moderators. */
export function canEdit(viewer: Viewer, made: Owned): boolean {
  return isOwn(viewer, made) || isModerator(viewer)
}

export function isOwn(viewer: Viewer, made: Owned): boolean {
  return viewer.kind === 'member' && viewer.accountId === made.accountId
}

/** What waits for a moderator is there for them and for whoever wrote it. */
export function canSeeHeld(viewer: Viewer, made: Owned): boolean {
  return canEdit(viewer, made)
}

/** Creators take their own work back; whoever issued the challenge, and moderators, take out what does not belong. */
export function canTakeAnswerOut(viewer: Viewer, challenge: Owned, isCreator: boolean): boolean {
  return isCreator || canEdit(viewer, challenge)
}
