import { createHash } from 'node:crypto'
import { wrapOldMd5, wrapsOldMd5 } from '../../../people/password.ts'
import type { Move } from '../moving.ts'
import { counted } from '../report/counted.ts'
import { ROW_NUMBER } from '../read/row.ts'

/** Enough to keep the four threads of the pool at work while this one is busy with texts. */
const AT_ONCE = 32

/** What the rest of the import is at meanwhile. */
export type Rest = 'at work' | 'failed' | 'done'

/** A hash of fewer passwords could be guessed through. */
const ENOUGH_TO_HIDE_IN = 50

/**
 * Gives the accounts that came over their passwords. Slow on purpose, as every good password hash is: 2,000 take a
 * minute of one core. An account that got none because an import was stopped gets it from the next. A
 * newer dump's password is taken for who has neither logged in nor chosen another one here.
 */
export async function wrapPasswords(move: Move, rest: () => Rest): Promise<void> {
  if (move.readsAgain || !collectPasswords(move)) return
  const all = digestOfAll(move)
  const isNewer = all === null || all !== (await findDigest(move))
  let changed = 0
  const total = countPasswords(move)
  let done = 0
  let after = ''
  while (rest() !== 'failed') {
    const found = listPasswords(move, after)
    if (found.size === 0) break
    after = [...found.keys()].at(-1)!
    const accounts = await findAccounts(move, [...found.values()].flat(), isNewer)
    const some = [...found].map(([md5, uids]) => ({ md5, accounts: uids.flatMap((uid) => accounts.get(uid) ?? []) }))
    const counts = await Promise.all(some.map((each) => setPassword(move, each)))
    changed += counts.reduce((sum, count) => sum + count, 0)
    done += found.size
    await move.goOn()
    if (rest() === 'done') move.tell({ phase: 'passwords', done, total })
  }
  if (rest() === 'failed') return
  if (all !== null && isNewer) await keepDigest(move, all)
  if (changed > 0)
    move.ledger.notes.push(
      `${counted(changed, 'member had', 'members had')} chosen a new password on the old site; it counts now.`,
    )
}

/** Each md5 once, with the members who have it; of a number that occurs twice the first row counts. */
function collectPasswords({ spool, site }: Move): boolean {
  const table = site.table('authors')
  const columns = spool.tables.get(table)?.columns
  if (!columns?.has('password') || !columns.has('uid')) return false
  const name = `"${table.replaceAll('"', '""')}"`
  spool.database.exec(`
    create table password as
      select lower(trim(cast(password as text))) as md5, cast(cast(uid as integer) as text) as uid from ${name}
      where "${ROW_NUMBER}" in (select min("${ROW_NUMBER}") from ${name} group by cast(uid as integer))
        -- In bytes: as a text its length ends at the first NUL.
        and length(cast(trim(cast(password as text)) as blob)) = 32
        and lower(trim(cast(password as text))) not glob '*[^0-9a-f]*';
    create index password_by_md5 on password (md5)`)
  return true
}

/** Tells a dump with the same passwords apart from a newer one without a hash of any single one being kept. */
function digestOfAll({ spool }: Move): string | null {
  const rows = spool.database.prepare('select md5, uid from password order by cast(uid as integer)').iterate()
  const digest = createHash('sha256')
  const different = new Set<string>()
  for (const { md5, uid } of rows) {
    digest.update(`${String(uid)} ${String(md5)}\n`)
    if (different.size < ENOUGH_TO_HIDE_IN) different.add(String(md5))
  }
  return different.size < ENOUGH_TO_HIDE_IN ? null : digest.digest('base64url')
}

const settingOf = ({ legacy }: Move) => `import.passwords ${legacy.source}`

async function findDigest(move: Move): Promise<string | null> {
  const row = await move.db.selectFrom('setting').where('name', '=', settingOf(move)).select('value').executeTakeFirst()
  return row ? String(JSON.parse(row.value)) : null
}

async function keepDigest(move: Move, digest: string): Promise<void> {
  const value = JSON.stringify(digest)
  await move.db
    .insertInto('setting')
    .values({ name: settingOf(move), value, updated_at: move.now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, updated_at: move.now }))
    .execute()
}

function countPasswords({ spool }: Move): number {
  return Number(spool.database.prepare('select count(distinct md5) as count from password').get()!.count)
}

function listPasswords({ spool }: Move, after: string): Map<string, string[]> {
  const query = `select md5, group_concat(uid) as uids from password where md5 > ? group by md5 order by md5 limit ?`
  const rows = spool.database.prepare(query).all(after, AT_ONCE)
  return new Map(rows.map(({ md5, uids }) => [String(md5), String(uids).split(',')]))
}

interface Wanting {
  accountId: number
  /** Null: none yet; else still the old site's. */
  hash: string | null
}

/** Never one that joined a name to an account of somebody's own. */
async function findAccounts(
  { db, legacy }: Move,
  uids: readonly string[],
  isNewer: boolean,
): Promise<Map<string, Wanting>> {
  const pseuds = await legacy.find(db, 'member', uids)
  const accounts = await db
    .selectFrom('pseud')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .select(['pseud.id', 'account_id as accountId', 'password_hash as hash'])
    .where('pseud.id', 'in', [...pseuds.values(), 0])
    .where((eb) =>
      isNewer
        ? eb.or([eb('password_hash', 'is', null), eb('password_hash', 'like', 'md5-%')])
        : eb('password_hash', 'is', null),
    )
    .where('state', '<>', 'unclaimed')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('claim')
            .whereRef('claim.pseud_id', '=', 'pseud.id')
            .where('claim.state', '=', 'joined')
            .select('claim.id'),
        ),
      ),
    )
    .execute()
  const wanting = new Map(accounts.map(({ id, ...account }) => [id, account]))
  return new Map([...pseuds].flatMap(([uid, id]) => (wanting.has(id) ? [[uid, wanting.get(id)!] as const] : [])))
}

/** Returns for how many it is another one than before. */
async function setPassword(move: Move, { md5, accounts }: { md5: string; accounts: Wanting[] }): Promise<number> {
  const same = new Map<string, boolean>()
  for (const { hash } of accounts) {
    if (hash !== null && !same.has(hash)) same.set(hash, await wrapsOldMd5(hash, md5))
  }
  const wanting = accounts.filter(({ hash }) => hash === null || !same.get(hash))
  if (wanting.length === 0) return 0
  const passwordHash = await wrapOldMd5(md5)
  let changed = 0
  for (const before of new Set(wanting.map(({ hash }) => hash))) {
    const accountIds = wanting.filter(({ hash }) => hash === before).map(({ accountId }) => accountId)
    await move.db
      .updateTable('account')
      .set({ password_hash: passwordHash })
      .where('id', 'in', accountIds)
      .where('password_hash', before === null ? 'is' : '=', before)
      .execute()
    if (before !== null) changed += accountIds.length
  }
  return changed
}
