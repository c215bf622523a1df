import { randomBytes } from 'node:crypto'
import { conflict } from '../errors.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { dialectOf } from '../store/dialect.ts'
import { recordEvent } from '../store/events.ts'
import type { Role } from '../store/tables/people.ts'
import { foldName, slugOf } from '../text/slug.ts'
import { sortKey } from '../text/sort-key.ts'
import { foldEmail } from './email.ts'

export interface NewAccount {
  name: string
  email: string | null
  passwordHash: string | null
  role?: Role
}

/** An account with its first pseud. The values are checked already; a name that was taken meanwhile is a conflict. */
export async function createAccount(db: Db, account: NewAccount, now: number) {
  return inTransaction(db, async (db) => {
    const { id: accountId } = await db
      .insertInto('account')
      .values({
        email: account.email,
        email_folded: account.email === null ? null : foldEmail(account.email),
        password_hash: account.passwordHash,
        role: account.role ?? 'member',
        joined_at: now,
        last_seen_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const pseudId = await createPseud(db, { accountId, name: account.name, isDefault: true }, now)
    await recordEvent(db, 'account_registered', {
      subjectId: accountId,
      accountId,
      payload: { pseud: account.name },
      at: now,
    })
    return { accountId, pseudId }
  })
}

export interface NewPseud {
  accountId: number
  name: string
  isDefault: boolean
}

/** Returns its id. */
export async function createPseud(db: Db, { accountId, name, isDefault }: NewPseud, now: number): Promise<number> {
  const row = {
    account_id: accountId,
    name,
    login_name: foldName(name),
    slug: await freeSlug(db, name),
    sort_name: sortKey(name, 'und'),
    image_url: null,
    is_default: isDefault ? 1 : 0,
    created_at: now,
  }
  const insert = db.insertInto('pseud').values(row).returning('id').executeTakeFirstOrThrow()
  const { id } = await insert.catch((error: unknown) => {
    throw dialectOf(db).isDuplicate(error) ? nameTaken() : error
  })
  return id
}

export function nameTaken(): Error {
  const message = 'This pen name is taken. Please choose another.'
  return conflict(message, { name: message })
}

/** Pen names are public, so everybody may know that one is taken; also those that wait for their confirmation are. */
export async function isNameTaken(db: Db, name: string, now: number): Promise<boolean> {
  const loginName = foldName(name)
  const taken = await db.selectFrom('pseud').where('login_name', '=', loginName).select('id').executeTakeFirst()
  if (taken) return true
  const waiting = await db
    .selectFrom('registration')
    .where('login_name', '=', loginName)
    .where('expires_at', '>', now)
    .select('name')
    .executeTakeFirst()
  return waiting !== undefined
}

const NUMBERS_TRIED = 30

/** Two names may shorten to one slug, or to none; the later one gets a number. */
async function freeSlug(db: Db, name: string): Promise<string> {
  const slug = slugOf(name, 'author')
  const choices = [slug, ...Array.from({ length: NUMBERS_TRIED }, (_, index) => `${slug}-${index + 2}`)]
  const taken = await db.selectFrom('pseud').where('slug', 'in', choices).select('slug').execute()
  const slugs = new Set(taken.map((row) => row.slug))
  return choices.find((choice) => !slugs.has(choice)) ?? `${slug}-${randomBytes(4).toString('hex')}`
}
