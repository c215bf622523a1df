import { invalid } from '../errors.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { checkNewPassword } from './check-password.ts'
import { isEmail } from './email.ts'
import type { Letter } from './letter.ts'
import { countAttempt } from './limits.ts'
import { logOutElsewhere } from './log-out.ts'
import { hashPassword, verifyPassword } from './password.ts'
import type { SessionMember } from './sessions.ts'

const PER_ACCOUNT = { max: 10, windowSeconds: 15 * 60 }

export interface PasswordChange {
  current: string
  password: string
  /** The session that goes on; all others end. */
  sessionToken: string
}

/** Refuses with invalid and too_many. Null: the account has no address to tell of it. */
export async function changePassword(
  db: Db,
  member: SessionMember,
  { current, password, sessionToken }: PasswordChange,
  now: number,
): Promise<Letter | null> {
  const account = await checkCurrentPassword(db, member, current, now)
  checkNewPassword(password)
  const hash = await hashPassword(password)
  await inTransaction(db, async (db) => {
    await db.updateTable('account').set({ password_hash: hash }).where('id', '=', member.accountId).execute()
    await db.deleteFrom('account_token').where('account_id', '=', member.accountId).execute()
    await logOutElsewhere(db, member.accountId, sessionToken)
  })
  return passwordChangedLetter(account.email, member.name)
}

/** Whoever finds a browser logged in cannot take the account. Refuses with invalid under `current`, and too_many. */
export async function checkCurrentPassword(db: Db, member: SessionMember, current: string, now: number) {
  await countAttempt(db, `password of ${member.accountId}`, PER_ACCOUNT, now)
  const account = await db
    .selectFrom('account')
    .where('id', '=', member.accountId)
    .select(['password_hash', 'email'])
    .executeTakeFirstOrThrow()
  const right = await verifyPassword(account.password_hash, current)
  if (!right) throw invalid({ current: 'This is not your password.' })
  return account
}

export function passwordChangedLetter(email: string | null, name: string): Letter | null {
  return email !== null && isEmail(email) ? { kind: 'password_changed', to: email, name } : null
}
