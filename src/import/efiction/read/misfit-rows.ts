import { type Choice, chooseColumns } from './choose-columns.ts'
import type { RawValue } from './dump-event.ts'
import { ROW_NUMBER } from './row.ts'
import { quote } from './spool-sql.ts'
import type { SpoolWriter } from './spool-writer.ts'
import { type SpooledTable, newTable } from './spooled-table.ts'
import { oldTable } from './table-names.ts'

/** Rows of one table that have so many values and no columns; they lie in a table of their own. */
interface Misfits {
  of: SpooledTable
  count: number
  /** The dump named no columns at all, so that their number and looks may tell. */
  mayFit: boolean
  table: SpooledTable
  columns: string[]
}

/** Enough to see what the columns of a table are. */
const SAMPLE_ROWS = 3000

/** Rows that wait for columns, because the dump names none, or that have another number of values than it names. */
export class MisfitRows {
  readonly #writer: SpoolWriter
  readonly #misfits = new Map<string, Misfits>()
  readonly #guesses: { prefix: string; note: string }[] = []

  constructor(writer: SpoolWriter) {
    this.#writer = writer
  }

  take(table: SpooledTable, row: readonly RawValue[], mayFit: boolean): void {
    const name = `${table.name} with ${row.length} values${mayFit ? '' : ' instead'}`
    let misfits = this.#misfits.get(name)
    if (!misfits) {
      const columns = row.map((_, at) => `value ${at + 1}`)
      misfits = { of: table, count: row.length, mayFit, table: newTable(name), columns }
      this.#misfits.set(name, misfits)
      this.#writer.createTable(misfits.table)
    }
    misfits.table.rows++
    this.#writer.insertInto(misfits.table, misfits.columns).run(...row)
  }

  /** Rows of a table that begins anew. */
  forget(table: SpooledTable): void {
    for (const [name, misfits] of this.#misfits) {
      if (misfits.of !== table) continue
      misfits.table.rows = 0
      this.#writer.database.exec(`delete from ${quote(name)}`)
    }
  }

  /** Once all rows are there: their values show which columns they are of. Others stay without. */
  place(): void {
    for (const [name, misfits] of this.#misfits) {
      const { of, count, table } = misfits
      if (table.rows === 0) continue
      const choice = misfits.mayFit ? this.#choiceFor(misfits) : null
      if (choice === null) {
        of.misfits.set(count, (of.misfits.get(count) ?? 0) + table.rows)
        continue
      }
      this.#give(misfits, choice.columns)
      this.#misfits.delete(name)
      if (choice.doubt === null) continue
      const note = `The dump names no columns of ${of.name}: its ${table.rows} rows were read as ${choice.columns.join(' ')}; ${choice.doubt}.`
      this.#guesses.push({ prefix: oldTable(of.name)?.prefix ?? '', note })
    }
  }

  /** A definition that only came behind its rows, as in a file of its own, is as good as one before them. */
  #choiceFor(misfits: Misfits): Choice | null {
    const { of, count } = misfits
    if (of.defined?.length === count) return { columns: [...of.defined], doubt: null }
    return chooseColumns(oldTable(of.name)?.kind ?? '', count, this.#sampleOf(misfits))
  }

  #give({ of, table, columns }: Misfits, names: readonly string[]): void {
    this.#writer.addColumns(of, names)
    const [to, from] = [names, columns].map((each) => each.map(quote).join(', '))
    this.#writer.database.exec(
      `insert into ${quote(of.name)} (${to}) select ${from} from ${quote(table.name)} order by "${ROW_NUMBER}";
       drop table ${quote(table.name)}`,
    )
  }

  #sampleOf({ table, columns }: Misfits): RawValue[][] {
    const rows = this.#writer.database.prepare(`select * from ${quote(table.name)} limit ${SAMPLE_ROWS}`).all()
    const bytes = (value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : null
    return rows.map((row) => columns.map((column) => bytes(row[column])))
  }

  /** What is not certain about columns that the dump does not name, of the tables with this prefix. */
  guesses(prefix: string): string[] {
    const own = this.#guesses.filter((guess) => guess.prefix.toLowerCase() === prefix.toLowerCase())
    return own.map(({ note }) => note)
  }

  /** The tables that hold rows of this one; their columns are called `value 1` and so on. */
  tablesOf(name: string): string[] {
    return [...this.#misfits.values()].filter(({ of }) => of.name === name).map(({ table }) => table.name)
  }
}
