import { conflict, notFound } from '../errors.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { createAccount } from './create-account.ts'
import { isEmailInUse } from './register.ts'
import { hashToken } from './token.ts'

/** The name that a mailed link would confirm; null when it was used or is too old. */
export async function findRegistrationIfAny(db: Db, token: string, now: number): Promise<{ name: string } | null> {
  const found = await db
    .selectFrom('registration')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now)
    .select('name')
    .executeTakeFirst()
  return found ?? null
}

/** Makes the account, once. Refuses with not_found for a link that is used or too old. */
export async function confirmRegistration(db: Db, token: string, now: number) {
  return inTransaction(db, async (db) => {
    const waiting = await db
      .deleteFrom('registration')
      .where('token_hash', '=', hashToken(token))
      .returning(['name', 'email', 'password_hash', 'expires_at'])
      .executeTakeFirst()
    if (!waiting || waiting.expires_at <= now) throw notFound('Registration')
    if (await isEmailInUse(db, waiting.email)) throw conflict('There is an account with this e-mail address already.')
    const { accountId } = await createAccount(db, { ...waiting, passwordHash: waiting.password_hash }, now)
    return { accountId, name: waiting.name }
  })
}
