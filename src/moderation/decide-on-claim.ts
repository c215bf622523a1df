import { conflict, invalid, notAllowed, notFound } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { findClaim, type FoundClaim } from '../people/claim-by-owner.ts'
import { keepClaimToken } from '../people/claim-link.ts'
import { isEmail } from '../people/email.ts'
import type { Letter } from '../people/letter.ts'
import { isAdmin, type Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import type { ClaimState } from '../store/tables/people.ts'
import { moveBelongings } from './move-belongings.ts'

const LONGEST_ANSWER = 5000

export interface ClaimVerdict {
  claimId: number
  verdict: Exclude<ClaimState, 'waiting'>
  /** For the letter of a refusal. */
  answer: string
}

export function refuseOtherThanOwners(member: Member): void {
  if (!isAdmin(member)) throw notAllowed('Only the archive’s owners and admins decide on claims.')
}

/**
 * Sends a visitor the link to choose a password, gives the name to the member who asks, or refuses with a reason.
 * Returns the letter that tells of it. Refuses with invalid and conflict; never decides on one's own claim.
 */
export async function decideOnClaim(
  db: Db,
  admin: Member,
  decision: ClaimVerdict,
  now: number,
): Promise<Letter | null> {
  refuseOtherThanOwners(admin)
  const answer = decision.answer.trim()
  if (answer.length > LONGEST_ANSWER) throw invalid({ answer: `Please use at most ${LONGEST_ANSWER} characters.` })
  return inTransaction(db, async (db) => {
    const claim = await findClaim(db, decision.claimId)
    if (claim.askerId === admin.accountId && admin.role !== 'owner') {
      throw notAllowed('Nobody decides on their own claim.')
    }
    await settle(db, admin, { ...decision, answer }, now)
    if (decision.verdict === 'refused') return refuse(db, admin, claim, answer, now)
    if (claim.accountState !== 'unclaimed') throw meanwhile()
    return decision.verdict === 'linked' ? sendLink(db, admin, claim, now) : join(db, admin, claim, now)
  })
}

function meanwhile() {
  return conflict('Somebody has claimed this name meanwhile.')
}

/** Of two who decide at once the second finds it decided. */
async function settle(db: Db, admin: Member, { claimId, verdict, answer }: ClaimVerdict, now: number): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('claim')
    .set({ state: verdict, answer, decided_by: admin.accountId, decided_at: now })
    .where('id', '=', claimId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw conflict('This claim has been decided on already.')
}

async function refuse(db: Db, admin: Member, claim: FoundClaim, answer: string, now: number): Promise<Letter | null> {
  if (answer === '') throw invalid({ answer: 'Please write a reason; it is sent to who asked.' })
  await record(db, admin, claim, 'claim refused', {}, now)
  const to = claim.email ?? claim.askerEmail
  return to && isEmail(to) ? { kind: 'claim_refused', to, name: claim.name, reason: answer } : null
}

async function sendLink(db: Db, admin: Member, claim: FoundClaim, now: number): Promise<Letter> {
  if (!claim.email || !isEmail(claim.email)) throw invalid({ form: 'There is no mail address to send a link to.' })
  const token = await keepClaimToken(db, claim.accountId, claim.email, now)
  await record(db, admin, claim, 'claim link sent', {}, now)
  return { kind: 'claim', to: claim.email, accounts: [{ name: claim.name, token }] }
}

/** The emptied account stays, locked and without a name, so that what was joined can be told apart again. */
async function join(db: Db, admin: Member, claim: FoundClaim, now: number): Promise<Letter | null> {
  const member = await findAsker(db, claim)
  const from = claim.accountId
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ state: 'locked', email: null, email_folded: null, password_hash: null, role: 'member' })
    .where('id', '=', from)
    .where('state', '=', 'unclaimed')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw meanwhile()
  const moved = await moveBelongings(db, from, member.accountId)
  await db.deleteFrom('account_token').where('account_id', '=', from).execute()
  const detail = { pseudId: claim.pseudId, fromAccount: from, toAccount: member.accountId, moved }
  await record(db, admin, claim, 'name joined to an account', detail, now)
  return member.email && isEmail(member.email)
    ? { kind: 'claim_joined', to: member.email, name: claim.name, member: member.name }
    : null
}

async function findAsker(db: Db, { askerId }: FoundClaim) {
  const member = await db
    .selectFrom('account')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('account.id', '=', askerId ?? 0)
    .where('account.state', '=', 'active')
    .select(['account.id as accountId', 'account.email', 'pseud.name'])
    .executeTakeFirst()
  if (!member) throw notFound('Member')
  return member
}

async function record(
  db: Db,
  admin: Member,
  claim: FoundClaim,
  action: string,
  detail: Record<string, unknown>,
  now: number,
): Promise<void> {
  const subject = { kind: 'pseud', id: claim.pseudId }
  const all = { claim: claim.id, name: claim.name, ...detail }
  await recordAct(db, { accountId: admin.accountId, action, subject, detail: all }, now)
}
