// A table that is filled from empty has its indexes sooner when they are made at the end, out of all rows at once.
import { sql } from 'kysely'
import { withWriterCache } from './cache-sizes.ts'
import { type Db, inTransaction } from './database.ts'
import { dialectOf } from './dialect.ts'
import type { Tables } from './tables.ts'

interface Index {
  name: string
  statement: string
}

/**
 * Runs `work` while empty tables among these lack the indexes that only make finding quicker. Only where nobody else
 * uses the archive meanwhile. The statements that make them again are kept in a table of their own, so that nothing is
 * lost when the process is killed: `migrate` and the next import make them then.
 */
export async function withoutIndexes<Result>(
  db: Db,
  tables: readonly (keyof Tables)[],
  work: () => Promise<Result>,
): Promise<Result> {
  await inTransaction(db, (db) => dropIndexes(db, tables))
  const result = await work()
  await restoreIndexes(db)
  return result
}

/** Makes the indexes that somebody has left away and could not make again. */
export async function restoreIndexes(db: Db): Promise<void> {
  if (!(await isPostponing(db))) return
  const make = () =>
    inTransaction(db, async (db) => {
      const { rows } = await sql<Index>`select name, statement from postponed_index order by name`.execute(db)
      for (const { statement } of rows) await sql.raw(statement).execute(db)
      await sql`drop table postponed_index`.execute(db)
    })
  await (dialectOf(db).name === 'sqlite' && !db.isTransaction ? sortingOnDisk(db, make) : make())
}

/** As much as SQLite sorts at once, before it goes to the disk. */
const SORTED_KIB = 4000

/** What is sorted for an index grows with the table; by itself SQLite sorts as much in memory as its cache may have. */
async function sortingOnDisk(db: Db, work: () => Promise<void>): Promise<void> {
  await sql`pragma temp_store = file`.execute(db)
  try {
    await withWriterCache(db, SORTED_KIB, work)
  } finally {
    await sql`pragma temp_store = memory`.execute(db)
  }
}

async function dropIndexes(db: Db, tables: readonly (keyof Tables)[]): Promise<void> {
  if (await isPostponing(db)) return
  const indexes: Index[] = []
  for (const table of tables) if (await isEmpty(db, table)) indexes.push(...(await listIndexes(db, table)))
  if (indexes.length === 0) return
  await sql`create table postponed_index (name text primary key, statement text not null)`.execute(db)
  for (const { name, statement } of indexes) {
    await sql`insert into postponed_index (name, statement) values (${name}, ${statement})`.execute(db)
    await sql`drop index ${sql.id(name)}`.execute(db)
  }
}

async function isEmpty(db: Db, table: keyof Tables): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)
  return rows.length === 0
}

/** Without those that keep rows from standing twice, and those that only few rows have a place in. */
async function listIndexes(db: Db, table: keyof Tables): Promise<Index[]> {
  const { rows } = await (
    dialectOf(db).name === 'sqlite'
      ? sql<Index>`select name, sql as statement from sqlite_schema
        where type = 'index' and tbl_name = ${table} and sql is not null`
      : sql<Index>`select indexname as name, indexdef as statement from pg_indexes
        where schemaname = current_schema() and tablename = ${table}`
  ).execute(db)
  return rows.filter(({ statement }) => !/^create unique| is not null/i.test(statement))
}

async function isPostponing(db: Db): Promise<boolean> {
  const { rows } = await (
    dialectOf(db).name === 'sqlite'
      ? sql`select 1 from sqlite_schema where type = 'table' and name = 'postponed_index'`
      : sql`select 1 from pg_tables where schemaname = current_schema() and tablename = 'postponed_index'`
  ).execute(db)
  return rows.length > 0
}
