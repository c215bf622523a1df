// How often one account, or one address, may try the same thing. Kept in the database, so that all nodes count together.
import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { tooMany } from '../errors.ts'
import type { Db } from '../store/database.ts'

export interface Limit {
  max: number
  windowSeconds: number
}

/** Whatever comes again within so long, word for word, is a double click. */
export const DOUBLE_CLICK_MS = 60_000

const LONGEST_WINDOW_MS = 24 * 60 * 60 * 1000

/** Counts one try of `key`, as `login name ada`; refuses with too_many beyond `max` in the window. */
export async function countAttempt(db: Db, key: string, { max, windowSeconds }: Limit, now: number): Promise<void> {
  const windowMs = windowSeconds * 1000
  const { tries, window_started_at } = await db
    .insertInto('attempt')
    .values({ key: hashKey(key), window_started_at: now, tries: 1 })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((eb) => {
        const isOver = eb('attempt.window_started_at', '<=', now - windowMs)
        return {
          tries: eb
            .case()
            .when(isOver)
            .then(1)
            .else(eb('attempt.tries', '+', 1))
            .end(),
          window_started_at: eb.case().when(isOver).then(now).else(eb.ref('attempt.window_started_at')).end(),
        }
      }),
    )
    .returning(['tries', 'window_started_at'])
    .executeTakeFirstOrThrow()
  if (tries <= max) return
  throw tooMany('Too many tries.', Math.max(1, Math.ceil((window_started_at + windowMs - now) / 1000)))
}

/** After a success: the next mistakes are counted from the start. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('attempt').where('key', '=', hashKey(key)).execute()
}

/** To be called now and then. */
export async function cleanAttempts(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('attempt')
    .where('window_started_at', '<', now - LONGEST_WINDOW_MS)
    .execute()
}

/** One household has 2^64 IPv6 addresses, so these count by their first half. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address
  if (address.toLowerCase().startsWith('::ffff:') && address.includes('.')) return address.slice(7)
  const [front = ''] = address.split('::')
  const groups = address.includes('::') ? [...front.split(':').filter(Boolean), '0', '0', '0', '0'] : front.split(':')
  return groups.slice(0, 4).join(':').toLowerCase()
}

/** Keys hold names and addresses that people typed; the table need not. */
function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
