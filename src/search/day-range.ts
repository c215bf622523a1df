// Days in addresses: `2026-01-31`, or a time ago as `30d`, `6w`, `3m`, `1y`.
import { dayStart } from '../text/day-start.ts'
import type { DayRange } from './chosen.ts'
import type { Range } from './question.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const DAYS_OF: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 }
const AGO = /^(\d{1,5})\s*([dwmy])$/i
const MOST_DAYS = 40_000
const NEAR = /^(?:19|2\d)\d\d/

export interface Clock {
  now: number
  /** IANA; days begin when they do there. */
  timeZone: string
}

/** As it is written; null for what is neither a day nor a time ago. */
export function readDay(value: string): string | null {
  const ago = AGO.exec(value)
  if (!ago) return NEAR.test(value) && dayStart(value, 'UTC') !== null ? value : null
  const [count, unit] = [Number(ago[1]), ago[2]!.toLowerCase()]
  return count * DAYS_OF[unit]! <= MOST_DAYS ? `${count}${unit}` : null
}

/** Both of the days belong to it whole. */
export function rangeOfDays({ from, to }: DayRange, clock: Clock): Range {
  return { from: from === null ? null : startOf(from, clock), to: to === null ? null : endOf(to, clock) }
}

function startOf(day: string, { now, timeZone }: Clock): number {
  return agoOf(day, now) ?? dayStart(day, timeZone)!
}

function endOf(day: string, { now, timeZone }: Clock): number {
  return agoOf(day, now) ?? dayStart(dayAfter(day), timeZone)! - 1
}

function agoOf(day: string, now: number): number | null {
  const ago = AGO.exec(day)
  return ago && now - Number(ago[1]) * DAYS_OF[ago[2]!]! * DAY_MS
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}
