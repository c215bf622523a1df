import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { dialectOf } from '../../store/dialect.ts'

/** The pages of the file and the foreign keys. PostgreSQL keeps its own and can only be asked for keys not yet checked. */
export async function checkEngine(db: Db): Promise<string[]> {
  if (dialectOf(db).name === 'postgres') return listUnvalidatedKeys(db)
  const pages = await sql<{ integrity_check: string }>`select integrity_check from pragma_integrity_check`.execute(db)
  const keys = await sql<{ table: string; rowid: number; parent: string }>`
    select "table", rowid, parent from pragma_foreign_key_check`.execute(db)
  return [
    ...pages.rows
      .filter((row) => row.integrity_check !== 'ok')
      .map((row) => `The file is damaged: ${row.integrity_check}`),
    ...keys.rows.map((row) => `${row.table} ${row.rowid} names a ${row.parent} that is not there.`),
  ]
}

async function listUnvalidatedKeys(db: Db): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select conname as name from pg_constraint where contype = 'f' and not convalidated`.execute(db)
  return found.rows.map((row) => `The foreign key ${row.name} was never checked.`)
}
