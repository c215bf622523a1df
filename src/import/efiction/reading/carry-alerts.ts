import type { Db } from '../../../store/database.ts'
import type { Move } from '../moving.ts'

interface Favourite {
  uid: number
  accountId: number
  column: 'work_id' | 'series_id' | 'pseud_id'
  newId: number
}

const NOTHING = { work_id: null, series_id: null, pseud_id: null, tag_id: null }

/**
 * The old site told members who had asked for it of new chapters of favourite stories and of new stories by favourite
 * authors; they go on hearing of them. It told nothing of series.
 */
export async function carryAlerts(move: Move, db: Db, favourites: readonly Favourite[]): Promise<void> {
  const wanted = new Map<number, boolean>()
  const alerted = favourites.filter(({ column, uid }) => {
    if (column === 'series_id') return false
    if (!wanted.has(uid)) wanted.set(uid, wantsAlerts(move, uid))
    return wanted.get(uid)!
  })
  if (alerted.length === 0) return
  const rows = alerted.map(({ accountId, column, newId }) => ({
    ...NOTHING,
    account_id: accountId,
    [column]: newId,
    created_at: move.now,
  }))
  await db
    .insertInto('subscription')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const places = alerted.flatMap(({ accountId, column, newId }) =>
    column === 'work_id' ? [{ account_id: accountId, work_id: newId, read_at: move.now }] : [],
  )
  if (places.length === 0) return
  await db
    .insertInto('reading_place')
    .values(places)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Asked for by the member, and allowed by the site, as far as it had a say in that. */
function wantsAlerts({ spool, site }: Move, uid: number): boolean {
  if (site.settings.has('alertson') && !site.settings.flag('alertson')) return false
  const [preferences] = spool.rowsOf(site.table('authorprefs'), 'uid', uid)
  const [member] = spool.rowsOf(site.table('authors'), 'uid', uid)
  return preferences?.has('alertson') ? preferences.flag('alertson') : (member?.flag('alertson') ?? false)
}
