// Rows on disk between reading and writing: a dump has its tables in any order, and a large one fits no memory.
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { invalid } from '../../../errors.ts'
import type { DumpEvent, DumpSource, DumpedRow } from './dump-event.ts'
import { columnsOf } from './known-columns.ts'
import { PLAIN_READING, type Reading } from './reading.ts'
import { ROW_NUMBER, Row, type RowValues } from './row.ts'
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

const DISK_FULL = 13
const CACHE_KIB = 8000

/** Who is on the site this minute; nothing to keep. */
const PASSING = 'online'

/** Keeps the rows of every table of eFiction's, and counts those of the one that says who is there just now. */
export class Spool {
  /** By name; MySQL on Windows writes one table's name in two cases. */
  readonly tables = new Map<string, SpooledTable>()
  readonly database: DatabaseSync
  readonly #misfits = new Map<string, SpooledTable>()
  readonly #byFoldedName = new Map<string, SpooledTable>()
  readonly #inserts = new Map<string, StatementSync>()
  readonly #insertsByColumns = new WeakMap<readonly string[], StatementSync>()
  readonly #lookups = new Map<string, StatementSync>()
  readonly #guessed = new Map<string, readonly string[]>()

  readonly #reading: Reading

  constructor(reading: Reading = PLAIN_READING) {
    this.#reading = reading
    // Without a name SQLite makes a file in the folder for temporary ones that vanishes however the process ends.
    this.database = new DatabaseSync('')
    this.database.exec(`pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -${CACHE_KIB}`)
  }

  async fill(source: DumpSource): Promise<void> {
    this.database.exec('begin')
    try {
      for await (const events of source.events()) for (const event of events) this.#take(event)
      this.database.exec('commit')
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== DISK_FULL) throw error
      throw invalid({ dump: 'The folder for temporary files is full. Name one with more room: TMPDIR=/some/folder.' })
    }
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
    const table = this.tables.get(name) ?? this.#byFoldedName.get(name.toLowerCase())
    return table ?? this.#addTable(name)
  }

  #addTable(name: string): SpooledTable {
    const table = newTable(name)
    this.tables.set(name, table)
    this.#byFoldedName.set(name.toLowerCase(), table)
    if (this.#keeps(table)) this.#createTable(table)
    return table
  }

  #createTable({ name }: SpooledTable): void {
    this.database.exec(`create table ${quote(name)} ("${ROW_NUMBER}" integer primary key)`)
  }

  #keeps(table: SpooledTable): boolean {
    return oldTable(table.name)?.kind !== PASSING
  }

  #takeRow(table: SpooledTable, event: DumpedRow): void {
    table.rows++
    if (!this.#keeps(table)) return
    const columns = event.columns ?? this.#guess(table.name, event.row.length)
    if (columns?.length !== event.row.length) {
      table.misfits.set(event.row.length, (table.misfits.get(event.row.length) ?? 0) + 1)
      this.#insertMisfit(table, event.row)
      return
    }
    this.#insertInto(table, columns).run(...event.row)
  }

  #insertMisfit(table: SpooledTable, values: DumpedRow['row']): void {
    let misfits = this.#misfits.get(table.name)
    if (!misfits) {
      misfits = newTable(`${table.name} misfits`)
      this.#misfits.set(table.name, misfits)
      this.#createTable(misfits)
    }
    const columns = values.map((_, index) => `value ${index + 1}`)
    this.#insertInto(misfits, columns).run(...values)
  }

  #guess(table: string, count: number): readonly string[] | null {
    const key = `${count} ${table}`
    const kept = this.#guessed.get(key)
    if (kept) return kept
    const columns = columnsOf(oldTable(table)?.kind ?? '', count)
    if (columns) this.#guessed.set(key, columns)
    return columns
  }

  /** A dump that names the columns in every INSERT brings a new list of the same names each time. */
  #insertInto(table: SpooledTable, columns: readonly string[]): StatementSync {
    const kept = this.#insertsByColumns.get(columns)
    if (kept) return kept
    const names = columns.map(quote).join(', ')
    const key = `${quote(table.name)} (${names})`
    let insert = this.#inserts.get(key)
    if (!insert) {
      this.#addColumns(table, columns)
      insert = this.database.prepare(`insert into ${key} values (${columns.map(() => '?').join(', ')})`)
      this.#inserts.set(key, insert)
    }
    this.#insertsByColumns.set(columns, insert)
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
    const statement = this.database.prepare(`select * from ${quote(table)} order by ${sorted}"${ROW_NUMBER}"`)
    for (const values of statement.iterate()) yield this.#row(found, values)
  }

  #row({ widths }: SpooledTable, values: unknown): Row {
    return new Row(values as RowValues, this.#reading, widths)
  }

  /** Rows that fit no known columns; theirs are called `value 1` and so on. */
  *misfitsOf(table: string): Generator<Row> {
    const misfits = this.#misfits.get(table)
    if (!misfits) return
    const statement = this.database.prepare(`select * from ${quote(misfits.name)} order by "${ROW_NUMBER}"`)
    for (const values of statement.iterate()) yield this.#row(misfits, values)
  }

  /** How many values each column has that are neither NULL nor empty, misfits apart. */
  valueCounts(table: string): Map<string, number> {
    const columns = [...(this.tables.get(table)?.columns ?? [])]
    if (columns.length === 0) return new Map()
    const counts = columns.map((column) => `count(*) filter (where length(${quote(column)}) > 0)`)
    const [row] = this.database.prepare(`select ${counts.join(', ')} from ${quote(table)}`).all()
    const values = Object.values(row ?? {})
    return new Map(columns.map((column, index) => [column, Number(values[index] ?? 0)]))
  }

  /** The few rows that have this number in this column. */
  rowsOf(table: string, column: string, value: number): Row[] {
    if (!this.tables.get(table)?.columns.has(column)) return []
    const key = `${column} ${table}`
    let statement = this.#lookups.get(key)
    if (!statement) {
      this.sortBy(table, [column])
      const condition = `${number(column)} = ? order by "${ROW_NUMBER}"`
      statement = this.database.prepare(`select * from ${quote(table)} where ${condition}`)
      this.#lookups.set(key, statement)
    }
    const found = this.tables.get(table)!
    return statement.all(value).map((values) => this.#row(found, values))
  }

  /** Numbers in `column` of a table that are no number of the other, each with its count of rows. */
  orphans(from: { table: string; column: string }, to: { table: string; column: string }): Map<number, number> {
    if (!this.tables.get(from.table)?.columns.has(from.column)) return new Map()
    const known = this.tables.get(to.table)?.columns.has(to.column)
    const others = known ? `select ${number(to.column)} from ${quote(to.table)}` : 'select 0 where false'
    const query = `select ${number(from.column)} as id, count(*) as rows from ${quote(from.table)}
      where ${number(from.column)} not in (${others}) group by 1 order by 1`
    return new Map(
      this.database
        .prepare(query)
        .all()
        .map((row) => [Number(row.id), Number(row.rows)]),
    )
  }

  /** Numbers that occur more than once, as `1/2` for two columns, with their count of rows; null without the columns. */
  repeated(table: string, columns: readonly string[]): Map<string, number> | null {
    if (!this.tables.has(table) || !hasAll(this.tables.get(table)!, columns)) return null
    this.sortBy(table, columns)
    const query = `select ${columns.map(number).join(` || '/' || `)} as id, count(*) as rows from ${quote(table)}
      group by ${numbers(columns)} having count(*) > 1`
    return new Map(
      this.database
        .prepare(query)
        .all()
        .map((row) => [String(row.id), Number(row.rows)]),
    )
  }

  close(): void {
    this.database.close()
  }
}

function newTable(name: string): SpooledTable {
  return { name, rows: 0, misfits: new Map(), columns: new Set<string>(), widths: new Map() }
}

function noteWidth(table: SpooledTable, column: string, type: string): void {
  const width = /^(?:var)?char\s*\((\d+)\)/.exec(type)?.[1]
  if (width) table.widths.set(column, Number(width))
}

function hasAll(table: SpooledTable, columns: readonly string[]): boolean {
  return columns.every((column) => table.columns.has(column))
}

/** 0 for NULL, words, and numbers too large to be one, as `Row.integer` has it. */
function number(column: string): string {
  const value = `cast(${quote(column)} as integer)`
  return `iif(coalesce(${value}, 0) between -${Number.MAX_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}, coalesce(${value}, 0), 0)`
}

function numbers(columns: readonly string[]): string {
  return columns.map(number).join(', ')
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
