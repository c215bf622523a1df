import { secondsOfDate } from '../dates.ts'
import type { Row } from '../row.ts'
import type { SiteTables } from './site-tables.ts'

const TABLES = ['stories', 'reviews', 'authors', 'news', 'comments', 'log', 'poll', 'shoutbox', 'inseries']
/** No clock of the world, and no clock change, is further from UTC than this. */
const FURTHEST_ZONE = 26 * 3600

/**
 * The update to 3.5.6 turned dates into numbers and left the ones before beside them: these are surer, as long as the
 * date has not changed since. An update that broke off left the new ones in columns of their own.
 */
export function datesBefore(tables: SiteTables): void {
  for (const kind of TABLES) {
    const columns = [...(tables.spool.tables.get(tables.name(kind))?.columns ?? [])]
    for (const column of columns) {
      const hasBackup = columns.includes(`${column}_backup`)
      const hasUnfinished = columns.includes(`${column}_tmp`)
      if (!hasBackup && !hasUnfinished) continue
      const changed = tables.change(kind, (row) => {
        const better = betterDate(row, column)
        return better === null ? null : { [column]: row.raw(better) }
      })
      if (changed > 0) tables.notes.push(`${changed} dates of ${kind} were read from the columns beside ${column}.`)
    }
  }
}

function betterDate(row: Row, column: string): string | null {
  const [now, before, unfinished] = [column, `${column}_backup`, `${column}_tmp`].map((name) =>
    secondsOfDate(row.raw(name)?.toString('latin1', 0, 40) ?? '', 'UTC'),
  )
  if (before) return !now || Math.abs(now - before) <= FURTHEST_ZONE ? `${column}_backup` : null
  return !now && unfinished ? `${column}_tmp` : null
}
