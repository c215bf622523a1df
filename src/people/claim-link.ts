// The link that makes an unclaimed account somebody's. Whoever holds it reads mail that the account, or an owner of
// the archive, has named.
import { conflict, notFound } from '../errors.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { recordAct } from './audit.ts'
import { passwordChangedLetter } from './change-password.ts'
import { checkNewPassword } from './check-password.ts'
import { foldEmail, isEmail } from './email.ts'
import type { Letter } from './letter.ts'
import { hashPassword } from './password.ts'
import { hashToken, makeToken } from './token.ts'

/** Those who are written to may have stopped looking into that mail every day. */
const CLAIM_WITHIN_MS = 14 * 24 * 60 * 60 * 1000

/** `email`, when not null, becomes the account's address once the link is used. */
export async function keepClaimToken(db: Db, accountId: number, email: string | null, now: number): Promise<string> {
  const token = makeToken()
  await db
    .insertInto('account_token')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      purpose: 'claim',
      email,
      created_at: now,
      expires_at: now + CLAIM_WITHIN_MS,
    })
    .execute()
  return token
}

/** The account that a mailed link is for; null when it was used, is too old, or the account was claimed meanwhile. */
export async function findClaimLinkIfAny(db: Db, token: string, now: number) {
  const found = await db
    .selectFrom('account_token')
    .innerJoin('account', 'account.id', 'account_token.account_id')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', 'claim')
    .where('expires_at', '>', now)
    .where('account.state', '=', 'unclaimed')
    .select(['account.id as accountId', 'account_token.email', 'account.email as before', 'pseud.name'])
    .executeTakeFirst()
  return found ?? null
}

/**
 * Sets the first password of an account that nobody had; an address that the account had before is told. Refuses with invalid, not_found for a link that is over, and
 * conflict when another account has come to use the address.
 */
export async function claimAccount(db: Db, token: string, password: string, now: number): Promise<Letter | null> {
  const found = await findClaimLinkIfAny(db, token, now)
  if (!found) throw notFound('Link')
  checkNewPassword(password)
  const hash = await hashPassword(password)
  return inTransaction(db, async (db) => {
    const used = await db
      .deleteFrom('account_token')
      .where('account_id', '=', found.accountId)
      .returning('token_hash')
      .execute()
    if (!used.some((row) => row.token_hash === hashToken(token))) throw notFound('Link')
    const before = found.before
    const address =
      found.email === null
        ? {}
        : { email: found.email, email_folded: await freeAddress(db, found.accountId, found.email) }
    const account = await db
      .updateTable('account')
      .set({ password_hash: hash, state: 'active', ...address })
      .where('id', '=', found.accountId)
      .where('state', '=', 'unclaimed')
      .returning('email')
      .executeTakeFirst()
    if (!account) throw notFound('Link')
    const subject = { kind: 'account', id: found.accountId }
    await recordAct(db, { accountId: found.accountId, action: 'account claimed', subject }, now)
    const moved = before !== null && isEmail(before) && foldEmail(before) !== foldEmail(account.email ?? '')
    if (moved) return { kind: 'email_changed', to: before, name: found.name, newEmail: account.email ?? '' }
    return passwordChangedLetter(account.email, found.name)
  })
}

async function freeAddress(db: Db, accountId: number, email: string): Promise<string> {
  const folded = foldEmail(email)
  const other = await db
    .selectFrom('account')
    .where('email_folded', '=', folded)
    .where('id', '!=', accountId)
    .where('state', '!=', 'unclaimed')
    .select('id')
    .executeTakeFirst()
  if (other) {
    throw conflict(
      'There is an account with this e-mail address already. Log in there and ask for this name to join it.',
    )
  }
  return folded
}
