/** What happened to the rows of one table. `read` is the sum of the other four. */
export interface TableReport {
  table: string
  read: number
  imported: number
  /** There already, from an earlier run. */
  unchanged: number
  /** Known about, but not carried over. */
  keptAside: number
  dropped: number
}

export type Outcome = 'imported' | 'unchanged' | 'kept aside' | 'dropped'

export interface ImportException {
  table: string
  /** The old number of the row; empty where it is about the table. */
  row: string
  outcome: Outcome
  message: string
}

export interface ImportReport {
  site: { name: string; prefix: string; version: string; url: string }
  tables: TableReport[]
  exceptions: ImportException[]
  /** Sentences about the whole, such as how many chapters came without a text. */
  notes: string[]
  /** Counters of the old site beside the ones counted here. */
  totals: { name: string; old: number | null; now: number }[]
}

const COUNTED = { imported: 'imported', unchanged: 'unchanged', 'kept aside': 'keptAside', dropped: 'dropped' } as const

/** Takes down what happens to every row of the old site. Tables are named without their prefix. */
export class Ledger {
  readonly exceptions: ImportException[] = []
  readonly notes: string[] = []
  /** Answers of authors that stood inside reviews, where no row of their own counted them. */
  responses = 0
  readonly #tables = new Map<string, TableReport>()

  table(table: string): TableReport {
    let found = this.#tables.get(table)
    if (!found) {
      found = { table, read: 0, imported: 0, unchanged: 0, keptAside: 0, dropped: 0 }
      this.#tables.set(table, found)
    }
    return found
  }

  read(table: string, rows: number): void {
    this.table(table).read += rows
  }

  count(table: string, outcome: Outcome, rows = 1): void {
    this.table(table)[COUNTED[outcome]] += rows
  }

  /** Counts the row and says why. */
  except(table: string, row: string | number, outcome: Outcome, message: string): void {
    this.count(table, outcome)
    this.remark(table, row, message, outcome)
  }

  /** About a row that is counted elsewhere. */
  remark(table: string, row: string | number, message: string, outcome: Outcome = 'imported'): void {
    this.exceptions.push({ table, row: String(row), outcome, message })
  }

  tables(): TableReport[] {
    return [...this.#tables.values()].sort((a, b) => (a.table < b.table ? -1 : 1))
  }
}
