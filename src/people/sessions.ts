import { type Db, inTransaction } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import type { Role } from '../store/tables/people.ts'
import { parsePreferences } from './preferences.ts'
import { hashToken, makeToken } from './token.ts'
import type { Member } from './viewer.ts'

const DAY_MS = 24 * 60 * 60 * 1000
export const SESSION_MS = 60 * DAY_MS
const SEEN_EVERY_MS = 10 * 60 * 1000
const LONGEST_AGENT = 300

/** A member as the database knows them; what their browser has consented to is added by the web. */
export type SessionMember = Omit<Member, 'ageConsent' | 'acceptedWarnings'>

/** Returns the token for the cookie; it is kept nowhere else. */
export async function startSession(db: Db, accountId: number, userAgent: string, now: number): Promise<string> {
  const token = makeToken()
  await inTransaction(db, async (db) => {
    await db
      .insertInto('session')
      .values({
        token_hash: hashToken(token),
        account_id: accountId,
        user_agent: userAgent.slice(0, LONGEST_AGENT),
        created_at: now,
        seen_at: now,
        expires_at: now + SESSION_MS,
      })
      .execute()
    await db.updateTable('account').set({ last_seen_at: now }).where('id', '=', accountId).execute()
  })
  return token
}

/** Of an account and its default pseud, for `toSessionMember`. */
export const MEMBER_COLUMNS = [
  'account.id as account_id',
  'pseud.id as pseud_id',
  'pseud.name',
  'pseud.slug',
  'account.role',
  'account.trusted',
  'account.preferences',
] as const

interface MemberRow {
  account_id: number
  pseud_id: number
  name: string
  slug: string
  role: Role
  trusted: number
  preferences: string
}

export function toSessionMember(row: MemberRow): SessionMember {
  return {
    kind: 'member',
    accountId: row.account_id,
    pseudId: row.pseud_id,
    name: row.name,
    slug: row.slug,
    role: row.role,
    trusted: row.trusted === 1,
    preferences: parsePreferences(row.preferences),
  }
}

const findByHash = prepare<{ hash: string; now: number }>()((db, param) =>
  db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('session.token_hash', '=', param('hash'))
    .where('session.expires_at', '>', param('now'))
    .where('account.state', '=', 'active')
    .select(['session.seen_at', ...MEMBER_COLUMNS]),
)

/** Runs at every request of a member. Null: no such session, over, or of an account that is locked. */
export async function findSession(db: Db, token: string, now: number): Promise<SessionMember | null> {
  const hash = hashToken(token)
  const [row] = await findByHash(db, { hash, now })
  if (!row) return null
  if (row.seen_at <= now - SEEN_EVERY_MS) await noteSeen(db, hash, row.account_id, now)
  return toSessionMember(row)
}

async function noteSeen(db: Db, hash: string, accountId: number, now: number): Promise<void> {
  await db
    .updateTable('session')
    .set({ seen_at: now, expires_at: now + SESSION_MS })
    .where('token_hash', '=', hash)
    .execute()
  await db.updateTable('account').set({ last_seen_at: now }).where('id', '=', accountId).execute()
}

/** Where the member is logged in, the place of `token` marked; newest first. */
export async function listSessions(db: Db, accountId: number, token: string, now: number) {
  const rows = await db
    .selectFrom('session')
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .select(['token_hash', 'user_agent as userAgent', 'created_at as createdAt', 'seen_at as seenAt'])
    .orderBy('seen_at', 'desc')
    .limit(100)
    .execute()
  const here = hashToken(token)
  return rows.map(({ token_hash, ...session }) => ({ ...session, isHere: token_hash === here }))
}

/** To be called now and then. */
export async function cleanSessions(db: Db, now: number): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', now).execute()
  await db.deleteFrom('registration').where('expires_at', '<=', now).execute()
  await db.deleteFrom('account_token').where('expires_at', '<=', now).execute()
}
