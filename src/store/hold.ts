// What a process does to a whole archive, told to others for as long as the process lives: its death ends it too.
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Kysely, sql } from 'kysely'
import { dialectOf } from './dialect.ts'
import type { Tables } from './tables.ts'
import { isBusy } from './when-free.ts'

export interface Hold {
  release: () => Promise<void>
}

/** `serving` means nothing on PostgreSQL, which many servers may share, an import beside them. */
export type HoldName = 'serving' | 'importing'

/** `alone`: nobody else has it in either way. `shared`: nobody has it alone. Null where that is not so. */
export async function takeHold(db: Kysely<Tables>, name: HoldName, way: 'alone' | 'shared'): Promise<Hold | null> {
  if (dialectOf(db).name === 'sqlite') return takeFile(await fileOf(db, name), way)
  if (name === 'serving') return { release: async () => {} }
  return takeLock(db, way)
}

async function fileOf(db: Kysely<Tables>, name: HoldName): Promise<string> {
  const main = sql<{ file: string }>`select file from pragma_database_list where name = 'main'`
  const { rows } = await main.execute(db)
  return join(dirname(rows[0]!.file), `fanfold.${name}`)
}

/** Node locks no files, but SQLite does, with locks that the system takes back from the dead. */
function takeFile(path: string, way: 'alone' | 'shared'): Hold | null {
  const file = new DatabaseSync(path)
  try {
    file.exec(way === 'alone' ? 'begin exclusive' : 'begin; select count(*) from sqlite_master')
    return { release: async () => file.close() }
  } catch (error) {
    file.close()
    if (isBusy(error)) return null
    throw error
  }
}

const POSTGRES_LOCK = 7_061_990_002

/** The lock of a transaction that stays open, doing nothing: it hinders no vacuum, and ends with its connection. */
async function takeLock(db: Kysely<Tables>, way: 'alone' | 'shared'): Promise<Hold | null> {
  const taken = Promise.withResolvers<boolean>()
  const over = Promise.withResolvers<void>()
  const held = db.transaction().execute(async (db) => {
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(db)
    const lock = way === 'alone' ? sql`pg_try_advisory_xact_lock` : sql`pg_try_advisory_xact_lock_shared`
    const { rows } = await sql<{ taken: boolean }>`select ${lock}(${POSTGRES_LOCK}) as taken`.execute(db)
    taken.resolve(rows[0]!.taken)
    if (rows[0]!.taken) await over.promise
  })
  held.catch(taken.reject)
  if (!(await taken.promise)) return null
  const release = async () => {
    over.resolve()
    await held.catch(() => {})
  }
  return { release }
}
