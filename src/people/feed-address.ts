// A feed reader cannot log in: the address of a member's own feed holds a secret in its place.
import { type Db, inTransaction } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { recordAct } from './audit.ts'
import { MEMBER_COLUMNS, type SessionMember, toSessionMember } from './sessions.ts'
import { hashToken, makeToken } from './token.ts'

/** Returns the word for the address; it is kept nowhere else. The one before opens nothing any more. */
export async function makeFeedAddress(db: Db, member: SessionMember, now: number): Promise<string> {
  const token = makeToken()
  const row = { token_hash: hashToken(token), created_at: now }
  await inTransaction(db, async (db) => {
    await db
      .insertInto('feed_address')
      .values({ ...row, account_id: member.accountId })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
      .execute()
    await recordAct(db, { accountId: member.accountId, action: 'feed address made' }, now)
  })
  return token
}

/** Harmless where there is none. */
export async function revokeFeedAddress(db: Db, member: SessionMember, now: number): Promise<void> {
  await inTransaction(db, async (db) => {
    const gone = await db
      .deleteFrom('feed_address')
      .where('account_id', '=', member.accountId)
      .returning('account_id')
      .execute()
    if (gone.length === 0) return
    await recordAct(db, { accountId: member.accountId, action: 'feed address taken back' }, now)
  })
}

/** When the member's address was made; null: there is none. */
export async function findFeedAddress(db: Db, member: SessionMember): Promise<number | null> {
  const row = await db
    .selectFrom('feed_address')
    .where('account_id', '=', member.accountId)
    .select('created_at')
    .executeTakeFirst()
  return row?.created_at ?? null
}

const findByHash = prepare<{ hash: string }>()((db, param) =>
  db
    .selectFrom('feed_address')
    .innerJoin('account', 'account.id', 'feed_address.account_id')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('feed_address.token_hash', '=', param('hash'))
    .where('account.state', '=', 'active')
    .select([...MEMBER_COLUMNS]),
)

/** Whose feed it is; null: nobody's. */
export async function findByFeedAddress(db: Db, token: string): Promise<SessionMember | null> {
  const [row] = await findByHash(db, { hash: hashToken(token) })
  return row ? toSessionMember(row) : null
}
