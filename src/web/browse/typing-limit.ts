import { createMiddleware } from 'hono/factory'
import { tooMany } from '../../errors.ts'
import { addressKey } from '../../people/limits.ts'
import type { Variables } from '../parts.ts'

const PER_SECOND = 25
const AT_ONCE = 100
const MOST_KEPT = 20_000
/** Whoever comes from here is a proxy that nobody told to trust, and stands for everybody. */
const OWN_MACHINE = /^(?:127\.|::1$|::ffff:127\.|unknown$)/

const left = new Map<string, { tries: number; at: number }>()

/** Counted in this process alone: a row for every letter typed would cost more than the answers. */
export const countEachLetter = createMiddleware<{ Variables: Variables }>((c, next) => {
  const address = c.get('address')
  if (!OWN_MACHINE.test(address)) takeTry(addressKey(address), Date.now())
  return next()
})

/** `now` in milliseconds; refuses with too_many. */
export function takeTry(key: string, now: number): void {
  if (left.size > MOST_KEPT) left.clear()
  const found = left.get(key) ?? { tries: AT_ONCE, at: now }
  const tries = Math.min(AT_ONCE, found.tries + ((now - found.at) / 1000) * PER_SECOND)
  left.set(key, { tries: Math.max(0, tries - 1), at: now })
  if (tries < 1) throw tooMany('Too many tries.', 1)
}
