// "I am this author": a member, or a visitor with a mail address, asks; the archive's owners decide.
import { conflict, invalid, notFound } from '../errors.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, paged, type Paging } from '../store/paging.ts'
import type { ClaimState } from '../store/tables/people.ts'
import { cleanText } from '../text/well-formed.ts'
import { foldEmail, isEmail } from './email.ts'
import { addressKey, countAttempt } from './limits.ts'
import type { Viewer } from './viewer.ts'

const PER_ADDRESS = { max: 10, windowSeconds: 60 * 60 }
const PER_NAME = { max: 10, windowSeconds: 24 * 60 * 60 }
const LONGEST_REASON = 5000

export interface AskedClaim {
  slug: string
  /** Of a visitor; a member is written to at the account's address. */
  email: string
  reason: string
}

/** A name that nobody has logged in to; anything else does not exist here. */
export async function findUnclaimedPseud(db: Db, slug: string) {
  const found = await db
    .selectFrom('pseud')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .where('pseud.slug', '=', slug)
    .where('account.state', '=', 'unclaimed')
    .select(['pseud.id', 'pseud.name', 'pseud.slug'])
    .executeTakeFirst()
  if (!found) throw notFound('Author')
  return found
}

/** Refuses with invalid, not_found, too_many, and conflict while the same asks twice. `address` is the client's. */
export async function askToClaim(db: Db, viewer: Viewer, asked: AskedClaim, address: string, now: number) {
  const pseud = await findUnclaimedPseud(db, asked.slug)
  const email = viewer.kind === 'member' ? null : asked.email.trim()
  const reason = cleanText(asked.reason).trim()
  const mistakes: Record<string, string> = {}
  if (email !== null && !isEmail(email)) mistakes.email = 'Please write a whole e-mail address, as name@example.org.'
  if (reason === '') mistakes.reason = 'Please say how the owners of the archive can tell that it is you.'
  if (reason.length > LONGEST_REASON) mistakes.reason = `Please use at most ${LONGEST_REASON} characters.`
  if (Object.keys(mistakes).length > 0) throw invalid(mistakes)
  await countAttempt(db, `ask claim address ${addressKey(address)}`, PER_ADDRESS, now)
  await countAttempt(db, `ask claim name ${pseud.id}`, PER_NAME, now)
  const accountId = viewer.kind === 'member' ? viewer.accountId : null
  if (await isAsked(db, pseud.id, accountId, email))
    throw conflict('You have asked for this name already; it waits for an answer.')
  await db
    .insertInto('claim')
    .values({
      pseud_id: pseud.id,
      account_id: accountId,
      email,
      reason,
      decided_by: null,
      decided_at: null,
      created_at: now,
    })
    .execute()
  return pseud
}

async function isAsked(db: Db, pseudId: number, accountId: number | null, email: string | null): Promise<boolean> {
  const waiting = db.selectFrom('claim').where('pseud_id', '=', pseudId).where('state', '=', 'waiting')
  const rows = await waiting.select(['account_id', 'email']).execute()
  return rows.some((row) =>
    accountId !== null
      ? row.account_id === accountId
      : row.email !== null && foldEmail(row.email) === foldEmail(email ?? ''),
  )
}

/** Everything that an owner decides by. */
function claims(db: Db) {
  return db
    .selectFrom('claim')
    .innerJoin('pseud', 'pseud.id', 'claim.pseud_id')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .leftJoin('account as asking', 'asking.id', 'claim.account_id')
    .leftJoin('pseud as asker', (join) =>
      join.onRef('asker.account_id', '=', 'claim.account_id').on('asker.is_default', '=', 1),
    )
    .leftJoin('pseud as decider', (join) =>
      join.onRef('decider.account_id', '=', 'claim.decided_by').on('decider.is_default', '=', 1),
    )
    .select([
      'claim.id',
      'claim.email',
      'claim.reason',
      'claim.state',
      'claim.answer',
      'claim.created_at as askedAt',
      'claim.decided_at as decidedAt',
      'claim.pseud_id as pseudId',
      'claim.account_id as askerId',
      'pseud.name',
      'pseud.slug',
      'account.id as accountId',
      'account.state as accountState',
      'account.email as knownEmail',
      'asker.name as askerName',
      'asker.slug as askerSlug',
      'asking.email as askerEmail',
      'decider.name as decider',
    ])
}

export type FoundClaim = Awaited<ReturnType<typeof findClaim>>

/** For owners and admins; what waits longest comes first. */
export async function listClaims(db: Db, state: ClaimState, paging: Paging) {
  const [{ total }, rows] = await Promise.all([
    db
      .selectFrom('claim')
      .where('state', '=', state)
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
    claims(db)
      .where('claim.state', '=', state)
      .orderBy('claim.created_at')
      .orderBy('claim.id')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
  ])
  return paged(rows, total, paging)
}

/** For owners and admins. */
export async function findClaim(db: Db, id: number) {
  const found = await claims(db).where('claim.id', '=', id).executeTakeFirst()
  if (!found) throw notFound('Claim')
  return found
}
