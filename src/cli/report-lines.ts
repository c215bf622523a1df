import type { ImportReport, TableReport } from '../import/efiction/report.ts'

const MOST_EXCEPTIONS = 200

/** The report of an import for people: a table, then a line for every row that was not simply carried over. */
export function reportLines({ site, tables, exceptions, notes, totals }: ImportReport): string[] {
  const more = exceptions.length - MOST_EXCEPTIONS
  return [
    `${site.name || 'The site'} (eFiction ${site.version || 'of unknown version'})`,
    '',
    ...columns([['table', 'read', 'imported', 'unchanged', 'kept aside', 'dropped'], ...tables.map(cellsOf)]),
    '',
    ...exceptions.slice(0, MOST_EXCEPTIONS).map(({ table, row, outcome, message }) => {
      return `${[table, row].filter(Boolean).join(' ')}: ${outcome}: ${message}`
    }),
    ...(more > 0 ? [`… and ${more.toLocaleString('en')} more; --report <file> writes them all.`] : []),
    ...notes,
    ...totals.map(({ name, old, now }) => `${name}: ${now}${old === null ? '' : ` (the old site counted ${old})`}`),
  ]
}

function cellsOf({ table, read, imported, unchanged, keptAside, dropped }: TableReport): string[] {
  return [table, ...[read, imported, unchanged, keptAside, dropped].map((count) => count.toLocaleString('en'))]
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
  )
}
