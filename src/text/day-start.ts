const DAY = /^\d{4}-\d{2}-\d{2}$/
const HOUR_MS = 60 * 60 * 1000

/** When the day, as `2026-01-31`, begins in the time zone; null for what is no day. */
export function dayStart(day: string, timeZone: string): number | null {
  const utc = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== day) return null
  const guess = utc - offsetAt(utc, timeZone)
  const start = utc - offsetAt(guess, timeZone)
  // Where clocks are put forward at midnight, the day begins at one.
  return dayAt(start, timeZone) < day ? start + HOUR_MS : start
}

/** Milliseconds that the zone is ahead of UTC. */
function offsetAt(time: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
    .formatToParts(time)
    .map(({ type, value }) => [type, Number(value)] as const)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = Object.fromEntries(parts)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000
}

/** As `2026-01-31`. */
function dayAt(time: number, timeZone: string): string {
  return new Date(time + offsetAt(time, timeZone)).toISOString().slice(0, 10)
}
