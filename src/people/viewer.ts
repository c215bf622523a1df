import type { Role } from '../store/tables/people.ts'
import type { Preferences } from './preferences.ts'

/** Who looks at a page. Guests and members alike carry what they have consented to. */
export type Viewer = Guest | Member

interface Consents {
  /** Said to be of age, in this browser or in the preferences. */
  ageConsent: boolean
  /** Ratings whose warning was read and accepted in this browser; tag ids. */
  acceptedWarnings: readonly number[]
}

export interface Guest extends Consents {
  kind: 'guest'
}

export interface Member extends Consents {
  kind: 'member'
  accountId: number
  /** The pseud that the member writes under unless they choose another. */
  pseudId: number
  name: string
  /** Of the default pseud; the address of the member's own page. */
  slug: string
  role: Role
  trusted: boolean
  preferences: Preferences
}

export const GUEST: Guest = { kind: 'guest', ageConsent: false, acceptedWarnings: [] }

/** Moderators, admins and owners: they see and settle what waits or is hidden. */
export function isModerator(viewer: Viewer): boolean {
  return viewer.kind === 'member' && viewer.role !== 'member'
}

/** Admins and owners: they change the archive itself. */
export function isAdmin(viewer: Viewer): boolean {
  return viewer.kind === 'member' && (viewer.role === 'admin' || viewer.role === 'owner')
}
