// Words that reading programs send in place of the account's password. See docs/decisions/011-app-passwords.md.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { conflict, invalid, notFound } from '../errors.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { recordAct } from './audit.ts'
import { foldEmail } from './email.ts'
import { keyOfName } from './name-key.ts'
import { MEMBER_COLUMNS, type SessionMember, toSessionMember } from './sessions.ts'
import { hashToken } from './token.ts'
import { foldName } from '../text/slug.ts'
import { cleanText } from '../text/well-formed.ts'

/** No letter looks like another: it is typed on small screens. Each is five bits. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'
const LETTERS = 28
const LONGEST_NAME = 60
const MOST = 30
const USED_EVERY_MS = 10 * 60 * 1000

/** Returns the word, in groups of four; it is kept nowhere else. Refuses with invalid, or conflict where there are many. */
export async function makeAppPassword(
  db: Db,
  member: SessionMember,
  { name, acceptsWarnings }: { name: string; acceptsWarnings: boolean },
  now: number,
): Promise<string> {
  const called = cleanText(name).replace(/\s+/g, ' ').trim()
  if (called === '') throw invalid({ name: 'Please write what it is for, as the name of the device.' })
  if ([...called].length > LONGEST_NAME) throw invalid({ name: `Please use at most ${LONGEST_NAME} characters.` })
  const word = Array.from(randomBytes(LETTERS), (byte) => ALPHABET[byte & 31]).join('')
  await inTransaction(db, async (db) => {
    const { made } = await db
      .selectFrom('app_password')
      .where('account_id', '=', member.accountId)
      .select((eb) => eb.fn.countAll<number>().as('made'))
      .executeTakeFirstOrThrow()
    if (made >= MOST) throw conflict(`There are ${MOST} already. Please take one back first.`)
    await db
      .insertInto('app_password')
      .values({
        account_id: member.accountId,
        name: called,
        token_hash: hashToken(word),
        accepts_warnings: acceptsWarnings ? 1 : 0,
        created_at: now,
        used_at: null,
      })
      .execute()
    await recordAct(db, { accountId: member.accountId, action: 'app password made', detail: { name: called } }, now)
  })
  return word.replace(/.{4}(?=.)/g, '$&-')
}

export type AppPassword = Awaited<ReturnType<typeof listAppPasswords>>[number]

/** The newest first. */
export async function listAppPasswords(db: Db, member: SessionMember) {
  const rows = await db
    .selectFrom('app_password')
    .where('account_id', '=', member.accountId)
    .select(['id', 'name', 'accepts_warnings', 'created_at as createdAt', 'used_at as usedAt'])
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ accepts_warnings, ...row }) => ({ ...row, acceptsWarnings: accepts_warnings === 1 }))
}

/** From now on it opens nothing. Refuses with not_found somebody else's. */
export async function revokeAppPassword(db: Db, member: SessionMember, id: number, now: number): Promise<void> {
  await inTransaction(db, async (db) => {
    const gone = await db
      .deleteFrom('app_password')
      .where('id', '=', id)
      .where('account_id', '=', member.accountId)
      .returning('name')
      .executeTakeFirst()
    if (!gone) throw notFound('App password')
    const detail = { name: gone.name }
    await recordAct(db, { accountId: member.accountId, action: 'app password taken back', detail }, now)
  })
}

const findByHash = prepare<{ hash: string }>()((db, param) =>
  db
    .selectFrom('app_password')
    .innerJoin('account', 'account.id', 'app_password.account_id')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('app_password.token_hash', '=', param('hash'))
    .where('account.state', '=', 'active')
    .select([
      'app_password.id as appPasswordId',
      'app_password.token_hash',
      'app_password.accepts_warnings',
      'app_password.used_at',
      'account.email_folded',
      ...MEMBER_COLUMNS,
    ]),
)

export interface ProgramLogIn {
  member: SessionMember
  acceptsWarnings: boolean
}

/**
 * Whom a reading program reads for, or null. `name` is a pen name or the e-mail address of the account; null where the
 * program sends none.
 */
export async function findByAppPassword(
  db: Db,
  name: string | null,
  word: string,
  now: number,
): Promise<ProgramLogIn | null> {
  const hash = hashToken(word.toLowerCase().replace(/[\s-]/g, ''))
  const [row] = await findByHash(db, { hash })
  if (!row || !timingSafeEqual(Buffer.from(row.token_hash), Buffer.from(hash))) return null
  if (name !== null && !(await isCalled(db, row, name))) return null
  if (row.used_at === null || row.used_at <= now - USED_EVERY_MS)
    await db.updateTable('app_password').set({ used_at: now }).where('id', '=', row.appPasswordId).execute()
  return { member: toSessionMember(row), acceptsWarnings: row.accepts_warnings === 1 }
}

const listNames = prepare<{ accountId: number; key: string }>()((db, param) =>
  db
    .selectFrom('pseud')
    .where('account_id', '=', param('accountId'))
    .where('login_name', '=', param('key'))
    .select('id'),
)

async function isCalled(
  db: Db,
  account: { account_id: number; name: string; email_folded: string | null },
  name: string,
): Promise<boolean> {
  if (foldName(name) === foldName(account.name)) return true
  if (account.email_folded !== null && foldEmail(name) === account.email_folded) return true
  const key = keyOfName(foldName(name))
  return (await listNames(db, { accountId: account.account_id, key })).length > 0
}
