import { foldEmail } from '../../../people/email.ts'
import { parsePreferences, type Preferences } from '../../../people/preferences.ts'
import type { Db } from '../../../store/database.ts'
import { noteWorkChanges } from '../../../store/work-changes.ts'
import { briefHtml } from '../../../works/source-to-html.ts'
import type { Amend, Amendment, Move } from '../moving.ts'
import { sortable } from '../works/sortable.ts'
import type { Fields } from '../written.ts'
import { freeLoginNames, type NumberedAccount, scopeRows } from './write-accounts.ts'

export type PreparedAccounts = ReadonlyMap<string, NumberedAccount>

const PREFERENCES = [
  'ageConsent',
  'mailAboutReviews',
  'mailAboutReplies',
  'mailAboutUpdates',
  'mailAboutSubmissions',
  'contentsFirst',
  'sortBy',
] as const satisfies readonly (keyof Preferences)[]

/** Never equal to what an import wrote: the field is somebody else's now. */
const NOT_THEIRS = '\u0000 joined to another account'

/** Passwords are not among the fields: see `wrapPasswords`. */
export function amendMembers(move: Move): Amend<PreparedAccounts> {
  return {
    drafted: ({ id }, prepared) => {
      const fields = fieldsOf(prepared.get(id)!)
      return move.readsAgain ? textsOf(fields) : fields
    },
    present: findPresent,
    change: async (db, amendments, prepared) => {
      for (const amendment of amendments) await changeOne(db, amendment, prepared.get(amendment.old.id)!)
    },
  }
}

export function fieldsOf({ draft }: NumberedAccount): Fields {
  return {
    name: draft.name,
    bio: draft.bio.source,
    image: draft.imageUrl,
    email: draft.email,
    realName: draft.realName,
    role: draft.role,
    state: draft.state,
    trusted: draft.trusted ? 1 : 0,
    scope: scopeOf(draft.scopeTags),
    ...preferenceFields(draft.preferences),
  }
}

/** Rows that the archive kept hold neither passwords nor the preferences that stood beside them. */
function textsOf({ name = '', bio = '', email = null, realName = '' }: Fields): Fields {
  return { name, bio, email, realName }
}

function scopeOf(tagIds: readonly number[]): string {
  return tagIds.toSorted((a, b) => a - b).join(',')
}

function preferenceFields(preferences: Preferences): Record<string, string> {
  return Object.fromEntries(PREFERENCES.map((name) => [`prefers ${name}`, String(preferences[name])]))
}

async function findPresent(db: Db, ids: readonly number[]): Promise<Map<number, Fields>> {
  const rows = await db
    .selectFrom('pseud')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .where('pseud.id', 'in', [...ids])
    .select([
      'pseud.id',
      'account_id',
      'pseud.name',
      'bio_source',
      'image_url',
      'email',
      'real_name',
      'role',
      'state',
      'trusted',
      'preferences',
    ])
    .execute()
  const accountIds = rows.map((row) => row.account_id)
  const scopes = await db
    .selectFrom('moderator_scope')
    .where('account_id', 'in', [...accountIds, 0])
    .selectAll()
    .execute()
  const joined = await db
    .selectFrom('claim')
    .where('state', '=', 'joined')
    .where('pseud_id', 'in', [...ids])
    .select('pseud_id')
    .execute()
  const foreign = new Set(joined.map((row) => row.pseud_id))
  return new Map(
    rows.map((row) => {
      const own = { name: row.name, bio: row.bio_source, image: row.image_url }
      const tags = scopes.filter((scope) => scope.account_id === row.account_id).map((scope) => scope.tag_id)
      const account: Record<string, string | number | null> = {
        email: row.email,
        realName: row.real_name,
        role: row.role,
        state: row.state,
        trusted: row.trusted,
        scope: scopeOf(tags),
        ...preferenceFields(parsePreferences(row.preferences)),
      }
      if (foreign.has(row.id)) for (const field of Object.keys(account)) account[field] = NOT_THEIRS
      return [row.id, { ...own, ...account }]
    }),
  )
}

async function changeOne(db: Db, { id, fields }: Amendment, { draft }: NumberedAccount): Promise<void> {
  const pseud = {
    ...('name' in fields && (await namesOf(db, id, draft.name))),
    ...('bio' in fields && { bio_source: draft.bio.source, bio_html: briefHtml(draft.bio.source) }),
    ...('image' in fields && { image_url: draft.imageUrl }),
  }
  if (Object.keys(pseud).length > 0) await db.updateTable('pseud').set(pseud).where('id', '=', id).execute()
  if ('name' in fields) await noteWorkChanges(db, await listWorksBy(db, id))
  const { account_id: accountId, preferences } = await db
    .selectFrom('pseud')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .where('pseud.id', '=', id)
    .select(['account_id', 'preferences'])
    .executeTakeFirstOrThrow()
  const account = {
    ...('email' in fields && {
      email: draft.email,
      email_folded: draft.email === null ? null : foldEmail(draft.email),
    }),
    ...('realName' in fields && { real_name: draft.realName }),
    ...('role' in fields && { role: draft.role }),
    ...('state' in fields && { state: draft.state }),
    ...('trusted' in fields && { trusted: draft.trusted ? 1 : 0 }),
    ...changedPreferences(preferences, fields, draft.preferences),
  }
  if (Object.keys(account).length > 0)
    await db.updateTable('account').set(account).where('id', '=', accountId).execute()
  if (!('scope' in fields)) return
  await db.deleteFrom('moderator_scope').where('account_id', '=', accountId).execute()
  const scopes = scopeRows(accountId, draft.scopeTags)
  if (scopes.length > 0) await db.insertInto('moderator_scope').values(scopes).execute()
}

async function listWorksBy(db: Db, pseudId: number): Promise<number[]> {
  const rows = await db.selectFrom('creator').where('pseud_id', '=', pseudId).select('work_id').execute()
  return rows.map((row) => row.work_id)
}

/** The address of the author's page stays: others link to it. */
async function namesOf(db: Db, id: number, name: string) {
  await db
    .updateTable('pseud')
    .set({ login_name: `~${id}` })
    .where('id', '=', id)
    .execute()
  const [loginName] = await freeLoginNames(db, [name])
  return { name, login_name: loginName!, sort_name: sortable(name, 'und') }
}

function changedPreferences(json: string, fields: Fields, drafted: Preferences) {
  const changed = PREFERENCES.filter((name) => `prefers ${name}` in fields)
  if (changed.length === 0) return {}
  const now = Object.fromEntries(changed.map((name) => [name, drafted[name]]))
  return { preferences: JSON.stringify({ ...parsePreferences(json), ...now }) }
}
