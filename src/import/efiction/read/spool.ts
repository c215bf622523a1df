// Rows on disk between reading and writing: a dump has its tables in any order, and a large one fits no memory.
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { invalid } from '../../../errors.ts'
import { Cells, Columns } from './cells.ts'
import type { DumpEvent, DumpSource, DumpedRow, DumpedTable } from './dump-event.ts'
import { MisfitRows } from './misfit-rows.ts'
import { PLAIN_READING, type Reading } from './reading.ts'
import { ROW_NUMBER, Row, type RowValues } from './row.ts'
import { inOnePiece, number, numbers, quote } from './spool-sql.ts'
import { dropSecondCopies, removeBehind } from './second-copies.ts'
import { SpoolWriter } from './spool-writer.ts'
import { type SpooledTable, hasAll, newTable, noteType } from './spooled-table.ts'
import { oldTable } from './table-names.ts'

const DISK_FULL = 13
const CACHE_KIB = 8000
/** A chapter has one or two of these, and is written and read in as many steps. */
const PAGE_BYTES = 32_768
const PAGE_ROWS = 200

/** Who is on the site this minute; nothing to keep. */
const PASSING = 'online'

/** All values of a row in one, and then the length of each. */
type PackedValues = [Uint8Array, ...(number | null)[]]

interface Lookup {
  statement: StatementSync
  columns: Columns
}

/** Keeps the rows of every table of eFiction's, and counts those of the one that says who is there just now. */
export class Spool {
  /** By name; MySQL on Windows writes one table's name in two cases. */
  readonly tables = new Map<string, SpooledTable>()
  readonly database: DatabaseSync
  readonly #writer: SpoolWriter
  readonly #misfits: MisfitRows
  readonly #byFoldedName = new Map<string, SpooledTable>()
  readonly #lookups = new Map<string, Lookup>()
  readonly #reading: Reading

  constructor(reading: Reading = PLAIN_READING) {
    this.#reading = reading
    // Without a name SQLite makes a file in the folder for temporary ones that vanishes however the process ends.
    this.database = new DatabaseSync('')
    this.database.exec(
      `pragma page_size = ${PAGE_BYTES}; pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -${CACHE_KIB}`,
    )
    this.#writer = new SpoolWriter(this.database)
    this.#misfits = new MisfitRows(this.#writer)
  }

  async fill(source: DumpSource): Promise<void> {
    this.database.exec('begin')
    try {
      for await (const events of source.events()) for (const event of events) this.#take(event)
      this.#misfits.place()
      dropSecondCopies(this.database, this.tables.values())
      this.database.exec('commit')
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== DISK_FULL) throw error
      throw invalid({ dump: 'The folder for temporary files is full. Name one with more room: TMPDIR=/some/folder.' })
    }
  }

  #take(event: DumpEvent): void {
    const table = this.#tableOf(event.table)
    if (event.kind === 'row') this.#takeRow(table, event)
    else this.#define(table, event)
  }

  #define(table: SpooledTable, { columns, isUtc, beginsAnew }: DumpedTable): void {
    table.definitions++
    if (beginsAnew) this.#empty(table)
    else if (table.rows > 0) table.firstCopy ??= table.rows
    for (const { name, type } of columns) noteType(table, name, type, isUtc ?? false)
    if (!this.#keeps(table)) return
    table.defined = columns.map((column) => column.name)
    this.#writer.addColumns(table, table.defined)
  }

  /** Of what the file in hand has given it. */
  #empty(table: SpooledTable): void {
    table.rows = table.firstCopy ?? 0
    this.#misfits.forget(table)
    if (this.#keeps(table)) removeBehind(this.database, table, table.rows)
  }

  #tableOf(name: string): SpooledTable {
    const table = this.tables.get(name) ?? this.#byFoldedName.get(name.toLowerCase())
    return table ?? this.#addTable(name)
  }

  #addTable(name: string): SpooledTable {
    const table = newTable(name)
    this.tables.set(name, table)
    this.#byFoldedName.set(name.toLowerCase(), table)
    if (this.#keeps(table)) this.#writer.createTable(table)
    return table
  }

  #keeps(table: SpooledTable): boolean {
    return oldTable(table.name)?.kind !== PASSING
  }

  #takeRow(table: SpooledTable, event: DumpedRow): void {
    table.rows++
    if (!this.#keeps(table)) return
    const { columns, row } = event
    this.#reading.see(oldTable(table.name)?.kind ?? '', row)
    if (columns?.length === row.length) this.#writer.insertInto(table, columns).run(...row)
    else this.#misfits.take(table, row, columns === null)
  }

  /** What is not certain about columns that the dump does not name, of the tables with this prefix. */
  guesses(prefix: string): string[] {
    return this.#misfits.guesses(prefix)
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
    const columns = new Columns([...found.columns])
    const cells = inOnePiece(columns.names)
    const statement = this.database.prepare(`select ${cells} from ${quote(table)} order by ${sorted}"${ROW_NUMBER}"`)
    statement.setReturnArrays(true)
    for (const values of statement.iterate()) yield this.#packedRow(found, columns, values as unknown as PackedValues)
  }

  #packedRow({ widths }: SpooledTable, columns: Columns, values: PackedValues): Row {
    const [{ buffer, byteOffset, byteLength }] = values
    return new Row(new Cells(columns, Buffer.from(buffer, byteOffset, byteLength), values, 1), this.#reading, widths)
  }

  #row({ widths }: SpooledTable, values: unknown): Row {
    return new Row(values as RowValues, this.#reading, widths)
  }

  /** Rows that fit no known columns; theirs are called `value 1` and so on. */
  *misfitsOf(table: string): Generator<Row> {
    for (const name of this.#misfits.tablesOf(table)) {
      const statement = this.database.prepare(`select * from ${quote(name)} order by "${ROW_NUMBER}"`)
      for (const values of statement.iterate()) yield new Row(values as RowValues)
    }
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

  /** Of the numbers in a column; 0 where it is missing. */
  sum(table: string, column: string): number {
    if (!this.tables.get(table)?.columns.has(column)) return 0
    const [row] = this.database.prepare(`select sum(${number(column)}) as sum from ${quote(table)}`).all()
    return Number(row?.sum ?? 0)
  }

  /** The few rows that have this number in this column. */
  rowsOf(table: string, column: string, value: number): Row[] {
    const found = this.tables.get(table)
    if (!found?.columns.has(column)) return []
    const key = `${column} ${table} ${found.columns.size}`
    let lookup = this.#lookups.get(key)
    if (!lookup) this.#lookups.set(key, (lookup = this.#prepareLookup(found, column)))
    const { statement, columns } = lookup
    return statement.all(value).map((values) => this.#packedRow(found, columns, values as unknown as PackedValues))
  }

  #prepareLookup({ name, columns: names }: SpooledTable, column: string): Lookup {
    this.sortBy(name, [column])
    const columns = new Columns([...names])
    const condition = `${number(column)} = ? order by "${ROW_NUMBER}"`
    const statement = this.database.prepare(
      `select ${inOnePiece(columns.names)} from ${quote(name)} where ${condition}`,
    )
    statement.setReturnArrays(true)
    return { statement, columns }
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

  /** Makes a table, or adds the columns that it lacks. */
  makeTable(name: string, columns: readonly string[]): void {
    this.#writer.addColumns(this.#tableOf(name), columns)
  }

  insert(name: string, rows: readonly RowValues[]): void {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    if (rows.length === 0) return
    const table = this.#tableOf(name)
    const insert = this.#writer.insertInto(table, columns)
    for (const row of rows) insert.run(...columns.map((column) => row[column] ?? null))
    table.rows += rows.length
  }

  renameColumn(name: string, from: string, to: string): void {
    const table = this.#tableOf(name)
    this.database.exec(`alter table ${quote(table.name)} rename column ${quote(from)} to ${quote(to)}`)
    table.columns.delete(from)
    table.columns.add(to)
  }

  dropColumn(name: string, column: string): void {
    if (!this.tables.get(name)?.columns.delete(column)) return
    this.database.exec(`alter table ${quote(name)} drop column ${quote(column)}`)
  }

  /** Calls `change` for every row; the values it returns replace those of the row, others stay. */
  changeRows(name: string, change: (row: Row) => RowValues | null): number {
    const table = this.tables.get(name)
    if (!table || table.columns.size === 0) return 0
    const page = this.database.prepare(
      `select * from ${quote(name)} where "${ROW_NUMBER}" > ? order by "${ROW_NUMBER}" limit ${PAGE_ROWS}`,
    )
    let changed = 0
    for (let after = 0, rows = page.all(after); rows.length > 0; rows = page.all(after)) {
      for (const values of rows) {
        after = Number(values[ROW_NUMBER])
        const changes = change(this.#row(table, values as RowValues))
        if (changes) changed++
        for (const [column, value] of Object.entries(changes ?? {})) {
          this.#writer.addColumns(table, [column])
          const set = `update ${quote(name)} set ${quote(column)} = ? where "${ROW_NUMBER}" = ?`
          this.database.prepare(set).run(value ?? null, after)
        }
      }
    }
    return changed
  }

  /** Takes rows out, by a condition in SQL. */
  remove(name: string, condition: string): void {
    const { changes } = this.database.prepare(`delete from ${quote(name)} where ${condition}`).run()
    this.tables.get(name)!.rows -= Number(changes)
  }

  /** From now on the dump has no such table. */
  forget(name: string): void {
    this.tables.delete(name)
    this.#byFoldedName.delete(name.toLowerCase())
  }

  close(): void {
    this.database.close()
  }
}
