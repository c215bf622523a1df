import { invalid } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'

/** Refuses pen names that are not the member's own. */
export async function refuseForeignPseuds(db: Db, member: Member, pseudIds: readonly number[], field: string) {
  if (pseudIds.length === 0) return
  const own = await db
    .selectFrom('pseud')
    .where('account_id', '=', member.accountId)
    .where('id', 'in', [...pseudIds])
    .select('id')
    .execute()
  if (own.length < new Set(pseudIds).size) throw invalid({ [field]: 'Please choose among your own pen names.' })
}

/** The member's pen names on the work become these; everybody else's stay as they are, and before new ones. */
export async function replaceOwnPseuds(
  db: Db,
  member: Member,
  { workId, pseudIds }: { workId: number; pseudIds: readonly number[] },
): Promise<void> {
  const creators = await db
    .selectFrom('creator')
    .innerJoin('pseud', 'pseud.id', 'creator.pseud_id')
    .where('work_id', '=', workId)
    .select(['pseud_id', 'position', 'account_id'])
    .orderBy('position')
    .execute()
  const own = creators.filter((creator) => creator.account_id === member.accountId).map((creator) => creator.pseud_id)
  const gone = own.filter((id) => !pseudIds.includes(id))
  const added = pseudIds.filter((id) => !own.includes(id))
  if (gone.length > 0)
    await db.deleteFrom('creator').where('work_id', '=', workId).where('pseud_id', 'in', gone).execute()
  if (added.length === 0) return
  const last = creators.at(-1)?.position ?? -1
  await db
    .insertInto('creator')
    .values(added.map((pseud_id, index) => ({ work_id: workId, pseud_id, position: last + 1 + index })))
    .execute()
}
