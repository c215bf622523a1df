import { secondsOfDate } from '../dates.ts'
import { type SiteTables, value } from './site-tables.ts'

const TABLES = ['log', 'tracker', 'stories', 'reviews', 'comments', 'news']

/**
 * A column of the type TIMESTAMP is a moment, and tools that set the clock of their session to UTC write it so, unlike
 * the dates beside it, which wear the clock of the site. As seconds nobody can mistake it.
 */
export function momentsInUtc(tables: SiteTables): void {
  for (const kind of TABLES) {
    const moments = [...(tables.spool.tables.get(tables.name(kind))?.moments ?? [])]
    if (moments.length === 0) continue
    tables.change(kind, (row) => {
      const changes = moments.flatMap((column) => {
        const text = row.raw(column)?.toString('latin1', 0, 40) ?? ''
        const seconds = text.includes('-') ? secondsOfDate(text, 'UTC') : null
        return seconds === null ? [] : [[column, value(seconds)] as const]
      })
      return changes.length === 0 ? null : Object.fromEntries(changes)
    })
  }
}
