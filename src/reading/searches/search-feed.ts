// The address of a saved search for feed readers, which cannot log in: it holds a secret in place of a name.
import { notFound } from '../../errors.ts'
import { recordAct } from '../../people/audit.ts'
import { MEMBER_COLUMNS, type SessionMember, toSessionMember } from '../../people/sessions.ts'
import { hashToken, makeToken } from '../../people/token.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { prepare } from '../../store/prepared.ts'

/** Returns the word for the address; it is kept nowhere else. The one before opens nothing any more. */
export async function makeSearchFeed(db: Db, member: Member, id: number, now: number): Promise<string> {
  const token = makeToken()
  await setToken(db, member, { id, hash: hashToken(token), action: 'search feed made' }, now)
  return token
}

export async function revokeSearchFeed(db: Db, member: Member, id: number, now: number): Promise<void> {
  await setToken(db, member, { id, hash: null, action: 'search feed taken back' }, now)
}

interface Change {
  id: number
  hash: string | null
  action: string
}

async function setToken(db: Db, member: Member, { id, hash, action }: Change, now: number): Promise<void> {
  await inTransaction(db, async (db) => {
    const [changed] = await db
      .updateTable('saved_search')
      .set({ token_hash: hash })
      .where('id', '=', id)
      .where('account_id', '=', member.accountId)
      .execute()
    if (changed?.numUpdatedRows !== 1n) throw notFound('Search')
    await recordAct(db, { accountId: member.accountId, action, subject: { kind: 'saved_search', id } }, now)
  })
}

const findByHash = prepare<{ hash: string }>()((db, param) =>
  db
    .selectFrom('saved_search')
    .innerJoin('account', 'account.id', 'saved_search.account_id')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('saved_search.token_hash', '=', param('hash'))
    .where('account.state', '=', 'active')
    .select([
      ...MEMBER_COLUMNS,
      'saved_search.id as searchId',
      'saved_search.name as searchName',
      'saved_search.query',
      'saved_search.created_at as savedAt',
    ]),
)

export interface SearchOfFeed {
  member: SessionMember
  id: number
  name: string
  query: string
  savedAt: number
}

/** Whose search it is, and which; null: nobody's. */
export async function findSearchByFeed(db: Db, token: string): Promise<SearchOfFeed | null> {
  const [row] = await findByHash(db, { hash: hashToken(token) })
  if (!row) return null
  const { searchId: id, searchName: name, query, savedAt } = row
  return { member: toSessionMember(row), id, name, query, savedAt }
}
