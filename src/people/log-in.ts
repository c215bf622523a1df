import { invalid, notAllowed } from '../errors.ts'
import type { Db } from '../store/database.ts'
import type { AccountState } from '../store/tables/people.ts'
import { foldName } from '../text/slug.ts'
import { sortKey } from '../text/sort-key.ts'
import { couldBePassword } from './check-password.ts'
import { foldEmail } from './email.ts'
import { addressKey, countAttempt, forgetAttempts } from './limits.ts'
import { keyOfName } from './name-key.ts'
import { hashPassword, verifyPassword, wantsNewHash } from './password.ts'
import { startSession } from './sessions.ts'

const PER_NAME = { max: 10, windowSeconds: 15 * 60 }
const PER_ADDRESS = { max: 50, windowSeconds: 15 * 60 }
const ACCOUNTS_TRIED = 5

export interface LogInForm {
  /** A pen name as any archive ever allowed it, or an e-mail address. */
  name: string
  password: string
}

export interface Browser {
  address: string
  userAgent: string
}

/** Returns the token of a new session. Refuses alike whether the name or the password is wrong. */
export async function logIn(db: Db, form: LogInForm, browser: Browser, now: number): Promise<string> {
  if (form.name.trim() === '') throw invalid({ name: 'Please write your pen name or e-mail address.' })
  if (form.password === '') throw invalid({ password: 'Please write your password.' })
  const key = `login name ${sortKey(form.name, 'und')}`
  await countAttempt(db, `login address ${addressKey(browser.address)}`, PER_ADDRESS, now)
  await countAttempt(db, key, PER_NAME, now)

  const account = await findAccount(db, form)
  if (!account) throw invalid({ form: 'This name and password do not belong together.' })
  if (account.state === 'locked') throw notAllowed('This account is locked. The archive’s keepers can tell you why.')
  await forgetAttempts(db, key)
  if (wantsNewHash(account.hash)) await keepPassword(db, account.id, form.password)
  return startSession(db, account.id, browser.userAgent, now)
}

/** The account that name and password belong to: an active one before a locked one. */
async function findAccount(db: Db, { name, password }: LogInForm) {
  if (!couldBePassword(password)) return null
  const candidates = await listCandidates(db, name)
  const right: Candidate[] = []
  for (const candidate of candidates) {
    if (!(await verifyPassword(candidate.hash, password))) continue
    right.push(candidate)
    if (candidate.state === 'active' && candidate.isNamed) return candidate
  }
  const active = right.filter(({ state }) => state === 'active')
  if (active.length > 1) throw whichOne(active)
  if (right.length === 0) await wasteTheRest(name, password, candidates.length)
  return active[0] ?? right[0] ?? null
}

/** They know the password of all of these, so the names are theirs to hear. */
function whichOne(accounts: readonly Candidate[]) {
  const names = accounts.map(({ loginName }) => `“${loginName}”`).join(', ')
  return invalid({ name: `Several accounts fit. Please log in with one of these names: ${names}.` })
}

interface Candidate {
  id: number
  /** What was typed is the whole name of this one. */
  isNamed: boolean
  loginName: string
  state: AccountState
  hash: string
}

/**
 * Old sites let several accounts share one address, and took "Jose" for "José"; the password tells which is meant.
 * Exact names come first, then older accounts before newer ones.
 */
async function listCandidates(db: Db, name: string): Promise<Candidate[]> {
  const named = db
    .selectFrom('pseud')
    .where('login_name', '=', keyOfName(foldName(name)))
    .select((eb) => ['account_id as id', eb.lit<number>(0).as('distance')])
  const alike = db
    .selectFrom('pseud')
    .where('sort_name', '=', keyOfName(sortKey(name, 'und')))
    .select((eb) => ['account_id as id', eb.lit<number>(1).as('distance')])
  const mailed = db
    .selectFrom('account')
    .where('email_folded', '=', foldEmail(name))
    .select((eb) => ['id', eb.lit<number>(1).as('distance')])
  const rows = await db
    .selectFrom(named.unionAll(alike).unionAll(mailed).as('meant'))
    .innerJoin('account', 'account.id', 'meant.id')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('account.state', '!=', 'unclaimed')
    .groupBy(['account.id', 'account.state', 'account.password_hash', 'pseud.login_name'])
    .select((eb) => [
      'account.id',
      'account.state',
      'account.password_hash',
      'pseud.login_name as loginName',
      eb.fn.min<number>('meant.distance').as('distance'),
    ])
    .orderBy((eb) => eb.fn.min('meant.distance'))
    .orderBy('account.id')
    .limit(ACCOUNTS_TRIED)
    .execute()
  return rows.flatMap(({ id, state, password_hash, loginName, distance }) =>
    password_hash ? [{ id, state, hash: password_hash, loginName, isNamed: distance === 0 }] : [],
  )
}

/** How many accounts an e-mail address has, and whether any, must not show in the time that a "no" takes. */
async function wasteTheRest(name: string, password: string, tried: number): Promise<void> {
  const always = name.includes('@') ? ACCOUNTS_TRIED : 1
  for (let more = tried; more < always; more++) await verifyPassword(null, password)
}

async function keepPassword(db: Db, accountId: number, password: string): Promise<void> {
  const hash = await hashPassword(password)
  await db.updateTable('account').set({ password_hash: hash }).where('id', '=', accountId).execute()
}
