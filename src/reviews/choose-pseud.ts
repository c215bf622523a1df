import { invalid } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'

/** The member's usual pen name where none was chosen; refuses with `pseud` what is not one of theirs. */
export async function choosePseud(db: Db, member: Member, pseudId: number | null): Promise<number> {
  if (pseudId === null || pseudId === member.pseudId) return member.pseudId
  const own = await db
    .selectFrom('pseud')
    .where('id', '=', pseudId)
    .where('account_id', '=', member.accountId)
    .select('id')
    .executeTakeFirst()
  if (!own) throw invalid({ pseud: 'Please choose one of your own pen names.' })
  return own.id
}

/** The usual one first. */
export async function listOwnPseuds(db: Db, member: Member): Promise<Array<{ id: number; name: string }>> {
  return db
    .selectFrom('pseud')
    .where('account_id', '=', member.accountId)
    .select(['id', 'name'])
    .orderBy('is_default', 'desc')
    .orderBy('id')
    .execute()
}
