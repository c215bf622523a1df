import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, type LogEvent, type Transaction } from 'kysely'
import { type Pool, postgresDialect } from './postgres.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** The archive's database, or a transaction on it: a function that takes a `Db` works in both. */
export type Db = Kysely<Tables> | Transaction<Tables>

export interface DatabasePlace {
  /** A postgres:// address; null means the SQLite file in the data folder. */
  url: string | null
  dataDir: string
  /** False: a commit does not wait for the disk. For tests and rebuilt data, never for an archive. */
  durable?: boolean
  /** PostgreSQL only. */
  pool?: Pool
  onQuery?: (sql: string) => void
}

export function openDatabase(place: DatabasePlace): Kysely<Tables> {
  const { url, dataDir, durable = true, pool = {}, onQuery } = place
  if (url === null)
    return new Kysely<Tables>({ dialect: sqliteDialect({ path: sqlitePath(dataDir), durable, onQuery }) })
  return new Kysely<Tables>({ dialect: postgresDialect(url, { ...pool, durable }), log: onQuery && tell(onQuery) })
}

function sqlitePath(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true })
  return join(dataDir, 'fanfold.sqlite')
}

function tell(onQuery: (sql: string) => void) {
  return (event: LogEvent) => onQuery(event.query.sql)
}

/**
 * Runs `change` in one transaction; inside another transaction it joins that one.
 * Keep it short: on SQLite every other writer waits.
 */
export async function inTransaction<T>(db: Db, change: (db: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return change(db)
  return db.transaction().execute(change)
}
