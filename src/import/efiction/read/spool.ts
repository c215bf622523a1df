// Rows on disk between reading and writing: a dump has its tables in any order, and a large one fits no memory.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { DumpEvent, DumpSource, DumpedRow } from './dump-event.ts'
import { columnsOf } from './known-columns.ts'
import { Row, type RowValues } from './row.ts'
import { oldTable } from './table-names.ts'

export interface SpooledTable {
  name: string
  rows: number
  /** Rows that could not be matched with columns, by the number of their values. */
  misfits: Map<number, number>
  columns: Set<string>
  /** Widths of the varchar columns, where the dump says them. */
  widths: Map<string, number>
}

/** Keeps the rows of the tables in `kinds` and counts the rows of all others that are eFiction's. */
export class Spool {
  readonly tables = new Map<string, SpooledTable>()
  readonly database: DatabaseSync
  readonly #folder: string
  readonly #kinds: ReadonlySet<string>
  #inserts = new WeakMap<readonly string[], StatementSync>()
  readonly #lookups = new Map<string, StatementSync>()
  readonly #guessed = new Map<string, readonly string[]>()

  constructor(kinds: ReadonlySet<string>) {
    this.#kinds = kinds
    this.#folder = mkdtempSync(join(tmpdir(), 'fanfold-import-'))
    this.database = new DatabaseSync(join(this.#folder, 'rows.sqlite'))
    this.database.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -16000')
  }

  async fill(source: DumpSource): Promise<void> {
    this.database.exec('begin')
    for await (const events of source.events()) for (const event of events) this.#take(event)
    this.database.exec('commit')
  }

  #take(event: DumpEvent): void {
    const table = this.#tableOf(event.table)
    if (event.kind === 'row') this.#takeRow(table, event)
    else for (const { name, type } of event.columns) noteWidth(table, name, type)
    if (event.kind === 'table' && this.#keeps(table)) {
      this.#addColumns(
        table,
        event.columns.map((column) => column.name),
      )
    }
  }

  #tableOf(name: string): SpooledTable {
    let table = this.tables.get(name)
    if (!table) {
      table = { name, rows: 0, misfits: new Map(), columns: new Set(), widths: new Map() }
      this.tables.set(name, table)
      if (this.#keeps(table)) this.database.exec(`create table ${quote(name)} (row_number integer primary key)`)
    }
    return table
  }

  #keeps(table: SpooledTable): boolean {
    return this.#kinds.has(oldTable(table.name)?.kind ?? '')
  }

  #takeRow(table: SpooledTable, event: DumpedRow): void {
    table.rows++
    if (!this.#keeps(table)) return
    const columns = event.columns ?? this.#guess(table.name, event.row.length)
    if (columns?.length !== event.row.length) {
      table.misfits.set(event.row.length, (table.misfits.get(event.row.length) ?? 0) + 1)
      return
    }
    this.#insertInto(table, columns).run(...event.row)
  }

  #guess(table: string, count: number): readonly string[] | null {
    const key = `${count} ${table}`
    const kept = this.#guessed.get(key)
    if (kept) return kept
    const columns = columnsOf(oldTable(table)?.kind ?? '', count)
    if (columns) this.#guessed.set(key, columns)
    return columns
  }

  #insertInto(table: SpooledTable, columns: readonly string[]): StatementSync {
    let insert = this.#inserts.get(columns)
    if (insert) return insert
    this.#addColumns(table, columns)
    const names = columns.map(quote).join(', ')
    const marks = columns.map(() => '?').join(', ')
    insert = this.database.prepare(`insert into ${quote(table.name)} (${names}) values (${marks})`)
    this.#inserts.set(columns, insert)
    return insert
  }

  #addColumns(table: SpooledTable, columns: readonly string[]): void {
    for (const column of columns) {
      if (table.columns.has(column)) continue
      table.columns.add(column)
      this.database.exec(`alter table ${quote(table.name)} add column ${quote(column)} blob`)
    }
  }

  /** Makes rows of the table findable by these numbers; call it before a loop over `rows` in that order. */
  sortBy(table: string, columns: readonly string[]): void {
    if (!this.tables.has(table) || !hasAll(this.tables.get(table)!, columns)) return
    const index = quote(`${table} by ${columns.join(' ')}`)
    this.database.exec(`create index if not exists ${index} on ${quote(table)} (${numbers(columns)})`)
  }

  /** All rows, in the order of these columns read as numbers. Finish the loop before the next change of tables. */
  *rows(table: string, order: readonly string[]): Generator<Row> {
    const found = this.tables.get(table)
    if (!found || found.columns.size === 0) return
    const known = order.filter((column) => found.columns.has(column))
    const sorted = known.length > 0 ? `${numbers(known)}, ` : ''
    const statement = this.database.prepare(`select * from ${quote(table)} order by ${sorted}row_number`)
    for (const values of statement.iterate()) yield new Row(values as RowValues)
  }

  /** The few rows that have this number in this column. */
  rowsOf(table: string, column: string, value: number): Row[] {
    if (!this.tables.get(table)?.columns.has(column)) return []
    const key = `${column} ${table}`
    let statement = this.#lookups.get(key)
    if (!statement) {
      this.sortBy(table, [column])
      const condition = `${number(column)} = ? order by row_number`
      statement = this.database.prepare(`select * from ${quote(table)} where ${condition}`)
      this.#lookups.set(key, statement)
    }
    return statement.all(value).map((values) => new Row(values as RowValues))
  }

  /** Numbers above 0 in `column` of a table that are no number of the other; and 0 too, where `zero` says so. */
  orphans(from: { table: string; column: string; zero?: boolean }, to: { table: string; column: string }): number[] {
    if (!this.tables.get(from.table)?.columns.has(from.column)) return []
    const known = this.tables.get(to.table)?.columns.has(to.column)
    const others = known ? `select ${number(to.column)} from ${quote(to.table)}` : 'select 0 where false'
    const query = `select distinct coalesce(${number(from.column)}, 0) as id from ${quote(from.table)}
      where coalesce(${number(from.column)}, 0) ${from.zero ? '>=' : '>'} 0
        and coalesce(${number(from.column)}, 0) not in (${others}) order by 1`
    return this.database
      .prepare(query)
      .all()
      .map((row) => Number(row.id))
  }

  close(): void {
    this.database.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function noteWidth(table: SpooledTable, column: string, type: string): void {
  const width = /^(?:var)?char\s*\((\d+)\)/.exec(type)?.[1]
  if (width) table.widths.set(column, Number(width))
}

function hasAll(table: SpooledTable, columns: readonly string[]): boolean {
  return columns.every((column) => table.columns.has(column))
}

function number(column: string): string {
  return `cast(${quote(column)} as integer)`
}

function numbers(columns: readonly string[]): string {
  return columns.map(number).join(', ')
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
