import { isModerator, type Viewer } from '../people/viewer.ts'

/** What stands before a work's text, by its rating or by the author's choice. */
export interface Gates {
  ratingId: number | null
  membersOnly: boolean
  ageConsent: boolean
  warnFirst: boolean
  warningText: string
}

export type Gate = 'members_only' | 'age_consent' | 'warning'

/**
 * The first gate between the viewer and any of the work's text (summary, notes, chapters, reviews), or null.
 * Creators and moderators pass; `isCreator` says that the viewer is one.
 */
export function gateBefore(gates: Gates, viewer: Viewer, isCreator = false): Gate | null {
  if (isCreator || isModerator(viewer)) return null
  if (gates.membersOnly && viewer.kind === 'guest') return 'members_only'
  if (gates.ageConsent && !viewer.ageConsent) return 'age_consent'
  const accepted = gates.ratingId !== null && viewer.acceptedWarnings.includes(gates.ratingId)
  if (gates.warnFirst && !accepted) return 'warning'
  return null
}
