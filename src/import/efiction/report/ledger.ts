import type { Columns } from '../read/cells.ts'
import type { Row } from '../read/row.ts'
import { fateOf } from './columns.ts'
import {
  COUNTED,
  type ColumnReport,
  type CutText,
  type ImportException,
  type Outcome,
  type TableReport,
  noCounts,
} from './report.ts'

/** Of one table. A broken site has one for every row; memory must not grow with it. */
const MOST_HELD = 1000

/** Takes down what happens to every row of the old site. Tables are named without their prefix. */
export class Ledger {
  readonly exceptions: ImportException[] = []
  exceptionsInAll = 0
  readonly cutTexts: CutText[] = []
  cutTextsInAll = 0
  missingTexts = 0
  /** Rows of tables that come over, with so many values that nobody knows which is which. */
  unreadableRows = 0
  readonly notes: string[] = []
  /** About the whole dump, for the verdict. */
  readonly doubts: string[] = []
  /** Answers of authors that stood inside reviews, where no row of their own counted them. */
  responses = 0
  readonly #tables = new Map<string, TableReport>()
  readonly #columns = new Map<string, Map<string, ColumnReport>>()
  readonly #lastReports = new Map<string, { columns: Columns; reports: (ColumnReport | undefined)[] }>()
  readonly #held = new Map<string, number>()
  readonly #verdicts = new Map<string, Outcome>()
  readonly #onException: (exception: ImportException) => void

  constructor(onException: (exception: ImportException) => void = () => {}) {
    this.#onException = onException
  }

  table(table: string): TableReport {
    let found = this.#tables.get(table)
    if (!found) {
      found = { table, ...noCounts(), columns: [] }
      this.#tables.set(table, found)
      this.#columns.set(table, new Map())
    }
    return found
  }

  /** How many rows the dump has of a table. Every one of them must be settled. */
  read(table: string, rows: number): void {
    this.table(table).read += rows
  }

  /** The end of one row: counts it, and each of its values. Every row is settled once. */
  settle(table: string, row: Row, outcome: Outcome, id: string | number = '', why: string | null = null): void {
    this.table(table)[COUNTED[outcome]]++
    const { cells } = row
    const reports = this.#reportsOf(table, cells.columns)
    for (let place = 0; place < reports.length; place++) {
      if ((cells.lengthAt(place) ?? 0) === 0) continue
      const report = (reports[place] ??= this.#columnOf(table, cells.columns.names[place]!))
      report[COUNTED[outcomeOf(report.fate, outcome)]]++
    }
    if (why !== null) this.remark(table, id, why, outcome)
  }

  /** Counts all rows of a table that is left out; of one that is not spooled there are no `rows`, only their number. */
  drop(table: string, count: number, rows: readonly Row[]): void {
    for (const row of rows) this.settle(table, row, 'dropped')
    this.table(table).dropped += count - rows.length
  }

  /** By place, as far as they have been asked for: rows of one loop share their columns. */
  #reportsOf(table: string, columns: Columns): (ColumnReport | undefined)[] {
    const last = this.#lastReports.get(table)
    if (last?.columns === columns) return last.reports
    const reports = columns.names.map(() => undefined)
    this.#lastReports.set(table, { columns, reports })
    return reports
  }

  #columnOf(table: string, column: string): ColumnReport {
    const columns = this.#columns.get(table)!
    return columns.get(column) ?? this.#addColumn(table, columns, column)
  }

  #addColumn(table: string, columns: Map<string, ColumnReport>, column: string): ColumnReport {
    const report = { column, fate: fateOf(table, column), ...noCounts() }
    columns.set(column, report)
    this.table(table).columns.push(report)
    return report
  }

  /** How many values of a column the dump has, counted by somebody else than `settle`. */
  readValues(table: string, column: string, values: number): void {
    if (values === 0) return
    this.table(table)
    this.#columnOf(table, column).read += values
  }

  /** Says what becomes of a row that a batch does not bring over, and why; the batch settles it. */
  except(table: string, row: string | number, outcome: Outcome, message: string): void {
    this.#verdicts.set(`${table} ${row}`, outcome)
    this.remark(table, row, message, outcome)
  }

  /** What `except` has said of a row, once; null where it has not been called. */
  verdictOn(table: string, row: string): Outcome | null {
    return this.#verdicts.get(`${table} ${row}`) ?? null
  }

  /** About a row that is counted elsewhere. */
  remark(table: string, row: string | number, message: string, outcome: Outcome = 'imported'): void {
    const exception = { table, row: String(row), outcome, message }
    this.exceptionsInAll++
    const held = this.#held.get(table) ?? 0
    if (held < MOST_HELD) this.exceptions.push(exception)
    this.#held.set(table, held + 1)
    this.#onException(exception)
  }

  /** A text that the old database has probably cut. */
  looksCut(table: string, row: string | number, column: string, bytes: number): void {
    this.cutTextsInAll++
    if (this.cutTexts.length < MOST_HELD) this.cutTexts.push({ table, row: String(row), column, bytes })
  }

  /** Tables and columns that are not all accounted for: a mistake of this importer, never of the dump. */
  faults(): string[] {
    return this.tables().flatMap((table) => [
      ...faultsOf(table, `rows of ${table.table}`),
      ...table.columns.flatMap((column) => faultsOf(column, `values of ${table.table}.${column.column}`)),
    ])
  }

  tables(): TableReport[] {
    return [...this.#tables.values()].sort((a, b) => (a.table < b.table ? -1 : 1))
  }
}

/** A column shares the fate of its row, unless it has one of its own. */
function outcomeOf(fate: ColumnReport['fate'], ofRow: Outcome): Outcome {
  if (fate === 'counted anew' || fate === 'left out') return 'dropped'
  if (fate === 'kept aside' && ofRow !== 'dropped') return 'kept aside'
  return ofRow
}

function faultsOf(counts: TableReport | ColumnReport, what: string): string[] {
  const { read, imported, updated, unchanged, merged, keptAside, dropped } = counts
  const told = imported + updated + unchanged + merged + keptAside + dropped
  return told === read ? [] : [`${read} ${what} were read, but ${told} are accounted for. Please report this.`]
}
