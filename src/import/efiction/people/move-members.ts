import { foldEmail } from '../../../people/email.ts'
import { type Db, inTransaction } from '../../../store/database.ts'
import { foldName, slugOf } from '../../../text/slug.ts'
import { freeNames } from './free-names.ts'
import { insertAll } from '../legacy.ts'
import { keepAside } from '../keep-rows.ts'
import { moveRows, readTable } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'
import { Row } from '../read/row.ts'
import { fingerprintOf } from '../written.ts'
import { NeighbourDates } from '../works/neighbour-dates.ts'
import { short, sortable } from '../works/sortable.ts'
import { type AccountDraft, toAccount } from './to-account.ts'
import { plain } from '../text/to-text.ts'

const BATCH = 200

/** Members become accounts, each with one pseud. Needs the categories, for moderators of some of them. */
export async function moveMembers(move: Move): Promise<void> {
  const { spool, site } = move
  const preferences = site.table('authorprefs')
  const dates = new NeighbourDates(move, ['date'])
  let drafts: Numbered[] = []

  const preferencesOf = (row: Row) => spool.rowsOf(preferences, 'uid', row.integer('uid')).slice(0, 1)
  const draftOf = ({ id, row }: OldRow) => {
    const [own = null] = preferencesOf(row)
    return { id, draft: { ...toAccount(row, own, move.zone), joinedAt: dates.of(row) } }
  }
  await moveRows(move, {
    table: 'authors',
    legacy: 'member',
    phase: 'people',
    order: ['uid'],
    batch: BATCH,
    each: (row) => dates.take(row),
    prepare: async (rows) => {
      drafts = rows.map(draftOf)
    },
    beside: preferencesOf,
    write: (db) => writeAccounts(move, db, drafts),
  })
  await settlePreferences(move)
  await addFormerMembers(move)
}

interface Numbered {
  /** The old number. */
  id: string
  draft: AccountDraft & { joinedAt: number }
}

async function writeAccounts(move: Move, db: Db, accounts: readonly Numbered[]): Promise<Map<string, number>> {
  const accountIds = await insertAll(
    db,
    'account',
    accounts.map(({ draft }) => toRow(draft)),
  )
  const names = accounts.map(({ draft }) => draft.name)
  const loginNames = await freeNames(
    names.map((name) => short(foldName(name))),
    '~',
    (wanted) => takenAmong(db, 'login_name', wanted),
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
  await writeScopes(move, db, accounts, accountIds)
  return new Map(accounts.map(({ id }, index) => [id, pseudIds[index]!]))
}

/** Without the password: see `wrapPasswords`. */
function toRow(draft: Numbered['draft']) {
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

async function takenAmong(db: Db, column: 'login_name' | 'slug', wanted: string[]): Promise<string[]> {
  const rows = await db.selectFrom('pseud').select(`${column} as name`).where(column, 'in', wanted).execute()
  return rows.map((row) => row.name)
}

function remark({ ledger }: Move, { id, draft }: Numbered, loginName: string): void {
  for (const note of draft.notes) ledger.remark('authors', id, note)
  if (loginName !== short(foldName(draft.name))) {
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

/** They became part of their members. */
async function settlePreferences(move: Move): Promise<void> {
  const { spool, site, ledger } = move
  const table = site.table('authorprefs')
  await readTable(move, 'authorprefs')
  const orphans = spool.orphans({ table, column: 'uid' }, { table: site.table('authors'), column: 'uid' })
  const seen = new Set<number>()
  for (const row of spool.rows(table, ['uid'])) {
    const uid = row.integer('uid')
    const isSecond = seen.has(uid)
    seen.add(uid)
    const why = orphans.has(uid) ? 'preferences of a member who does not exist' : isSecond ? SECOND : null
    if (why === null) ledger.settle('authorprefs', row, 'merged', uid)
    else await keepAside(move, 'authorprefs', [{ id: isSecond ? `${uid}#${fingerprintOf(row)}` : `${uid}`, row, why }])
  }
}

const SECOND = 'the number occurs twice; the first row was taken'

/** Stories and chapters whose member is gone keep an author: an account that nobody has claimed. */
async function addFormerMembers(move: Move): Promise<void> {
  const { spool, site, legacy } = move
  const to = { table: site.table('authors'), column: 'uid' }
  const ofStories = spool.orphans({ table: site.table('stories'), column: 'uid' }, to).keys()
  // A chapter that names nobody is by the author of its story.
  const ofChapters = [...spool.orphans({ table: site.table('chapters'), column: 'uid' }, to).keys()].filter(Boolean)
  const uids = [...new Set([...ofStories, ...ofChapters])].map(String)
  const known = await legacy.find(move.db, 'member', uids)
  const missing = uids.filter((uid) => !known.has(uid))
  for (let from = 0; from < missing.length; from += BATCH) {
    await move.goOn()
    const ids = missing.slice(from, from + BATCH)
    await writeFormerMembers(
      move,
      ids.map((id) => ({ id, draft: formerMember(move, Number(id)) })),
    )
  }
  if (missing.length === 0) return
  move.ledger.notes.push(
    `${missing.length} members who wrote here are missing; their works wait under new, unclaimed names.`,
  )
}

async function writeFormerMembers(move: Move, accounts: readonly Numbered[]): Promise<void> {
  await inTransaction(move.db, async (db) => {
    const written = await writeAccounts(move, db, accounts)
    const numbers = [...written].map(([oldId, newId]) => ({ oldId, newId, fingerprint: null }))
    await move.legacy.record(db, 'member', numbers)
  })
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
