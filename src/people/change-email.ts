import { conflict, invalid, notFound } from '../errors.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { checkCurrentPassword } from './change-password.ts'
import { foldEmail, isEmail } from './email.ts'
import type { Letter } from './letter.ts'
import { isEmailInUse } from './register.ts'
import type { SessionMember } from './sessions.ts'
import { hashToken, makeToken } from './token.ts'

const CONFIRM_WITHIN_MS = 24 * 60 * 60 * 1000

/**
 * The new address counts once its mail is confirmed. One that has an account gets another mail, and the page says the
 * same. Refuses with invalid and too_many.
 */
export async function askForNewEmail(
  db: Db,
  member: SessionMember,
  { email, current }: { email: string; current: string },
  now: number,
): Promise<Letter> {
  const to = email.trim()
  if (!isEmail(to)) throw invalid({ email: 'Please write a whole e-mail address, as name@example.org.' })
  await checkCurrentPassword(db, member, current, now)
  const isKnown = await isEmailInUse(db, to)
  const token = makeToken()
  await db
    .insertInto('account_token')
    .values({
      token_hash: hashToken(token),
      account_id: member.accountId,
      purpose: 'change_email',
      email: to,
      created_at: now,
      expires_at: now + CONFIRM_WITHIN_MS,
    })
    .execute()
  return isKnown ? { kind: 'email_in_use', to } : { kind: 'confirm_email', to, name: member.name, token }
}

/** The address that a mailed link would confirm; null when it was used or is too old. */
export async function findEmailChangeIfAny(db: Db, token: string, now: number) {
  const found = await db
    .selectFrom('account_token')
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', 'change_email')
    .where('expires_at', '>', now)
    .select(['account_id as accountId', 'email'])
    .executeTakeFirst()
  return found && found.email !== null ? { accountId: found.accountId, email: found.email } : null
}

/** Returns the letter to the address of before. Refuses with not_found for a link that is used or too old. */
export async function confirmNewEmail(db: Db, token: string, now: number): Promise<Letter | null> {
  return inTransaction(db, async (db) => {
    const change = await findEmailChangeIfAny(db, token, now)
    if (!change) throw notFound('Link')
    if (await isEmailInUse(db, change.email)) throw conflict('There is an account with this e-mail address already.')
    const before = await db
      .selectFrom('account')
      .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
      .where('account.id', '=', change.accountId)
      .select(['account.email', 'pseud.name'])
      .executeTakeFirstOrThrow()
    await db
      .updateTable('account')
      .set({ email: change.email, email_folded: foldEmail(change.email) })
      .where('id', '=', change.accountId)
      .execute()
    await db
      .deleteFrom('account_token')
      .where('account_id', '=', change.accountId)
      .where('purpose', 'in', ['change_email', 'reset_password'])
      .execute()
    if (before.email === null || !isEmail(before.email)) return null
    return { kind: 'email_changed', to: before.email, name: before.name, newEmail: change.email }
  })
}
