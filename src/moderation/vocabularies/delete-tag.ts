import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { holdTags } from '../../store/hold-tags.ts'
import { forgetKnownTags } from '../../tags/known-tags.ts'
import { forgetCounts } from '../../works/kept-counts.ts'
import { findKeptTag, type KeptTag } from './find-kept-tag.ts'
import { refuseOtherThanDefiners } from './permissions.ts'
import { listWorksWith, refreshInSlices } from './refresh-works-with.ts'

/** The tag, and how many works carry it. */
export async function previewTagDeletion(db: Db, admin: Member, tagId: number) {
  refuseOtherThanDefiners(admin)
  const tag = await findKeptTag(db, admin, tagId)
  const { workCount } = await db
    .selectFrom('work_tag')
    .where('tag_id', '=', tagId)
    .select((eb) => eb.fn.countAll<number>().as('workCount'))
    .executeTakeFirstOrThrow()
  return { tag, workCount }
}

/** From all works; moderators lock or hide a tag, only admins take it away. */
export async function deleteTag(db: Db, admin: Member, tagId: number, now: number): Promise<KeptTag> {
  const { tag, workCount } = await previewTagDeletion(db, admin, tagId)
  await inTransaction(db, async (db) => {
    await holdTags(db, 'alone')
    const workIds = await listWorksWith(db, [tagId])
    await db.deleteFrom('tag').where('id', '=', tagId).execute()
    await refreshInSlices(db, workIds)
    const detail = { name: tag.name, vocabulary: tag.vocabularyName, works: workCount }
    const subject = { kind: 'tag', id: tagId }
    await recordAct(db, { accountId: admin.accountId, action: 'tag deleted', subject, detail }, now)
  })
  forgetKnownTags()
  forgetCounts()
  return tag
}
