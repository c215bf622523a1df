const DATETIME = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?/
const COMPACT = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/

/** `2005-04-01 12:00:00`, a bare date, MySQL 4's `20050401120000`, or seconds since 1970; null for zero dates. */
export function secondsOfDate(value: string, zone: string): number | null {
  const text = value.trim()
  const found = DATETIME.exec(text) ?? COMPACT.exec(text)
  if (!found) return /^\d{1,11}$/.test(text) && Number(text) > 0 ? Number(text) : null

  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0))
  if (!year || !month || !day) return null
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second) / 1000
  const seconds = zone === 'UTC' ? asUtc : fromZone(asUtc, zone)
  return seconds > 0 ? seconds : null
}

/** Twice, because the first guess of the offset may lie on the other side of a clock change. */
function fromZone(asUtc: number, zone: string): number {
  const first = asUtc - offsetAt(asUtc, zone)
  return asUtc - offsetAt(first, zone)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Seconds that the clocks of the zone are ahead of UTC. */
function offsetAt(seconds: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) formats.set(zone, (format = formatFor(zone)))
  const parts = Object.fromEntries(format.formatToParts(seconds * 1000).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - seconds
}

function formatFor(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
}
