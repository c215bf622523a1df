import type { Db } from '../store/database.ts'
import { hashToken } from './token.ts'

/** Safe to repeat. */
export async function logOut(db: Db, token: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', hashToken(token)).execute()
}

/** Everywhere but at `token`; null ends all sessions of the account. */
export async function logOutElsewhere(db: Db, accountId: number, token: string | null): Promise<void> {
  let sessions = db.deleteFrom('session').where('account_id', '=', accountId)
  if (token !== null) sessions = sessions.where('token_hash', '!=', hashToken(token))
  await sessions.execute()
}
