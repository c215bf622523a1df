export type RawValue = Buffer | null

export interface DumpedColumn {
  name: string
  /** As the dump says it, lower case: `varchar(100)`, `int(11)`, `datetime`. */
  type: string
}

/** One row as it stands in the dump. `columns` is null where the dump does not name them. */
export interface DumpedRow {
  kind: 'row'
  table: string
  columns: readonly string[] | null
  row: RawValue[]
}

export interface DumpedTable {
  kind: 'table'
  table: string
  columns: readonly DumpedColumn[]
  /** Columns of the type TIMESTAMP are written by the clock of UTC. */
  isUtc?: boolean
  /** The same file has defined this table before: a database would drop what it had, and begin anew. */
  beginsAnew?: boolean
}

/** What any source of an old database yields; a file is one, a live server may be another. */
export type DumpEvent = DumpedRow | DumpedTable

export interface DumpSource {
  /** Doubts about the whole, complete when the events are over. */
  notes: readonly string[]
  /** Why the whole may not be all that there was, in words that follow a "but"; complete when the events are over. */
  readonly doubts?: readonly string[]
  /** Where a dump ends too early, as a sentence; null for a whole one. Complete when the events are over. */
  readonly cutAt: string | null
  /** The character set that the whole says it is in, by its usual name; null where it proves nothing. Complete at the end. */
  readonly charset?: string | null
  /** Some tables of other programs that were met, for saying what this is where it is no site. */
  readonly foreign?: ReadonlySet<string>
  events(): AsyncIterable<readonly DumpEvent[]>
}
