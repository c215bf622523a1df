export interface SpooledTable {
  name: string
  rows: number
  /** Rows that could not be matched with columns, by the number of their values. */
  misfits: Map<number, number>
  columns: Set<string>
  /** In the order in which the dump defines them; null where it holds no definition. */
  defined: readonly string[] | null
  /** How often the dump defines it. */
  definitions: number
  /** How many rows there were when the dump defined it: what follows is another copy of it, or goes on. */
  firstCopy: number | null
  /** Widths of the varchar columns, where the dump says them. */
  widths: Map<string, number>
  /** Columns of the type TIMESTAMP, where the dump writes them by the clock of UTC. */
  moments: Set<string>
}

export function newTable(name: string): SpooledTable {
  return {
    name,
    rows: 0,
    misfits: new Map(),
    columns: new Set<string>(),
    defined: null,
    definitions: 0,
    firstCopy: null,
    widths: new Map(),
    moments: new Set(),
  }
}

export function noteType(table: SpooledTable, column: string, type: string, isUtc: boolean): void {
  const width = /^(?:var)?char\s*\((\d+)\)/.exec(type)?.[1]
  if (width) table.widths.set(column, Number(width))
  if (isUtc && type.startsWith('timestamp')) table.moments.add(column)
}

export function hasAll(table: SpooledTable, columns: readonly string[]): boolean {
  return columns.every((column) => table.columns.has(column))
}
