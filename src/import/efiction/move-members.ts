import { foldEmail } from '../../people/email.ts'
import { wrapOldMd5 } from '../../people/password.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { foldName, slugOf } from '../../text/slug.ts'
import { sortKey } from '../../text/sort-key.ts'
import { freeNames } from './free-names.ts'
import { insertAll } from './legacy.ts'
import { type Move, type OldRow, moveRows, readTable } from './move.ts'
import { Row } from './read/row.ts'
import { type AccountDraft, toAccount } from './to-account.ts'
import { plain } from './to-text.ts'

/** Members become accounts, each with one pseud. Needs the categories, for moderators of some of them. */
export async function moveMembers(move: Move): Promise<void> {
  const { spool, site, ledger } = move
  const preferences = site.table('authorprefs')
  const passwords = new Map<string, string>()
  let joinedAt = move.now

  const draftOf = ({ row }: OldRow) => {
    const own = spool.rowsOf(preferences, 'uid', row.integer('uid'))[0] ?? null
    const draft = toAccount(row, own, move.zone)
    joinedAt = draft.joinedAt ?? joinedAt
    return { draft: { ...draft, joinedAt }, hasPreferences: own !== null }
  }
  await moveRows(move, {
    table: 'authors',
    legacy: 'member',
    phase: 'people',
    order: ['uid'],
    batch: 64,
    prepare: (rows) => wrapPasswords(rows, passwords),
    write: async (db, rows) => {
      const drafts = rows.map(draftOf)
      ledger.count('authorprefs', 'imported', drafts.filter(({ hasPreferences }) => hasPreferences).length)
      const accounts = drafts.map(({ draft }, index) => ({ draft, id: rows[index]!.id }))
      return writeAccounts(move, db, accounts, passwords)
    },
  })
  countPreferences(move)
  await addFormerMembers(move)
}

interface Numbered {
  /** The old number. */
  id: string
  draft: AccountDraft & { joinedAt: number }
}

/** Slow on purpose, as every good password hash is; the thread pool shares the work. */
async function wrapPasswords(rows: readonly OldRow[], passwords: Map<string, string>): Promise<void> {
  passwords.clear()
  const wrap = async ({ id, row }: OldRow) => {
    const md5 = row.text('password').trim()
    if (/^[0-9a-f]{32}$/i.test(md5)) passwords.set(id, await wrapOldMd5(md5))
  }
  await Promise.all(rows.map(wrap))
}

async function writeAccounts(move: Move, db: Db, accounts: readonly Numbered[], passwords: Map<string, string>) {
  const accountIds = await insertAll(
    db,
    'account',
    accounts.map(({ id, draft }) => toRow(draft, passwords.get(id))),
  )
  const names = accounts.map(({ draft }) => draft.name)
  const loginNames = await freeNames(names.map(foldName), '~', (wanted) => takenAmong(db, 'login_name', wanted))
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
    sort_name: sortKey(draft.name, 'und'),
    bio_source: draft.bio.source,
    bio_html: draft.bio.html,
    image_url: draft.imageUrl,
    is_default: 1,
    created_at: draft.joinedAt,
  }))
  const pseudIds = await insertAll(db, 'pseud', pseuds)
  accounts.forEach((account, index) => remark(move, account, loginNames[index]!))
  await writeScopes(move, db, accounts, accountIds)
  return new Map(accounts.map(({ id }, index) => [id, pseudIds[index]!]))
}

function toRow(draft: Numbered['draft'], passwordHash: string | undefined) {
  return {
    email: draft.email,
    email_folded: draft.email === null ? null : foldEmail(draft.email),
    password_hash: passwordHash ?? null,
    role: draft.role,
    state: draft.state,
    trusted: draft.trusted ? 1 : 0,
    real_name: draft.realName,
    preferences: JSON.stringify(draft.preferences),
    joined_at: draft.joinedAt,
    last_seen_at: null,
  }
}

async function takenAmong(db: Db, column: 'login_name' | 'slug', wanted: string[]): Promise<string[]> {
  const rows = await db.selectFrom('pseud').select(`${column} as name`).where(column, 'in', wanted).execute()
  return rows.map((row) => row.name)
}

function remark({ ledger }: Move, { id, draft }: Numbered, loginName: string): void {
  for (const note of draft.notes) ledger.remark('authors', id, note)
  if (loginName !== foldName(draft.name)) {
    ledger.remark('authors', id, `"${draft.name}" is the name of another account; this one logs in as "${loginName}"`)
  }
}

/** A moderator none of whose categories is left must not become one of everything. */
async function writeScopes(move: Move, db: Db, accounts: readonly Numbered[], accountIds: readonly number[]) {
  for (const [index, { id, draft }] of accounts.entries()) {
    if (draft.scope.length === 0) continue
    const tags = await move.legacy.find(db, 'category', draft.scope)
    const accountId = accountIds[index]!
    const scopes = [...tags.values()].map((tagId) => ({ account_id: accountId, tag_id: tagId }))
    if (scopes.length > 0) await db.insertInto('moderator_scope').values(scopes).execute()
    else {
      await db.updateTable('account').set({ role: 'member' }).where('id', '=', accountId).execute()
      move.ledger.remark('authors', id, 'moderated only categories that no longer exist; now an ordinary member')
    }
  }
}

function countPreferences(move: Move): void {
  const { spool, site, ledger } = move
  const from = { table: site.table('authorprefs'), column: 'uid', zero: true }
  readTable(move, 'authorprefs')
  for (const uid of spool.orphans(from, { table: site.table('authors'), column: 'uid' })) {
    ledger.except('authorprefs', uid, 'dropped', 'preferences of a member who does not exist')
  }
  const { read, imported, keptAside, dropped } = ledger.table('authorprefs')
  ledger.count('authorprefs', 'unchanged', Math.max(0, read - imported - keptAside - dropped))
}

/** Stories and chapters whose member is gone keep an author: an account that nobody has claimed. */
async function addFormerMembers(move: Move): Promise<void> {
  const { spool, site, legacy } = move
  const to = { table: site.table('authors'), column: 'uid' }
  const ofStories = spool.orphans({ table: site.table('stories'), column: 'uid', zero: true }, to)
  const ofChapters = spool.orphans({ table: site.table('chapters'), column: 'uid' }, to)
  const uids = [...new Set([...ofStories, ...ofChapters])].map(String)
  const known = await legacy.find(move.db, 'member', uids)
  const missing = uids.filter((uid) => !known.has(uid))
  if (missing.length === 0) return

  const accounts = missing.map((id) => ({ id, draft: formerMember(move, Number(id)) }))
  await inTransaction(move.db, async (db) => {
    const written = await writeAccounts(move, db, accounts, new Map())
    const numbers = [...written].map(([oldId, newId]) => ({ oldId, newId, fingerprint: null }))
    await legacy.record(db, 'member', numbers)
  })
  move.ledger.notes.push(
    `${missing.length} members who wrote here are missing; their works wait under new, unclaimed names.`,
  )
}

function formerMember(move: Move, uid: number): Numbered['draft'] {
  const draft = toAccount(new Row({}), null, move.zone)
  return { ...draft, name: nameFromReviews(move, uid), state: 'unclaimed', joinedAt: move.now }
}

/** Reviews keep the name that their member had. */
function nameFromReviews({ spool, site }: Move, uid: number): string {
  const review = uid > 0 ? spool.rowsOf(site.table('reviews'), 'uid', uid)[0] : undefined
  return (review && plain(review, 'reviewer')) || `Former member ${uid}`
}
