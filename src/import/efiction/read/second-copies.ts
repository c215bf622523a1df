import type { DatabaseSync } from 'node:sqlite'
import { invalid } from '../../../errors.ts'
import { ROW_NUMBER } from './row.ts'
import { quote } from './spool-sql.ts'
import type { SpooledTable } from './spooled-table.ts'
import { oldTable } from './table-names.ts'

/**
 * Takes out what several files hold of one table, where it is the same in each. Refuses with `invalid` where it is not:
 * these are dumps of several days, and rows of one among those of another would be a site that never was.
 */
export function dropSecondCopies(database: DatabaseSync, tables: Iterable<SpooledTable>): void {
  for (const table of tables) {
    const { name, columns, rows, firstCopy } = table
    if (firstCopy === null || firstCopy === rows || columns.size === 0 || oldTable(name) === null) continue
    if (table.definitions === 1 && !isRepeated(database, table)) continue
    if (!isAlike(database, table)) throw invalid({ dump: twoDumps(name) })
    removeBehind(database, table, firstCopy)
    table.rows = firstCopy
  }
}

/** Rows after so many. */
export function removeBehind(database: DatabaseSync, { name }: SpooledTable, rows: number): void {
  database.prepare(`delete from ${quote(name)} where "${ROW_NUMBER}" > ?`).run(rows)
}

/** Tools that write many files define a table in one, which may lie between those with its rows: no row comes again. */
function isRepeated(database: DatabaseSync, table: SpooledTable): boolean {
  const { first, others } = halvesOf(table)
  return database.prepare(`${first} intersect ${others} limit 1`).get() !== undefined
}

function halvesOf({ name, columns, firstCopy }: SpooledTable): { first: string; others: string } {
  const values = [...columns].map(quote).join(', ')
  const half = (side: string) => `select ${values} from ${quote(name)} where "${ROW_NUMBER}" ${side} ${firstCopy}`
  return { first: half('<='), others: half('>') }
}

function isAlike(database: DatabaseSync, table: SpooledTable): boolean {
  if (table.misfits.size > 0) return false
  const { first, others } = halvesOf(table)
  const lacks = (one: string, other: string) => database.prepare(`${one} except ${other} limit 1`).get() !== undefined
  return !lacks(first, others) && !lacks(others, first)
}

function twoDumps(table: string): string {
  return `There is more than one dump of the same site here: table ${table} stands in it twice, with different rows. Give one dump alone. Once the older one has moved in, the newer one brings what changed.`
}
