import type { CompiledQuery } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'
import type { Tables } from './tables.ts'

/** Many rows go in by statements of these few sizes, so that all of them stay prepared. */
const SIZES = [64, 8, 1]

type Row = Readonly<Record<string, unknown>>

interface Inserted {
  id: number
}

interface Way {
  /** Whether the new ids are wanted; the table must have some. */
  returning: boolean
  /** Whether a row that is there already stays as it is. */
  skipping: boolean
}

const compiled = new Map<string, CompiledQuery<Inserted>>()

/**
 * Inserts rows that all have the same columns and returns their ids in the same order: both databases number the rows
 * of one statement upwards, but promise no order for what they return.
 */
export async function insertWithIds(db: Db, table: keyof Tables, rows: readonly object[]): Promise<number[]> {
  return insert(db, table, rows as readonly Row[], { returning: true, skipping: false })
}

export async function insertRows(db: Db, table: keyof Tables, rows: readonly object[]): Promise<void> {
  await insert(db, table, rows as readonly Row[], { returning: false, skipping: false })
}

/** Leaves rows alone that are there already. */
export async function insertMissing(db: Db, table: keyof Tables, rows: readonly object[]): Promise<void> {
  await insert(db, table, rows as readonly Row[], { returning: false, skipping: true })
}

async function insert(db: Db, table: keyof Tables, rows: readonly Row[], way: Way): Promise<number[]> {
  const ids: number[] = []
  const columns = Object.keys(rows[0] ?? {})
  for (let from = 0; from < rows.length;) {
    const size = SIZES.find((size) => size <= rows.length - from)!
    const query = queryFor(db, table, columns, { ...way, size })
    const parameters = rows.slice(from, from + size).flatMap((row) => valuesOf(row, columns))
    const inserted = await db.executeQuery<Inserted>({ ...query, parameters })
    ids.push(...inserted.rows.map((row) => row.id).sort((a, b) => a - b))
    from += size
  }
  return ids
}

function valuesOf(row: Row, columns: readonly string[]): unknown[] {
  if (Object.keys(row).length !== columns.length) throw new TypeError('rows with different columns')
  return columns.map((column) => row[column])
}

function queryFor(db: Db, table: keyof Tables, columns: readonly string[], way: Way & { size: number }) {
  const key = `${dialectOf(db).name} ${table} ${columns.join()} ${way.size} ${way.returning} ${way.skipping}`
  const known = compiled.get(key)
  if (known) return known
  const row = Object.fromEntries(columns.map((column) => [column, '']))
  const rows = Array.from({ length: way.size }, () => row)
  const insertion = db
    .insertInto(table as 'work')
    .values(rows as never)
    .$if(way.skipping, (query) => query.onConflict((conflict) => conflict.doNothing()))
  const query = way.returning ? insertion.returning('id').compile() : insertion.compile()
  compiled.set(key, query as CompiledQuery<Inserted>)
  return query as CompiledQuery<Inserted>
}
