import { dayStart } from '../../text/day-start.ts'
import type { Clock } from '../day-range.ts'
import type { Range } from '../question.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const UNITS: Readonly<Record<string, number>> = {
  h: DAY_MS / 24,
  d: DAY_MS,
  w: 7 * DAY_MS,
  m: 30 * DAY_MS,
  y: 365 * DAY_MS,
}
const MOST_YEARS_MS = 500 * 365 * DAY_MS

/**
 * How long ago (`<30d`, `> 2 years`, `3-5 weeks ago`, `30d-1y`) or when (`2020`, `>2020-05`, `2020-01-31..2020-02-15`). A day, a
 * month and a year are meant whole. Null: none of these.
 */
export function readDates(text: string, clock: Clock): Range | null {
  const value = text.trim().toLowerCase()
  return readAges(value, clock.now) ?? readDays(value, clock.timeZone)
}

const UNIT = String.raw`(hours?|days?|weeks?|months?|years?|[hdwmy])`
const AGE = String.raw`(\d{1,6})\s*${UNIT}`

function readAges(value: string, now: number): Range | null {
  const between = new RegExp(String.raw`^(\d{1,6})\s*${UNIT}?\s*(?:-|–|…|\.\.\.?)\s*${AGE}(?:\s+ago)?$`).exec(value)
  if (between) {
    const [, first, unit, second, lastUnit] = between
    const [near, far] = [ageOf(first!, unit ?? lastUnit!), ageOf(second!, lastUnit!)]
    return { from: now - Math.max(near, far), to: now - Math.min(near, far) }
  }
  const one = new RegExp(String.raw`^(<=|>=|<|>)?\s*${AGE}(?:\s+ago)?$`).exec(value)
  if (!one) return null
  const at = now - ageOf(one[2]!, one[3]!)
  return one[1]?.startsWith('>') ? { from: null, to: at } : { from: at, to: null }
}

function ageOf(count: string, unit: string): number {
  return Math.min(MOST_YEARS_MS, Number(count) * UNITS[unit[0]!]!)
}

const WHEN = String.raw`(\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?)`

function readDays(value: string, timeZone: string): Range | null {
  const between = new RegExp(String.raw`^${WHEN}\s*(?:\.\.\.?|–|-|to)\s*${WHEN}$`).exec(value)
  if (between && !/^\d{4}-\d{1,2}(?:-\d{1,2})?$/.test(value)) {
    const [first, last] = [spanOf(between[1]!, timeZone), spanOf(between[2]!, timeZone)]
    return first && last && { from: first.from, to: last.to }
  }
  const one = new RegExp(String.raw`^(<=|>=|<|>|=)?\s*${WHEN}$`).exec(value)
  const span = one && spanOf(one[2]!, timeZone)
  if (!span) return null
  if (one[1] === '>') return { from: span.to + 1, to: null }
  if (one[1] === '>=') return { from: span.from, to: null }
  if (one[1] === '<') return { from: null, to: span.from - 1 }
  if (one[1] === '<=') return { from: null, to: span.to }
  return span
}

/** From the first to the last millisecond. */
function spanOf(when: string, timeZone: string): { from: number; to: number } | null {
  const [year, month, day] = when.split('-').map(Number) as [number, number?, number?]
  const first = dayStart(dayText(year, month ?? 1, day ?? 1), timeZone)
  const next = new Date(0)
  if (day !== undefined) next.setUTCFullYear(year, month! - 1, day + 1)
  else if (month === undefined) next.setUTCFullYear(year + 1, 0, 1)
  else next.setUTCFullYear(year, month, 1)
  const end = dayStart(dayText(next.getUTCFullYear(), next.getUTCMonth() + 1, next.getUTCDate()), timeZone)
  return first === null || end === null ? null : { from: first, to: end - 1 }
}

function dayText(year: number, month: number, day: number): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}
