// The page that asks for a new password does one and the same thing for every name: it puts a job into the table.
// Whether there is such an account is found out behind the scenes, where nobody can measure it.
import { invalid } from '../errors.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { enqueueJob } from '../store/jobs.ts'
import { foldName } from '../text/slug.ts'
import { sortKey } from '../text/sort-key.ts'
import { cleanText } from '../text/well-formed.ts'
import { foldEmail, isEmail } from './email.ts'
import type { Letter, LetterLinks } from './letter.ts'
import { addressKey, countAttempt } from './limits.ts'
import { keyOfName } from './name-key.ts'
import { hashToken, makeToken } from './token.ts'

const RESET_WITHIN_MS = 2 * 60 * 60 * 1000
const PER_NAME = { max: 5, windowSeconds: 60 * 60 }
const PER_ADDRESS = { max: 20, windowSeconds: 60 * 60 }
const LONGEST_NAME = 320
const ACCOUNTS_PER_LETTER = 5

export const LOST_PASSWORD_JOB = 'lost_password'

export interface LostPassword {
  /** Pen name or e-mail address, as typed. */
  name: string
  links: LetterLinks
}

/** Queues the search for the account and its mail; says nothing about either. `address` is the client's. */
export async function askForNewPasswordLater(db: Db, { name, links }: LostPassword, address: string, now: number) {
  const tidy = cleanText(name).trim()
  if (tidy === '') throw invalid({ name: 'Please write your pen name or e-mail address.' })
  if (tidy.length > LONGEST_NAME) throw invalid({ name: 'No pen name or e-mail address is as long as this.' })
  await countAttempt(db, `reset address ${addressKey(address)}`, PER_ADDRESS, now)
  await countAttempt(db, `reset name ${sortKey(tidy, 'und')}`, PER_NAME, now)
  await enqueueJob(db, LOST_PASSWORD_JOB, { name: tidy, links } satisfies LostPassword, now)
}

/** The letter to the owner of the account, or null when there is none or it has no usable address. */
export async function writeResetLetter(db: Db, name: string, now: number): Promise<Letter | null> {
  return inTransaction(db, async (db) => {
    const mailed = isEmail(name) ? await listAccounts(db, { email: name }) : []
    const accounts = mailed.length > 0 ? mailed : await listAccounts(db, { name })
    const to = accounts[0]?.email
    if (!to || !isEmail(to)) return null
    const named = []
    for (const { id, pseud } of accounts) named.push({ name: pseud, token: await keepResetToken(db, id, now) })
    return { kind: 'reset_password', to, accounts: named }
  })
}

/**
 * All accounts that share an address, up to five, or the one of a name: old pen names may look like addresses, but the
 * two are never in one letter, as their mail goes to different people.
 */
function listAccounts(db: Db, meant: { email: string } | { name: string }) {
  const accounts = db
    .selectFrom('account')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
  const named = 'email' in meant ? '' : keyOfName(foldName(meant.name))
  const found =
    'email' in meant
      ? accounts.where('account.email_folded', '=', foldEmail(meant.email))
      : accounts.where('account.id', 'in', (eb) =>
          eb.selectFrom('pseud as meant').where('meant.login_name', '=', named).select('meant.account_id'),
        )
  return found
    .select(['account.id', 'account.email', 'pseud.name as pseud'])
    .orderBy('account.id')
    .limit(ACCOUNTS_PER_LETTER)
    .execute()
}

async function keepResetToken(db: Db, accountId: number, now: number): Promise<string> {
  const token = makeToken()
  await db
    .insertInto('account_token')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      purpose: 'reset_password',
      email: null,
      created_at: now,
      expires_at: now + RESET_WITHIN_MS,
    })
    .execute()
  return token
}
