import { isModerator, type Viewer } from '../people/viewer.ts'

export interface Authored {
  /** The accounts of the work's creators. */
  creatorAccountIds: readonly number[]
  /** False where the viewer moderates some fandoms only, and the work is in none of them. */
  isInScope: boolean
}

export interface AuthoredChapter {
  /** Whose pen name the chapter carries, where it is not the work's creators'. */
  authorAccountId: number | null
}

export function isCreatorOf(viewer: Viewer, work: Authored): boolean {
  return viewer.kind === 'member' && work.creatorAccountIds.includes(viewer.accountId)
}

/** Creators, and moderators who mend. */
export function canEditWork(viewer: Viewer, work: Authored): boolean {
  return isCreatorOf(viewer, work) || moderates(viewer, work)
}

/** A moderator of some fandoms sees everything that waits, but settles only what is in those. */
export function moderates(viewer: Viewer, work: Authored): boolean {
  return isModerator(viewer) && work.isInScope
}

export function canAddChapter(viewer: Viewer, work: Authored & { isRoundRobin: boolean }): boolean {
  return canEditWork(viewer, work) || (work.isRoundRobin && viewer.kind === 'member')
}

/** As a book or kept in a browser: everybody who may read it, unless its authors want it read here alone. */
export function canTakeAlong(work: { isCreator: boolean; isWithoutDownloads: boolean }): boolean {
  return work.isCreator || !work.isWithoutDownloads
}

/** Whoever may edit the work, and who wrote the chapter. */
export function canEditChapter(viewer: Viewer, work: Authored, chapter: AuthoredChapter): boolean {
  return canEditWork(viewer, work) || isAuthorOf(viewer, chapter)
}

/** Only authors decide that their words go out; a moderator who mends does not. */
export function canPostWork(viewer: Viewer, work: Authored): boolean {
  return isCreatorOf(viewer, work)
}

export function canPostChapter(viewer: Viewer, work: Authored, chapter: AuthoredChapter): boolean {
  return isCreatorOf(viewer, work) || isAuthorOf(viewer, chapter)
}

/** Approve, send back, hide. Never one's own. */
export function canDecideOnWork(viewer: Viewer, work: Authored): boolean {
  return moderates(viewer, work) && !isCreatorOf(viewer, work)
}

export function canDecideOnChapter(viewer: Viewer, work: Authored, chapter: AuthoredChapter): boolean {
  return moderates(viewer, work) && !isAuthorOf(viewer, chapter)
}

function isAuthorOf(viewer: Viewer, { authorAccountId }: AuthoredChapter): boolean {
  return viewer.kind === 'member' && viewer.accountId === authorAccountId
}
