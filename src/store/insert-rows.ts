import { type CompiledQuery, sql } from 'kysely'
import type { Db } from './database.ts'
import { type Dialect, dialectOf } from './dialect.ts'
import type { Tables } from './tables.ts'
import { TextBytes } from './text-bytes.ts'

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
  /** Columns whose values may be `TextBytes`. */
  texts: readonly string[]
}

const NO_TEXTS: readonly string[] = []

const compiled = new Map<string, CompiledQuery<Inserted>>()

/**
 * Inserts rows that all have the same columns and returns their ids in the same order: both databases number the rows
 * of one statement upwards, but promise no order for what they return.
 */
export async function insertWithIds(
  db: Db,
  table: keyof Tables,
  rows: readonly object[],
  texts: readonly string[] = NO_TEXTS,
): Promise<number[]> {
  return insert(db, table, rows as readonly Row[], { returning: true, skipping: false, texts })
}

/** `texts` are the columns whose values may be `TextBytes`. */
export async function insertRows(
  db: Db,
  table: keyof Tables,
  rows: readonly object[],
  texts: readonly string[] = NO_TEXTS,
): Promise<void> {
  await insert(db, table, rows as readonly Row[], { returning: false, skipping: false, texts })
}

/** Leaves rows alone that are there already. */
export async function insertMissing(db: Db, table: keyof Tables, rows: readonly object[]): Promise<void> {
  await insert(db, table, rows as readonly Row[], { returning: false, skipping: true, texts: NO_TEXTS })
}

async function insert(db: Db, table: keyof Tables, rows: readonly Row[], way: Way): Promise<number[]> {
  const ids: number[] = []
  const columns = Object.keys(rows[0] ?? {})
  const dialect = dialectOf(db)
  for (let from = 0; from < rows.length;) {
    const size = SIZES.find((size) => size <= rows.length - from)!
    const query = queryFor(db, table, columns, { ...way, size })
    const parameters = valuesOf(rows, from, from + size, { columns, dialect })
    const inserted = await db.executeQuery<Inserted>({ ...query, parameters })
    if (way.returning) ids.push(...inserted.rows.map((row) => row.id).sort((a, b) => a - b))
    from += size
  }
  return ids
}

function valuesOf(
  rows: readonly Row[],
  from: number,
  to: number,
  { columns, dialect }: { columns: readonly string[]; dialect: Dialect },
): unknown[] {
  const values: unknown[] = []
  for (let at = from; at < to; at++) {
    const row = rows[at]!
    if (Object.keys(row).length !== columns.length) throw new TypeError('rows with different columns')
    for (const column of columns) {
      const value = row[column]
      values.push(value instanceof TextBytes ? dialect.parameterOf(value) : value)
    }
  }
  return values
}

function queryFor(db: Db, table: keyof Tables, columns: readonly string[], way: Way & { size: number }) {
  const { size, returning, skipping, texts } = way
  const key = `${dialectOf(db).name} ${table} ${columns.join()} ${texts.join()} ${size} ${returning} ${skipping}`
  const known = compiled.get(key)
  if (known) return known
  // SQLite would keep bytes as bytes.
  const row = Object.fromEntries(
    columns.map((column) => [column, texts.includes(column) ? sql`cast(${''} as text)` : '']),
  )
  const rows = Array.from({ length: size }, () => row)
  const insertion = db
    .insertInto(table as 'work')
    .values(rows as never)
    .$if(skipping, (query) => query.onConflict((conflict) => conflict.doNothing()))
  const query = returning ? insertion.returning('id').compile() : insertion.compile()
  compiled.set(key, query as CompiledQuery<Inserted>)
  return query as CompiledQuery<Inserted>
}
