// Old addresses that lead nowhere: counted in memory, written every few seconds, and never more than a few thousand.
import { sql } from 'kysely'
import { type Db, inTransaction } from '../../../store/database.ts'

export interface Miss {
  /** Path and query as they were asked for. */
  address: string
  /** The page with the link, as browsers tell it. */
  referrer?: string | undefined
}

interface Waiting {
  hits: number
  referrerHost: string
  firstSeenAt: number
  lastSeenAt: number
}

const LONGEST = 500
/** More between two writings are a flood, and left uncounted. */
const MOST_WAITING = 300
export const MOST_KEPT = 4000

/** What robots try on every site of the world. */
const JUNK = [
  /(?:^|\/)(?:\.|wp-|xmlrpc|phpmyadmin|adminer|eval-stdin|phpunit)/i,
  /(?:^|\/)(?:wp|wordpress|pma|myadmin|mysql|vendor|cgi-bin|administrator|joomla|drupal|magento|laravel)\//i,
  /(?:^|\/)(?:.|..|shell|cmd|alfa|c99|r57|phpinfo|info|test|upload|config|setup|login|wso|filemanager)\.php$/i,
]

/** Parts of the old site's looks: asked for again and again, and missed by nobody. */
const LOOKS = /\.(?:gif|png|jpe?g|ico|css|js)$/i

const waiting = new WeakMap<object, Map<string, Waiting>>()

/** As the table has it: without what the old program ignored, in the form that browsers send. */
export function missedKey(address: string): string {
  const plain = address
    .replaceAll('&amp;', '&')
    .replaceAll('amp;', '')
    .replace(/^\/{2,}/, '/')
  return plain
    .slice(0, LONGEST)
    .replace(/%[0-9a-f]?$/i, '')
    .toWellFormed()
}

export function isJunk(path: string): boolean {
  return JUNK.some((pattern) => pattern.test(path))
}

/** `db` must be the archive's handle, not a transaction. */
export function countMiss(db: Db, { address, referrer }: Miss, now: number): void {
  const key = missedKey(address)
  const path = key.split('?', 1)[0]!
  if (isJunk(path) || LOOKS.test(path)) return
  let counts = waiting.get(db)
  if (!counts) waiting.set(db, (counts = new Map()))
  const found = counts.get(key)
  if (!found && counts.size >= MOST_WAITING) return
  const host = hostOf(referrer)
  counts.set(key, {
    hits: (found?.hits ?? 0) + 1,
    referrerHost: host || (found?.referrerHost ?? ''),
    firstSeenAt: found?.firstSeenAt ?? now,
    lastSeenAt: now,
  })
}

function hostOf(referrer: string | undefined): string {
  if (!referrer || referrer.length > 2000 || !URL.canParse(referrer)) return ''
  return new URL(referrer).host.slice(0, 200)
}

/** Writes what was counted since the last time; what cannot be written is not worth keeping. */
export async function flushMisses(db: Db): Promise<void> {
  const counts = waiting.get(db)
  if (!counts || counts.size === 0) return
  waiting.delete(db)
  // Two nodes that write the same rows in one order do not wait for each other in a circle.
  const sorted = [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const rows = sorted.map(([address, one]) => ({
    address,
    hits: one.hits,
    referrer_host: one.referrerHost,
    first_seen_at: one.firstSeenAt,
    last_seen_at: one.lastSeenAt,
  }))
  await inTransaction(db, async (db) => {
    await db
      .insertInto('missed_address')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('address').doUpdateSet((eb) => ({
          hits: eb('missed_address.hits', '+', eb.ref('excluded.hits')),
          referrer_host: sql<string>`coalesce(nullif(excluded.referrer_host, ''), missed_address.referrer_host)`,
          last_seen_at: eb.ref('excluded.last_seen_at'),
        })),
      )
      .execute()
    await forgetRarest(db)
  })
}

/** What an owner has decided about stays. */
async function forgetRarest(db: Db): Promise<void> {
  const undecided = db.selectFrom('missed_address').where('leads_to', 'is', null).where('dismissed_at', 'is', null)
  const { total } = await undecided.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  if (total <= MOST_KEPT) return
  const rarest = undecided
    .select('address')
    .orderBy('hits')
    .orderBy('last_seen_at')
    .limit(total - MOST_KEPT)
  await db.deleteFrom('missed_address').where('address', 'in', rarest).execute()
}

/** Until the returned function is called; that writes what is left. */
export function flushMissesEvery(db: Db, ms: number, onError: (error: unknown) => void): () => Promise<void> {
  const timer = setInterval(() => flushMisses(db).catch(onError), ms)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await flushMisses(db).catch(onError)
  }
}
