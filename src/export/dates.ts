/** RFC 3339 and RFC 822 know years of four digits; dates that an old site brought may lie elsewhere. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59)

function held(time: number): Date {
  return new Date(Math.min(Math.max(time, 0), LATEST))
}

/** As `2026-01-15T12:00:00Z`. */
export function isoDate(time: number): string {
  return held(time).toISOString().replace('.000Z', 'Z')
}

/** As `Thu, 15 Jan 2026 12:00:00 GMT`, which is RFC 822 with the year written out, and what HTTP wants. */
export function mailDate(time: number): string {
  return held(time).toUTCString()
}
