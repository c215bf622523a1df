import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { ROW_NUMBER } from './row.ts'
import { quote } from './spool-sql.ts'
import type { SpooledTable } from './spooled-table.ts'

/** Makes tables of the spool and puts rows into them. */
export class SpoolWriter {
  readonly database: DatabaseSync
  readonly #inserts = new Map<string, StatementSync>()
  readonly #insertsByColumns = new WeakMap<readonly string[], StatementSync>()

  constructor(database: DatabaseSync) {
    this.database = database
  }

  createTable({ name }: SpooledTable): void {
    this.database.exec(`create table ${quote(name)} ("${ROW_NUMBER}" integer primary key)`)
  }

  addColumns(table: SpooledTable, columns: readonly string[]): void {
    for (const column of columns) {
      if (table.columns.has(column)) continue
      table.columns.add(column)
      this.database.exec(`alter table ${quote(table.name)} add column ${quote(column)} blob`)
    }
  }

  /** A dump that names the columns in every INSERT brings a new list of the same names each time. */
  insertInto(table: SpooledTable, columns: readonly string[]): StatementSync {
    const kept = this.#insertsByColumns.get(columns)
    if (kept) return kept
    const names = columns.map(quote).join(', ')
    const key = `${quote(table.name)} (${names})`
    let insert = this.#inserts.get(key)
    if (!insert) {
      this.addColumns(table, columns)
      insert = this.database.prepare(`insert into ${key} values (${columns.map(() => '?').join(', ')})`)
      this.#inserts.set(key, insert)
    }
    this.#insertsByColumns.set(columns, insert)
    return insert
  }
}
