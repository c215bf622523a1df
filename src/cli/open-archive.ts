import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { type Config, ConfigError, readConfig } from '../config.ts'
import { type Db, openDatabase } from '../store/database.ts'
import { listUnknownMigrations, migrate } from '../store/migrate.ts'
import { nearestPlace } from '../store/room.ts'
import type { Tables } from '../store/tables.ts'
import type { Call } from './command.ts'

/** A place or a database that cannot be used: one line that says what to do, exit code 1. */
export class OutOfOrder extends Error {}

export function configOf(call: Call, flags: Parameters<typeof readConfig>[1] = {}): Config {
  return readConfig(call.environment, { dataDir: call.text('data'), ...flags })
}

/** Opens the archive's database and brings its schema up to date. */
export async function openArchive(config: Config): Promise<Kysely<Tables>> {
  const db = await openUnchanged(config)
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw plainly(error, config)
  }
  return db
}

/** Opens it as it is. Refuses a schema that a newer Fanfold has made. */
export async function openUnchanged(config: Config): Promise<Kysely<Tables>> {
  prepareFolder(config.dataDir)
  const db = openDatabase({ url: config.databaseUrl, dataDir: config.dataDir })
  try {
    await sql`select 1`.execute(db)
    await refuseNewer(db)
  } catch (error) {
    await db.destroy().catch(() => {})
    throw plainly(error, config)
  }
  return db
}

async function refuseNewer(db: Db): Promise<void> {
  const [name] = await listUnknownMigrations(db)
  if (name === undefined) return
  throw new OutOfOrder(`A newer Fanfold has used this archive (${name}). Bring this one up to date first.`)
}

/** False where opening it would make it; a server of PostgreSQL makes nothing by being asked. */
export function isThere({ databaseUrl, dataDir }: Config): boolean {
  return databaseUrl !== null || existsSync(join(dataDir, 'fanfold.sqlite'))
}

/** As opening an archive does, but makes nothing. */
export function refuseUnusableFolder(folder: string): void {
  const place = nearestPlace(folder)
  refuseUnless(folder, () => {
    if (!statSync(place).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' })
    accessSync(place, USABLE)
  })
}

const USABLE = constants.R_OK | constants.W_OK | constants.X_OK

function prepareFolder(folder: string): void {
  refuseUnless(folder, () => {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, USABLE)
  })
}

function refuseUnless(folder: string, use: () => void): void {
  try {
    use()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ConfigError(`The data folder ${folder} cannot be used: ${reasonOf(code)}. Name another with --data.`)
  }
}

function reasonOf(code: string | undefined): string {
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not write there'
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'there is a file of that name'
  if (code === 'EROFS') return 'the disk is read-only'
  return code ?? 'unknown'
}

const SQLITE_REASONS: Record<number, string> = {
  5: 'another program has locked it',
  8: 'it is read-only',
  10: 'its disk is full, or damaged',
  11: 'it is damaged; bring back a backup',
  13: 'the disk is full',
  14: 'it cannot be opened',
  26: 'it is not a database',
}

/** What the drivers say, in a sentence; anything else is a bug and stays as it is. */
function plainly(error: unknown, { databaseUrl, dataDir }: Config): unknown {
  const { code, errcode } = error as { code?: string; errcode?: number }
  if (code === 'ERR_SQLITE_ERROR' && SQLITE_REASONS[(errcode ?? 0) & 0xff]) {
    return new OutOfOrder(`The archive in ${dataDir} does not open: ${SQLITE_REASONS[(errcode ?? 0) & 0xff]}.`)
  }
  if (databaseUrl === null || !(error instanceof Error) || code === undefined) return error
  const isServers = /^(08|28|3D|53|57)/.test(code) || /^(E[A-Z]+|CONN\w+)$/.test(code)
  return isServers
    ? new OutOfOrder(`The database at ${new URL(databaseUrl).host} cannot be used: ${error.message || code}.`)
    : error
}
