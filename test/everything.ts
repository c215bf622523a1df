import { sql } from 'kysely'
import type { Db } from '../src/store/database.ts'
import { dialectOf } from '../src/store/dialect.ts'

export type Everything = Record<string, string[]>

/** Every row of every table, by table; rows sorted, so that two archives with the same content are equal. */
export async function everything(db: Db): Promise<Everything> {
  const tables = await readTables(db)
  return Object.fromEntries(tables.map(({ name, rows }) => [name, rows.map((row) => JSON.stringify(row)).sort()]))
}

/**
 * The same for archives that were made one after the other: numbers are replaced by their place in their table, since
 * PostgreSQL leaves gaps where a transaction was cut off, and salted hashes by whether there is one.
 */
export async function contents(db: Db): Promise<Everything> {
  const tables = (await readTables(db)).filter(({ name }) => !LOGS.has(name))
  const places = new Map(tables.map(({ name, rows }) => [name, placesOf(rows)]))
  const keys = await readForeignKeys(db)
  return Object.fromEntries(
    tables.map(({ name, rows }) => [
      name,
      rows.map((row) => JSON.stringify(withPlaces(name, row, places, keys))).sort(),
    ]),
  )
}

/** They tell other nodes where to look again, not what is there. */
const LOGS = new Set(['work_change', 'name_change'])
/** Columns that point without saying so to the database. */
const POINTERS: Readonly<Record<string, string>> = { 'text_waiting.work_id': 'work' }

type Row = Record<string, unknown>
type Places = ReadonlyMap<string, ReadonlyMap<unknown, number>>

function placesOf(rows: readonly Row[]): Map<unknown, number> {
  const ids = rows.map((row) => row.id as number).sort((a, b) => a - b)
  return new Map(ids.map((id, place) => [id, place]))
}

function withPlaces(table: string, row: Row, places: Places, keys: ReadonlyMap<string, string>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (column === 'password_hash') return [column, value !== null]
      if (column === 'new_id') return [column, null]
      // Hashes of fields, some of which hold numbers that have gaps before them.
      if (column === 'written' && value !== null) return [column, Object.keys(JSON.parse(String(value)) as object)]
      const target = column === 'id' ? table : (keys.get(`${table}.${column}`) ?? POINTERS[`${table}.${column}`])
      return [column, value === null || target === undefined ? value : places.get(target)?.get(value)]
    }),
  )
}

async function readTables(db: Db): Promise<{ name: string; rows: Row[] }[]> {
  const query =
    dialectOf(db).name === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
      : sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public'`
  const names = (await query.execute(db)).rows.map(({ name }) => name).sort()
  const tables = []
  for (const name of names) {
    const { rows } = await sql<Row>`select * from ${sql.table(name)}`.execute(db)
    tables.push({ name, rows: rows.map(plain) })
  }
  return tables
}

/** Bytes as text. */
function plain(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ]),
  )
}

/** `table.column` to the table that it points to. */
async function readForeignKeys(db: Db): Promise<Map<string, string>> {
  const query =
    dialectOf(db).name === 'sqlite'
      ? sql<{ name: string; target: string }>`
          select m.name || '.' || k."from" as name, k."table" as target
          from sqlite_master m join pragma_foreign_key_list(m.name) k where m.type = 'table'`
      : sql<{ name: string; target: string }>`
          select c.conrelid::regclass || '.' || a.attname as name, c.confrelid::regclass::text as target
          from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
          where c.contype = 'f'`
  return new Map((await query.execute(db)).rows.map(({ name, target }) => [name, target]))
}
