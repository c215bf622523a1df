/** What happened to the rows of one table. `read` is the sum of the other four; `Ledger.faults` tells if not. */
export interface TableReport {
  table: string
  read: number
  imported: number
  /** There already, from an earlier run. */
  unchanged: number
  /** Counted, not stored: they are left in the dump, for a later import that knows their table. */
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
  /** The first of every table; `onException` has seen them all. */
  exceptions: ImportException[]
  exceptionsInAll: number
  /** Sentences about the whole, such as how many chapters came without a text. */
  notes: string[]
  /** Counters of the old site beside the ones counted here. */
  totals: { name: string; old: number | null; now: number }[]
}

/** Of one table. A broken site has one for every row; memory must not grow with it. */
const MOST_HELD = 1000

const COUNTED = { imported: 'imported', unchanged: 'unchanged', 'kept aside': 'keptAside', dropped: 'dropped' } as const

/** Takes down what happens to every row of the old site. Tables are named without their prefix. */
export class Ledger {
  readonly exceptions: ImportException[] = []
  exceptionsInAll = 0
  missingTexts = 0
  readonly notes: string[] = []
  /** Answers of authors that stood inside reviews, where no row of their own counted them. */
  responses = 0
  readonly #tables = new Map<string, TableReport>()
  readonly #held = new Map<string, number>()
  readonly #onException: (exception: ImportException) => void

  constructor(onException: (exception: ImportException) => void = () => {}) {
    this.#onException = onException
  }

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
    const exception = { table, row: String(row), outcome, message }
    this.exceptionsInAll++
    const held = this.#held.get(table) ?? 0
    if (held < MOST_HELD) this.exceptions.push(exception)
    this.#held.set(table, held + 1)
    this.#onException(exception)
  }

  /** Tables whose rows are not all accounted for: a mistake of this importer, never of the dump. */
  faults(): string[] {
    return this.tables().flatMap(({ table, read, imported, unchanged, keptAside, dropped }) => {
      const told = imported + unchanged + keptAside + dropped
      return told === read
        ? []
        : [`The count of ${table} is wrong: ${read} rows read, ${told} accounted for. Please report this.`]
    })
  }

  tables(): TableReport[] {
    return [...this.#tables.values()].sort((a, b) => (a.table < b.table ? -1 : 1))
  }
}
