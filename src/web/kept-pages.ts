// Guests see the same lists: whoever comes without a cookie is given what the last one was given, whole, for a moment and
// as long as nothing at all has been written meanwhile.
import { createMiddleware } from 'hono/factory'
import { findStand } from '../store/stand.ts'
import type { Answer, Parts, Variables } from './parts.ts'
import { type C, sendAnswer } from './respond.ts'
import { requestHeader } from './request-header.ts'

/** What is kept of other nodes' settings and names is as old at most, and what "in the last week" means moves on. */
const KEPT_MS = 5000
const MOST_BYTES = 32 * 1024 * 1024
/** Longer ones are hardly asked twice. */
const LONGEST_KEY = 1000

/** For routes whose answer is for every guest the same; what does not go through `sendAnswer` is not kept. */
export function keepForGuests({ db, now }: Pick<Parts, 'db' | 'now'>) {
  const pages = new KeptPages(now)
  return createMiddleware<{ Variables: Variables }>(async (c, next) => {
    const key = keyOf(c)
    if (key === null) return next()
    const stand = await findStand(db)
    if (stand === null) return next()
    const found = pages.find(key, stand)
    if (found) return sendAnswer(c, found)
    c.set('keepAnswer', (answer) => pages.keep(key, stand, answer))
    return next()
  })
}

/** Null: it is not for everybody. A guest with any cookie may have consented to something or chosen a look. */
function keyOf(c: C): string | null {
  if (c.req.method !== 'GET' || c.get('viewer').kind !== 'guest') return null
  if (requestHeader(c, 'cookie') !== undefined || requestHeader(c, 'authorization') !== undefined) return null
  const isCompressed = requestHeader(c, 'accept-encoding')?.includes('gzip') === true
  const key = `${isCompressed ? 'gzip' : ''} ${c.get('origin')} ${c.get('chrome').here}`
  return key.length > LONGEST_KEY ? null : key
}

type Pages = Map<string, { answer: Answer; until: number }>

class KeptPages {
  readonly #now: () => number
  #stand = ''
  /** Of the newer. */
  #bytes = 0
  #newer: Pages = new Map()
  #older: Pages = new Map()

  constructor(now: () => number) {
    this.#now = now
  }

  find(key: string, stand: string): Answer | null {
    if (stand !== this.#stand) {
      this.#stand = stand
      this.#letGo()
      this.#letGo()
    }
    const found = this.#newer.get(key) ?? this.#older.get(key)
    return found && this.#now() < found.until ? found.answer : null
  }

  /** Made of what was read after `stand` was told: something may have been written since, then it is not kept. */
  keep(key: string, stand: string, answer: Answer): void {
    if (stand !== this.#stand) return
    if (this.#bytes > MOST_BYTES / 2) this.#letGo()
    this.#bytes += answer.bytes.length
    this.#newer.set(key, { answer, until: this.#now() + anyTimeUpTo(KEPT_MS) })
  }

  /** Of the older. */
  #letGo(): void {
    this.#older = this.#newer
    this.#newer = new Map()
    this.#bytes = 0
  }
}

/** At least half of it. Pages that were made in one rush are not all made again in another. */
function anyTimeUpTo(ms: number): number {
  return (ms * (1 + Math.random())) / 2
}
