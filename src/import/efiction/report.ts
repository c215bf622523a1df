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

export interface ImportException {
  table: string
  /** The old number of the row; empty where it is about the table. */
  row: string
  outcome: 'imported' | 'kept aside' | 'dropped'
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
