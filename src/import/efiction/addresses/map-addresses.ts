// What owners and admins decide about the old addresses of their archive.
import { invalid, notAllowed, notFound } from '../../../errors.ts'
import { recordAct } from '../../../people/audit.ts'
import { isAdmin, type Member } from '../../../people/viewer.ts'
import { type Db, inTransaction } from '../../../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../../../store/paging.ts'
import { missedKey } from './missed-addresses.ts'
import { forgetOldSites, readSiteAddress } from './old-sites.ts'

export interface MissedAddress {
  address: string
  hits: number
  referrerHost: string
  lastSeenAt: number
  leadsTo: string | null
}

export type MissedView = 'open' | 'mapped'

export function refuseOtherThanKeepers(member: Member): void {
  if (!isAdmin(member)) throw notAllowed('Only the archive’s owners and admins see where old addresses lead.')
}

/** The most asked for first; what was dismissed is left out. */
export async function listMissed(
  db: Db,
  admin: Member,
  view: MissedView,
  paging: Paging,
): Promise<Paged<MissedAddress>> {
  refuseOtherThanKeepers(admin)
  const rows = db
    .selectFrom('missed_address')
    .where('dismissed_at', 'is', null)
    .where('leads_to', view === 'open' ? 'is' : 'is not', null)
  const [page, { total }] = await Promise.all([
    rows
      .select(['address', 'hits', 'referrer_host as referrerHost', 'last_seen_at as lastSeenAt', 'leads_to as leadsTo'])
      .orderBy('hits', 'desc')
      .orderBy('address')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
    rows.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return paged(page, total, paging)
}

/** Where an owner sent this very address, or its page whatever the query. */
export async function findMapped(db: Db, address: string): Promise<string | null> {
  const key = missedKey(address)
  const keys = [key, key.split('?', 1)[0]!]
  const rows = await db
    .selectFrom('missed_address')
    .where('address', 'in', keys)
    .where('leads_to', 'is not', null)
    .select(['address', 'leads_to'])
    .execute()
  return (rows.find((row) => row.address === key) ?? rows[0])?.leads_to ?? null
}

const LONGEST_PATH = 500

/** Refuses with invalid what is no page of this archive; `origin` may stand before it. */
export async function mapAddress(
  db: Db,
  admin: Member,
  { address, leadsTo, origin }: { address: string; leadsTo: string; origin: string },
  now: number,
): Promise<void> {
  refuseOtherThanKeepers(admin)
  const path = pathOf(leadsTo, origin)
  await decide(db, admin, { address, columns: { leads_to: path, dismissed_at: null } }, now)
}

/** It is not listed again, however often it is asked for. */
export async function dismissAddress(db: Db, admin: Member, address: string, now: number): Promise<void> {
  refuseOtherThanKeepers(admin)
  await decide(db, admin, { address, columns: { leads_to: null, dismissed_at: now } }, now)
}

interface Decided {
  address: string
  columns: { leads_to: string | null; dismissed_at: number | null }
}

async function decide(db: Db, admin: Member, { address, columns }: Decided, now: number): Promise<void> {
  await inTransaction(db, async (db) => {
    const changed = await db
      .updateTable('missed_address')
      .set(columns)
      .where('address', '=', address)
      .returning('address')
      .executeTakeFirst()
    if (!changed) throw notFound('Address')
    const act = columns.leads_to === null ? 'old address dismissed' : 'old address led to a page'
    const detail = { address, leadsTo: columns.leads_to }
    await recordAct(db, { accountId: admin.accountId, action: act, detail }, now)
  })
}

function pathOf(written: string, origin: string): string {
  const trimmed = written.trim()
  const path = trimmed.startsWith(`${origin}/`) ? trimmed.slice(origin.length) : trimmed
  const isPath = /^\/(?![/\\])[^\s\\\u0000-\u001f\u007f]*$/u.test(path) && path.length <= LONGEST_PATH
  if (!isPath || /\.php(?:$|[?#/])/i.test(path) || !URL.canParse(path, 'http://archive.invalid'))
    throw invalid({ leadsTo: 'Give a page of this archive, as /works/12 or /browse/titles.' })
  const { pathname, search, hash } = new URL(path, 'http://archive.invalid')
  return pathname + search + hash
}

/** Adds another address that a site was known by, as `http://stories.example/archive`. */
export async function addSiteAddress(
  db: Db,
  admin: Member,
  { source, site }: { source: string; site: string },
  now: number,
): Promise<void> {
  refuseOtherThanKeepers(admin)
  const found = readSiteAddress(site)
  if (!found || !found.host.includes('.'))
    throw invalid({ site: 'Give its address, as http://stories.example/archive.' })
  await inTransaction(db, async (db) => {
    const known = await db
      .selectFrom('old_site')
      .where('source', '=', source)
      .select(['story_folder', 'numbers_chapters'])
      .orderBy('id')
      .executeTakeFirst()
    if (!known) throw invalid({ source: 'Choose one of the sites that moved in.' })
    await db
      .insertInto('old_site')
      .values({ source, ...found, ...known, by_owner: 1, moved_at: now })
      .onConflict((conflict) => conflict.columns(['source', 'host', 'path']).doNothing())
      .execute()
    const act = { accountId: admin.accountId, action: 'old site address added', detail: { source, ...found } }
    await recordAct(db, act, now)
  })
  forgetOldSites(db)
}

/** Only one that an owner has added goes; those that moved in stay. */
export async function removeSiteAddress(db: Db, admin: Member, id: number, now: number): Promise<void> {
  refuseOtherThanKeepers(admin)
  await inTransaction(db, async (db) => {
    const removed = await db
      .deleteFrom('old_site')
      .where('id', '=', id)
      .where('by_owner', '=', 1)
      .returning(['source', 'host', 'path'])
      .executeTakeFirst()
    if (!removed) throw notFound('Address')
    await recordAct(db, { accountId: admin.accountId, action: 'old site address removed', detail: removed }, now)
  })
  forgetOldSites(db)
}
