import { isModerator, type Member } from '../people/viewer.ts'
import type { Settings } from '../site/settings.ts'

/** How a member's new work or chapter comes in: seen by all at once, waiting for a moderator, or not at all. */
export type Standing = 'posted' | 'held' | 'refused'

export function standingOf(member: Member, submissions: Settings['submissions']): Standing {
  if (isModerator(member) || member.trusted || submissions === 'open') return 'posted'
  return submissions === 'held' ? 'held' : 'refused'
}
