import { notFound } from '../errors.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { checkNewPassword } from './check-password.ts'
import type { Letter } from './letter.ts'
import { logOutElsewhere } from './log-out.ts'
import { hashPassword } from './password.ts'
import { passwordChangedLetter } from './change-password.ts'
import { hashToken } from './token.ts'

/** The account that a mailed link is for; null when the link was used or is too old. */
export async function findResetIfAny(db: Db, token: string, now: number) {
  const found = await db
    .selectFrom('account_token')
    .innerJoin('pseud', (join) =>
      join.onRef('pseud.account_id', '=', 'account_token.account_id').on('pseud.is_default', '=', 1),
    )
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', 'reset_password')
    .where('expires_at', '>', now)
    .select(['account_token.account_id as accountId', 'pseud.name'])
    .executeTakeFirst()
  return found ?? null
}

/**
 * Sets the password, ends every session and takes app passwords and the feed's address back. Who reads the account's mail is its owner, so an account that was made for
 * somebody is theirs from now on. Refuses with invalid, or not_found for a link that is used or too old.
 */
export async function resetPassword(db: Db, token: string, password: string, now: number): Promise<Letter | null> {
  const found = await findResetIfAny(db, token, now)
  if (!found) throw notFound('Link')
  checkNewPassword(password)
  const hash = await hashPassword(password)
  return inTransaction(db, async (db) => {
    const used = await db
      .deleteFrom('account_token')
      .where('account_id', '=', found.accountId)
      .where('purpose', '=', 'reset_password')
      .returning('token_hash')
      .execute()
    if (!used.some((row) => row.token_hash === hashToken(token))) throw notFound('Link')
    const account = await db
      .updateTable('account')
      .set((eb) => ({
        password_hash: hash,
        state: eb.case().when('state', '=', 'unclaimed').then('active').else(eb.ref('state')).end() as never,
      }))
      .where('id', '=', found.accountId)
      .returning('email')
      .executeTakeFirstOrThrow()
    await logOutElsewhere(db, found.accountId, null)
    await db.deleteFrom('app_password').where('account_id', '=', found.accountId).execute()
    await db.deleteFrom('feed_address').where('account_id', '=', found.accountId).execute()
    return passwordChangedLetter(account.email, found.name)
  })
}
