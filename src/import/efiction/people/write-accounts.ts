import { foldEmail } from '../../../people/email.ts'
import type { Db } from '../../../store/database.ts'
import { foldName, slugOf } from '../../../text/slug.ts'
import { insertAll } from '../legacy.ts'
import type { Move } from '../moving.ts'
import { short, sortable } from '../works/sortable.ts'
import { freeNames } from './free-names.ts'
import type { AccountDraft } from './to-account.ts'

export interface NumberedAccount {
  /** The old number. */
  id: string
  draft: AccountDraft & {
    joinedAt: number
    /** Fandoms that a moderator is limited to; empty is all. */
    scopeTags: number[]
  }
}

/** Accounts with one pseud each; returns the new ids of the pseuds by old number. */
export async function writeAccounts(
  move: Move,
  db: Db,
  accounts: readonly NumberedAccount[],
): Promise<Map<string, number>> {
  if (accounts.length === 0) return new Map()
  const accountIds = await insertAll(
    db,
    'account',
    accounts.map(({ draft }) => toAccountRow(draft)),
  )
  const loginNames = await freeLoginNames(
    db,
    accounts.map(({ draft }) => draft.name),
  )
  const slugs = await freeNames(
    accounts.map(({ id, draft }) => slugOf(draft.name, `member-${id}`)),
    '-',
    (wanted) => takenAmong(db, 'slug', wanted),
  )
  const pseuds = accounts.map(({ draft }, index) => ({
    account_id: accountIds[index]!,
    name: draft.name,
    login_name: loginNames[index]!,
    slug: slugs[index]!,
    sort_name: sortable(draft.name, 'und'),
    bio_source: draft.bio.source,
    bio_html: draft.bio.html,
    image_url: draft.imageUrl,
    is_default: 1,
    created_at: draft.joinedAt,
  }))
  const pseudIds = await insertAll(db, 'pseud', pseuds)
  accounts.forEach((account, index) => remark(move, account, loginNames[index]!))
  const scopes = accounts.flatMap(({ draft }, index) => scopeRows(accountIds[index]!, draft.scopeTags))
  if (scopes.length > 0) await db.insertInto('moderator_scope').values(scopes).execute()
  return new Map(accounts.map(({ id }, index) => [id, pseudIds[index]!]))
}

/** Without the password: see `wrapPasswords`. */
function toAccountRow(draft: NumberedAccount['draft']) {
  return {
    email: draft.email,
    email_folded: draft.email === null ? null : foldEmail(draft.email),
    password_hash: null,
    role: draft.role,
    state: draft.state,
    trusted: draft.trusted ? 1 : 0,
    real_name: draft.realName,
    preferences: JSON.stringify(draft.preferences),
    joined_at: draft.joinedAt,
    last_seen_at: null,
  }
}

export function scopeRows(accountId: number, tagIds: readonly number[]) {
  return tagIds.map((tagId) => ({ account_id: accountId, tag_id: tagId }))
}

/** What is typed at log-in: one that somebody has already gets a number behind it. */
export function freeLoginNames(db: Db, names: readonly string[]): Promise<string[]> {
  return freeNames(
    names.map((name) => short(foldName(name))),
    '~',
    (wanted) => takenAmong(db, 'login_name', wanted),
  )
}

async function takenAmong(db: Db, column: 'login_name' | 'slug', wanted: string[]): Promise<string[]> {
  const rows = await db.selectFrom('pseud').select(`${column} as name`).where(column, 'in', wanted).execute()
  return rows.map((row) => row.name)
}

function remark({ ledger }: Move, { id, draft }: NumberedAccount, loginName: string): void {
  for (const note of draft.notes) ledger.remark('authors', id, note)
  if (loginName !== short(foldName(draft.name))) {
    ledger.remark('authors', id, `"${draft.name}" is the name of another account; this one logs in as "${loginName}"`)
  }
}
