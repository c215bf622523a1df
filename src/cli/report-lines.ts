import type { ImportException, ImportReport, TableReport } from '../import/efiction/report/report.ts'
import { decodingWords } from '../import/report-file/decoding-words.ts'

/** Of one table. */
const MOST_EXCEPTIONS = 20

const HEADS = ['table', 'read', 'imported', 'updated', 'unchanged', 'merged', 'kept aside', 'dropped']

/** The report of an import for people: the verdict, a table, and a line for rows that there is something to say about. */
export function reportLines(report: ImportReport): string[] {
  const { site, tables, exceptions, exceptionsInAll, notes, totals } = report
  const byTable = Map.groupBy(exceptions, ({ table }) => table)
  const shown = [...byTable.values()].flatMap((each) => each.slice(0, MOST_EXCEPTIONS))
  const more = exceptionsInAll - shown.length
  return [
    `${site.name || 'The site'} (eFiction ${site.version || 'of unknown version'})`,
    ...(report.dryRun ? ['A rehearsal: everything was read, and nothing was written.'] : []),
    '',
    ...columns([HEADS, ...tables.map(cellsOf)]),
    '',
    ...shown.map(lineOf),
    ...(more > 0 ? [`… and ${count(more)} more; --report <file> writes them all.`] : []),
    ...notes,
    ...totals.map(({ name, old, now }) => `${name}: ${now}${old === null ? '' : ` (the old site counted ${old})`}`),
    ...cutLines(report),
    ...decodingLines(report),
    '',
    ...verdictLines(report),
  ]
}

function cutLines({ cutTextsInAll }: ImportReport): string[] {
  return cutTextsInAll === 0
    ? []
    : [
        `${count(cutTextsInAll)} ${cutTextsInAll === 1 ? 'text looks' : 'texts look'} cut off by the old database; the report names them.`,
      ]
}

function decodingLines({ decoding }: ImportReport): string[] {
  const parts = decodingWords(decoding).map(([words, values]) => `${count(values)} ${words}`)
  return parts.length === 0 ? [] : [`How values were read: ${parts.join('; ')}.`]
}

function verdictLines({ verdict }: ImportReport): string[] {
  if (verdict.line !== null) return [verdict.line]
  return [...verdict.faults, 'There is no verdict: the sums do not add up.']
}

function lineOf({ table, row, outcome, message }: ImportException): string {
  return `${[table, row].filter(Boolean).join(' ')}: ${outcome}: ${message}`
}

function cellsOf({ table, ...counts }: TableReport): string[] {
  const { read, imported, updated, unchanged, merged, keptAside, dropped } = counts
  return [table, ...[read, imported, updated, unchanged, merged, keptAside, dropped].map(count)]
}

function count(number: number): string {
  return number.toLocaleString('en')
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
  )
}
