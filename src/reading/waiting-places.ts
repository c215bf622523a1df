// Where members are is gathered in memory and written every few seconds, so that keeping it costs a page nothing.
import type { Db } from '../store/database.ts'

/** What came in from one member about one work since the last writing. */
export interface WaitingPlace {
  accountId: number
  workId: number
  /** The latest time of reading. */
  readAt: number
  /** The member is known to follow the work: then the time is kept even if no history is. */
  follows: boolean
  /** Null: the member keeps no history. */
  place: LatestPlace | null
  /** Chapters that were opened, by the time of it, in order. */
  opened: Map<number, number>
  /** Chapters that were read to their end. */
  ended: Map<number, number>
}

export interface LatestPlace {
  at: number
  /** Null: the whole work was opened, nobody knows where. */
  chapterId: number | null
  /** Null: the chapter was opened, no more; where in it the member was before still holds. */
  spot: Spot | null
}

export interface Spot {
  /** Counted as in text/paragraphs.ts, from 0. */
  paragraph: number
  fingerprint: string
  /** The end of the chapter's text was on the screen. */
  atEnd: boolean
}

const waiting = new WeakMap<object, Map<string, WaitingPlace>>()

/** `db` must be the archive's handle, not a transaction. The latest time wins, in whatever order notes come. */
export function addWaiting(db: Db, note: WaitingPlace): void {
  let places = waiting.get(db)
  if (!places) waiting.set(db, (places = new Map()))
  const key = `${note.accountId} ${note.workId}`
  const earlier = places.get(key)
  places.set(key, earlier ? together(earlier, note) : note)
}

/** Of one account, or of all; they are the caller's to write, or to add again. */
export function takeWaiting(db: Db, accountId?: number): WaitingPlace[] {
  const places = waiting.get(db)
  if (!places) return []
  const taken = [...places].filter(([, place]) => accountId === undefined || place.accountId === accountId)
  for (const [key] of taken) places.delete(key)
  return taken.map(([, place]) => place)
}

function together(one: WaitingPlace, other: WaitingPlace): WaitingPlace {
  return {
    accountId: one.accountId,
    workId: one.workId,
    readAt: Math.max(one.readAt, other.readAt),
    follows: one.follows || other.follows,
    place: one.place && other.place ? later(one.place, other.place) : (one.place ?? other.place),
    opened: byTime([...one.opened, ...other.opened]),
    ended: byTime([...one.ended, ...other.ended]),
  }
}

function later(one: LatestPlace, other: LatestPlace): LatestPlace {
  const [early, late] = one.at <= other.at ? [one, other] : [other, one]
  const chapterId = late.chapterId ?? early.chapterId
  const spot = late.spot ?? (early.chapterId === chapterId ? early.spot : null)
  return { at: late.at, chapterId, spot }
}

/** The last time of each. */
function byTime(times: ReadonlyArray<readonly [number, number]>): Map<number, number> {
  const sorted = times.toSorted(([, a], [, b]) => a - b)
  const found = new Map<number, number>()
  for (const [chapterId, at] of sorted) {
    found.delete(chapterId)
    found.set(chapterId, at)
  }
  return found
}
