import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Db, inTransaction } from './database.ts'
import { type Dialect, dialectOf } from './dialect.ts'
import { restoreIndexes } from './postponed-indexes.ts'

const FOLDER = join(import.meta.dirname, 'migrations')
const POSTGRES_LOCK = 7_061_990_001

/** Brings the schema up to date, each migration in its own transaction; returns the names of those it ran. */
export async function migrate(db: Db): Promise<string[]> {
  await sql`create table if not exists migration
    (name text primary key, checksum text not null, ran_at bigint not null)`.execute(db)
  await restoreIndexes(db)
  const ran: string[] = []
  for (const name of readdirSync(FOLDER).toSorted()) {
    if (await inTransaction(db, (db) => runOnce(db, name))) ran.push(name)
  }
  return ran
}

/** The migrations that a database still lacks; empty when it is up to date. */
export async function listPendingMigrations(db: Db): Promise<string[]> {
  const done = await sql<{ name: string }>`select name from migration`.execute(db).catch(() => ({ rows: [] }))
  const names = new Set(done.rows.map((row) => row.name))
  return readdirSync(FOLDER).filter((name) => !names.has(name))
}

/** Migrations that ran here but that this program does not have: a newer one has been here. */
export async function listUnknownMigrations(db: Db): Promise<string[]> {
  const done = await sql<{ name: string }>`select name from migration order by name`
    .execute(db)
    .catch(() => ({ rows: [] }))
  const known = new Set(readdirSync(FOLDER))
  return done.rows.map((row) => row.name).filter((name) => !known.has(name))
}

async function runOnce(db: Db, name: string): Promise<boolean> {
  const dialect = dialectOf(db)
  if (dialect.name === 'postgres') await sql`select pg_advisory_xact_lock(${POSTGRES_LOCK})`.execute(db)
  const text = readMigration(name, dialect)
  const checksum = createHash('sha256').update(text).digest('hex')
  const found = await sql<{ checksum: string }>`select checksum from migration where name = ${name}`.execute(db)
  if (found.rows[0]) {
    if (found.rows[0].checksum !== checksum) throw new Error(`Migration ${name} has changed since it ran here.`)
    return false
  }
  for (const statement of statementsOf(text)) await sql.raw(statement).execute(db)
  await sql`insert into migration (name, checksum, ran_at) values (${name}, ${checksum}, ${Date.now()})`.execute(db)
  return true
}

function readMigration(name: string, dialect: Dialect): string {
  const own = join(FOLDER, name, `${dialect.name}.sql`)
  const text = readFileSync(existsSync(own) ? own : join(FOLDER, name, 'both.sql'), 'utf8')
  return text.replace(/@(id|key|blob)\b/g, (_, word: keyof Dialect['types']) => dialect.types[word])
}

/** Statements end at a semicolon before a line's end; migrations hold nothing that needs a real parser. */
function statementsOf(text: string): string[] {
  const statements = text.replace(/^\s*--.*$/gm, '').split(/;\s*$/m)
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '')
}
