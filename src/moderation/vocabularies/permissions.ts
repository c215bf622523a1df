import { notAllowed } from '../../errors.ts'
import { isAdmin, isModerator, type Member, type Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'

/** Which vocabularies there are, what they ask of works, and what stands before works of a rating. */
export function canDefineVocabularies(viewer: Viewer): boolean {
  return isAdmin(viewer)
}

/** The tags in them. A moderator of some fandoms only leaves them alone: tags are the whole archive's. */
export function canKeepTags(viewer: Viewer, { hasScope }: { hasScope: boolean }): boolean {
  return isAdmin(viewer) || (isModerator(viewer) && !hasScope)
}

export function refuseOtherThanDefiners(member: Member): void {
  if (!canDefineVocabularies(member)) throw notAllowed('Only the archive’s owners and admins change its kinds of tags.')
}

export async function refuseOtherThanKeepers(db: Db, member: Member): Promise<void> {
  const hasScope = isModerator(member) && !isAdmin(member) && (await hasScopes(db, member))
  if (!canKeepTags(member, { hasScope })) throw notAllowed('Only moderators of the whole archive keep its tags.')
}

async function hasScopes(db: Db, { accountId }: Member): Promise<boolean> {
  const row = await db
    .selectFrom('moderator_scope')
    .where('account_id', '=', accountId)
    .select('tag_id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
