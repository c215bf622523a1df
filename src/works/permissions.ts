import { isModerator, type Viewer } from '../people/viewer.ts'

export interface Authored {
  /** The accounts of the work's creators. */
  creatorAccountIds: readonly number[]
}

export function isCreatorOf(viewer: Viewer, work: Authored): boolean {
  return viewer.kind === 'member' && work.creatorAccountIds.includes(viewer.accountId)
}

/** Creators, and moderators who mend. */
export function canEditWork(viewer: Viewer, work: Authored): boolean {
  return isCreatorOf(viewer, work) || isModerator(viewer)
}

export function canAddChapter(viewer: Viewer, work: Authored & { roundRobin: boolean }): boolean {
  return canEditWork(viewer, work) || (work.roundRobin && viewer.kind === 'member')
}

/** Approve, send back, hide. Never one's own. */
export function canDecideOnWork(viewer: Viewer, work: Authored): boolean {
  return isModerator(viewer) && !isCreatorOf(viewer, work)
}
