import { type FieldErrors, fieldErrors, invalid, notAllowed } from '../errors.ts'
import { readSettings } from '../site/settings.ts'
import type { Db } from '../store/database.ts'
import { foldName } from '../text/slug.ts'
import { checkNewPassword } from './check-password.ts'
import { isNameTaken } from './create-account.ts'
import { foldEmail, isEmail } from './email.ts'
import type { Letter } from './letter.ts'
import { addressKey, countAttempt } from './limits.ts'
import { hashPassword } from './password.ts'
import { checkPenName, refuseListed, tidyPenName } from './pen-name.ts'
import { hashToken, makeToken } from './token.ts'

const CONFIRM_WITHIN_MS = 3 * 24 * 60 * 60 * 1000
const PER_ADDRESS = { max: 20, windowSeconds: 60 * 60 }
const PER_EMAIL = { max: 5, windowSeconds: 60 * 60 }

export interface RegistrationForm {
  name: string
  email: string
  password: string
}

/**
 * Keeps the registration until the mail is confirmed and returns that mail. An e-mail address that has an account gets
 * another mail, after the same work. `address` is the client's. Refuses with invalid, conflict, not_allowed, too_many.
 */
export async function register(db: Db, form: RegistrationForm, address: string, now: number): Promise<Letter> {
  const { registration, wordList } = await readSettings(db)
  if (registration === 'closed') throw notAllowed('This archive takes no new members at the moment.')
  const wanted = { ...form, name: tidyPenName(form.name), email: form.email.trim() }
  refuseListed(wanted.name, wordList)
  await checkAll(db, wanted, now)
  await countAttempt(db, `register address ${addressKey(address)}`, PER_ADDRESS, now)
  await countAttempt(db, `register email ${foldEmail(wanted.email)}`, PER_EMAIL, now)

  const passwordHash = await hashPassword(wanted.password)
  const isKnown = await isEmailInUse(db, wanted.email)
  const token = await keepRegistration(db, { ...wanted, passwordHash }, now)
  if (isKnown) return { kind: 'already_registered', to: wanted.email }
  return { kind: 'confirm_registration', to: wanted.email, token }
}

/** Tells of all mistakes at once. */
async function checkAll(db: Db, { name, email, password }: RegistrationForm, now: number): Promise<void> {
  const mistakes: FieldErrors = {
    ...mistakesOf(() => checkPenName(name)),
    ...(isEmail(email) ? {} : { email: 'Please write a whole e-mail address, as name@example.org.' }),
    ...mistakesOf(() => checkNewPassword(password)),
  }
  const taken = !mistakes.name && (await isNameTaken(db, name, now))
  const all = taken ? { ...mistakes, name: 'This pen name is taken. Please choose another.' } : mistakes
  if (Object.keys(all).length > 0) throw invalid(all)
}

function mistakesOf(check: () => void): FieldErrors {
  try {
    check()
    return {}
  } catch (error) {
    return fieldErrors(error)
  }
}

export async function isEmailInUse(db: Db, email: string): Promise<boolean> {
  const folded = foldEmail(email)
  const found = await db.selectFrom('account').where('email_folded', '=', folded).select('id').executeTakeFirst()
  return found !== undefined
}

interface Waiting {
  name: string
  email: string
  passwordHash: string
}

async function keepRegistration(db: Db, { name, email, passwordHash }: Waiting, now: number): Promise<string> {
  const token = makeToken()
  await db
    .insertInto('registration')
    .values({
      token_hash: hashToken(token),
      name,
      login_name: foldName(name),
      email,
      password_hash: passwordHash,
      created_at: now,
      expires_at: now + CONFIRM_WITHIN_MS,
    })
    .execute()
  return token
}
