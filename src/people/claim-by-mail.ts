// Somebody names an account that nobody has claimed and the address that it had on the old site. As with a lost
// password, the page only queues a job, so that neither its words nor its time tell what there is.
import { invalid } from '../errors.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { enqueueJob } from '../store/jobs.ts'
import { foldName } from '../text/slug.ts'
import { sortKey } from '../text/sort-key.ts'
import { cleanText } from '../text/well-formed.ts'
import { keepClaimToken } from './claim-link.ts'
import { foldEmail, isEmail } from './email.ts'
import type { Letter, LetterLinks } from './letter.ts'
import { addressKey, countAttempt } from './limits.ts'
import { keyOfName } from './name-key.ts'

const PER_NAME = { max: 5, windowSeconds: 60 * 60 }
const PER_EMAIL = { max: 5, windowSeconds: 60 * 60 }
const PER_ADDRESS = { max: 20, windowSeconds: 60 * 60 }
const LONGEST_NAME = 1000
const ACCOUNTS_PER_LETTER = 5

export const CLAIM_JOB = 'claim_by_mail'

export interface ClaimByMail {
  /** The pen name, as typed. */
  name: string
  /** The address that the old site knew. */
  email: string
  links: LetterLinks
}

/** Queues the search for the account and its letter; says nothing about either. `address` is the client's. */
export async function askForClaimLater(db: Db, asked: ClaimByMail, address: string, now: number): Promise<void> {
  const name = cleanText(asked.name).trim()
  const email = asked.email.trim()
  if (name === '') throw invalid({ name: 'Please write the pen name.' })
  if (name.length > LONGEST_NAME) throw invalid({ name: 'No pen name is as long as this.' })
  if (!isEmail(email)) throw invalid({ email: 'Please write a whole e-mail address, as name@example.org.' })
  await countAttempt(db, `claim address ${addressKey(address)}`, PER_ADDRESS, now)
  await countAttempt(db, `claim name ${sortKey(name, 'und')}`, PER_NAME, now)
  await countAttempt(db, `claim email ${foldEmail(email)}`, PER_EMAIL, now)
  await enqueueJob(db, CLAIM_JOB, { name, email, links: asked.links } satisfies ClaimByMail, now)
}

/**
 * The letter to whoever reads the mail of the account; null when name and address do not meet in one. It goes to the
 * address as the account has it. Names that differ only in case or accents may share an address; then all are in it.
 */
export async function writeClaimLetter(
  db: Db,
  { name, email }: { name: string; email: string },
  now: number,
): Promise<Letter | null> {
  return inTransaction(db, async (db) => {
    const found = await listUnclaimed(db, name, email)
    const to = found[0]?.email
    if (!to || !isEmail(to)) return null
    const accounts = []
    for (const { id, pseud } of found) accounts.push({ name: pseud, token: await keepClaimToken(db, id, null, now) })
    return { kind: 'claim', to, accounts }
  })
}

function listUnclaimed(db: Db, name: string, email: string) {
  const named = db
    .selectFrom('pseud')
    .where((eb) =>
      eb.or([eb('login_name', '=', keyOfName(foldName(name))), eb('sort_name', '=', keyOfName(sortKey(name, 'und')))]),
    )
    .select('account_id')
  return db
    .selectFrom('account')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('account.email_folded', '=', foldEmail(email))
    .where('account.state', '=', 'unclaimed')
    .where('account.id', 'in', named)
    .select(['account.id', 'account.email', 'pseud.name as pseud'])
    .orderBy('account.id')
    .limit(ACCOUNTS_PER_LETTER)
    .execute()
}
