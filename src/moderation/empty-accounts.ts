// Accounts that nobody has ever used: old sites took in robots by the thousand.
import { sql } from 'kysely'
import { invalid, notAllowed } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { isAdmin, type Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { dialectOf } from '../store/dialect.ts'
import { offsetOf, paged, type Paging } from '../store/paging.ts'
import { TRACES } from './belongings.ts'

const MOST_AT_ONCE = 500

export interface EmptyFilter {
  /** Only those whose biography or profile holds a link. */
  withLink: boolean
  /** Milliseconds; null: any time. */
  joinedFrom: number | null
  joinedBefore: number | null
}

export function refuseOtherThanKeepers(member: Member): void {
  if (!isAdmin(member)) throw notAllowed('Only the archive’s owners and admins look after its members.')
}

/** Ordinary members without works, reviews, favourites, follows, kudos or votes, who have never logged in here. */
function emptyAccounts(db: Db) {
  const traces = TRACES.map(({ table, column }) =>
    column === 'account_id'
      ? sql`select 1 from ${sql.table(table)} left_by where left_by.account_id = account.id`
      : sql`select 1 from ${sql.table(table)} left_by join pseud own on own.id = left_by.pseud_id
          where own.account_id = account.id`,
  )
  const shelved = sql`select 1 from bookmark left_by join shelf own on own.id = left_by.shelf_id
    where own.account_id = account.id`
  let accounts = db
    .selectFrom('account')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('account.role', '=', 'member')
    .where('account.last_seen_at', 'is', null)
  for (const trace of [...traces, shelved]) accounts = accounts.where(sql<boolean>`not exists (${trace})`)
  return accounts
}

function filtered(db: Db, { withLink, joinedFrom, joinedBefore }: EmptyFilter) {
  let accounts = emptyAccounts(db)
  if (joinedFrom !== null) accounts = accounts.where('account.joined_at', '>=', joinedFrom)
  if (joinedBefore !== null) accounts = accounts.where('account.joined_at', '<', joinedBefore)
  if (!withLink) return accounts
  return accounts.where(
    sql<boolean>`(lower(pseud.bio_source) like '%http%' or lower(pseud.bio_source) like '%www.%' or exists (
      select 1 from profile_value said where said.pseud_id = pseud.id
        and (lower(said.value) like '%http%' or lower(said.value) like '%www.%')))`,
  )
}

/** The newest first. */
export async function listEmptyAccounts(db: Db, admin: Member, filter: EmptyFilter, paging: Paging) {
  refuseOtherThanKeepers(admin)
  const accounts = filtered(db, filter)
  const [{ total }, rows] = await Promise.all([
    accounts.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    accounts
      .select([
        'account.id',
        'account.state',
        'account.email',
        'account.joined_at as joinedAt',
        'pseud.name',
        'pseud.slug',
        'pseud.bio_html as bioHtml',
      ])
      .orderBy('account.joined_at', 'desc')
      .orderBy('account.id', 'desc')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
  ])
  return paged(rows, total, paging)
}

/** Locks or deletes those that are still empty, and leaves the rest alone. Returns how many it was. */
export async function sweepAccounts(
  db: Db,
  admin: Member,
  { ids, deed }: { ids: readonly number[]; deed: 'lock' | 'delete' },
  now: number,
): Promise<number> {
  refuseOtherThanKeepers(admin)
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) throw invalid({ form: 'Please choose at least one account.' })
  if (wanted.length > MOST_AT_ONCE) throw invalid({ form: `Please choose at most ${MOST_AT_ONCE} accounts at once.` })
  return inTransaction(db, async (db) => {
    await holdStill(db, wanted)
    const swept = await emptyAccounts(db)
      .where('account.id', 'in', wanted)
      .select(['account.id', 'pseud.name', 'account.state'])
      .execute()
    const changing = swept.filter(({ state }) => deed === 'delete' || state !== 'locked')
    if (changing.length === 0) return 0
    const sweptIds = changing.map(({ id }) => id)
    if (deed === 'delete') await db.deleteFrom('account').where('id', 'in', sweptIds).execute()
    else await db.updateTable('account').set({ state: 'locked' }).where('id', 'in', sweptIds).execute()
    const action = deed === 'delete' ? 'empty accounts deleted' : 'empty accounts locked'
    const accounts = changing.map(({ id, name }) => ({ id, name }))
    await recordAct(db, { accountId: admin.accountId, action, detail: { accounts } }, now)
    return changing.length
  })
}

/** On PostgreSQL somebody may leave something under one of the names meanwhile; now they wait until it is decided. */
async function holdStill(db: Db, ids: readonly number[]): Promise<void> {
  if (dialectOf(db).name !== 'postgres') return
  await db
    .selectFrom('account')
    .where('id', 'in', [...ids])
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute()
  await db
    .selectFrom('pseud')
    .where('account_id', 'in', [...ids])
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute()
}
