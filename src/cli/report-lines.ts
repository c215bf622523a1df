import type { ImportException, ImportReport, Outcome, TableReport } from '../import/efiction/report/report.ts'

/** Of one table. */
const MOST_EXCEPTIONS = 20

/** The report of an import for people: a table, then a line for every row that was not simply carried over. */
export function reportLines(report: ImportReport): string[] {
  const { site, tables, exceptions, exceptionsInAll, notes, totals } = report
  const byTable = Map.groupBy(exceptions, ({ table }) => table)
  const shown = [...byTable.values()].flatMap((each) => each.slice(0, MOST_EXCEPTIONS))
  const more = exceptionsInAll - shown.length
  return [
    `${site.name || 'The site'} (eFiction ${site.version || 'of unknown version'})`,
    '',
    ...columns([['table', 'read', 'imported', 'unchanged', 'left in dump', 'dropped'], ...tables.map(cellsOf)]),
    '',
    ...leftLines(tables),
    ...shown.map(lineOf),
    ...(more > 0 ? [`… and ${more.toLocaleString('en')} more; --report <file> writes them all.`] : []),
    ...notes,
    ...totals.map(({ name, old, now }) => `${name}: ${now}${old === null ? '' : ` (the old site counted ${old})`}`),
  ]
}

/** Nothing of these rows is in the archive, and nobody may throw the dump away who thinks so. */
function leftLines(tables: readonly TableReport[]): string[] {
  const left = tables.filter(({ keptAside }) => keptAside > 0)
  const rows = left.reduce((sum, { keptAside }) => sum + keptAside, 0)
  if (rows === 0) return []
  const names = left.map(({ table }) => table).join(', ')
  return [
    `Left in the dump (read and counted, but not stored): ${rows.toLocaleString('en')} rows of ${names}.`,
    'Keep the dump: a later version can bring over more of them.',
    '',
  ]
}

const WORDS: Readonly<Record<Outcome, string>> = {
  imported: 'imported',
  updated: 'updated',
  unchanged: 'unchanged',
  merged: 'merged',
  'kept aside': 'kept aside',
  dropped: 'dropped',
}

function lineOf({ table, row, outcome, message }: ImportException): string {
  return `${[table, row].filter(Boolean).join(' ')}: ${WORDS[outcome]}: ${message}`
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
