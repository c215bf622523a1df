import { foldName } from '../../../../text/slug.ts'
import type { Row, RowValues } from '../row.ts'
import type { Spool } from '../spool.ts'
import { oldTable } from '../table-names.ts'

/** The tables of one site, for those who bring them into the shape of the last versions. */
export class SiteTables {
  readonly spool: Spool
  readonly prefix: string
  /** What was done, for the report. */
  readonly notes: string[] = []

  constructor(spool: Spool, prefix: string) {
    this.spool = spool
    this.prefix = prefix
  }

  /** The table's full name, whether the dump has it or not. */
  name(kind: string): string {
    const isIt = (name: string) => {
      const old = oldTable(name)
      return old?.kind === kind && old.prefix.toLowerCase() === this.prefix.toLowerCase()
    }
    return [...this.spool.tables.keys()].find(isIt) ?? `${this.prefix}fanfiction_${kind}`
  }

  has(kind: string): boolean {
    return this.spool.tables.has(this.name(kind))
  }

  hasColumn(kind: string, column: string): boolean {
    return this.spool.tables.get(this.name(kind))?.columns.has(column) ?? false
  }

  count(kind: string): number {
    return this.spool.tables.get(this.name(kind))?.rows ?? 0
  }

  rows(kind: string): Generator<Row> {
    return this.spool.rows(this.name(kind), [])
  }

  change(kind: string, change: (row: Row) => RowValues | null): number {
    return this.spool.changeRows(this.name(kind), change)
  }

  rename(kind: string, from: string, to: string): void {
    if (this.hasColumn(kind, from) && !this.hasColumn(kind, to)) this.spool.renameColumn(this.name(kind), from, to)
  }
}

/** A value as the tables hold it. */
export function value(text: string | number): Buffer {
  return Buffer.from(String(text))
}

/** What two spellings of one name have in common; slashes before quotes do not count. */
export function nameKey(name: string): string {
  return foldName(name.replace(/\\(['"\\])/g, '$1'))
}
