import { wrapOldMd5 } from '../../../people/password.ts'
import type { Move } from '../moving.ts'
import { ROW_NUMBER } from '../read/row.ts'

/** Enough to keep the four threads of the pool at work while this one is busy with texts. */
const AT_ONCE = 32

/**
 * Gives the accounts that came over their passwords. Slow on purpose, as every good password hash is, so it runs
 * beside the rest of the import; an account that got none because an import was stopped gets it from the next.
 */
export async function wrapPasswords(move: Move, isStopped: () => boolean): Promise<void> {
  if (!collectPasswords(move)) return
  let after = ''
  while (!isStopped()) {
    const found = listPasswords(move, after)
    if (found.size === 0) return
    after = [...found.keys()].at(-1)!
    const wanting = await findWanting(move, [...found.values()].flat())
    const some = [...found].flatMap(([md5, uids]) => {
      const accountIds = uids.flatMap((uid) => wanting.get(uid) ?? [])
      return accountIds.length > 0 ? [{ md5, accountIds }] : []
    })
    await Promise.all(some.map((each) => setPassword(move, each)))
  }
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
        and length(trim(cast(password as text))) = 32
        and lower(trim(cast(password as text))) not glob '*[^0-9a-f]*';
    create index password_by_md5 on password (md5)`)
  return true
}

function listPasswords({ spool }: Move, after: string): Map<string, string[]> {
  const query = `select md5, group_concat(uid) as uids from password where md5 > ? group by md5 order by md5 limit ?`
  const rows = spool.database.prepare(query).all(after, AT_ONCE)
  return new Map(rows.map(({ md5, uids }) => [String(md5), String(uids).split(',')]))
}

async function findWanting({ db, legacy }: Move, uids: readonly string[]): Promise<Map<string, number>> {
  const pseuds = await legacy.find(db, 'member', uids)
  const accounts = await db
    .selectFrom('pseud')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .select(['pseud.id', 'account_id'])
    .where('pseud.id', 'in', [...pseuds.values(), 0])
    .where('password_hash', 'is', null)
    .where('state', '<>', 'unclaimed')
    .execute()
  const accountOf = new Map(accounts.map((row) => [row.id, row.account_id]))
  return new Map([...pseuds].flatMap(([uid, id]) => (accountOf.has(id) ? [[uid, accountOf.get(id)!] as const] : [])))
}

async function setPassword({ db }: Move, { md5, accountIds }: { md5: string; accountIds: number[] }): Promise<void> {
  const passwordHash = await wrapOldMd5(md5)
  await db
    .updateTable('account')
    .set({ password_hash: passwordHash })
    .where('id', 'in', accountIds)
    .where('password_hash', 'is', null)
    .execute()
}
