import { notAllowed } from '../../errors.ts'
import type { Member, Viewer } from '../../people/viewer.ts'

/** An import may replace what members, admins too, have and may: only owners decide on one. */
export function canImport(viewer: Viewer): boolean {
  return viewer.kind === 'member' && viewer.role === 'owner'
}

export function refuseOtherThanOwners(member: Member): void {
  if (!canImport(member)) throw notAllowed('Only the archive’s owners move other sites in.')
}
