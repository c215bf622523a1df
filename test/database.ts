// A fresh, migrated database for a test: a copy of one made at the first call, on the database the run is for.
import { AsyncLocalStorage } from 'node:async_hooks'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { type Kysely, sql } from 'kysely'
import postgres from 'postgres'
import { openDatabase } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import type { Tables } from '../src/store/tables.ts'

const ON_POSTGRES = process.env.TEST_DATABASE === 'postgres'
const POSTGRES_URL = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/test'
const RUN = `fanfold_${process.pid}_${Math.random().toString(36).slice(2, 8)}`

/** All files' databases are open at once, and a server takes a hundred connections. */
const FEW_CONNECTIONS = { connections: 3, idleSeconds: 1 }

/** Kept in memory: which page asks for it depends on how fast the machine is, or on what has changed before. */
const ASKED_BY_THE_CLOCK = /^select .* from "(?:setting|old_site)"|^select \/\* index \*\//

/** Which answer a query belongs to. One that was refused while it was still asking is over before its last queries are. */
export const asking = new AsyncLocalStorage<{ over: boolean }>()

let made = 0
let sqliteTemplate: Promise<string> | undefined
let postgresTemplate: Promise<string> | undefined

after(sweep)

export interface TestDatabase {
  db: Kysely<Tables>
  /** Null on SQLite. */
  url: string | null
  dataDir: string
  /** The SQL of every query since the last `queries.length = 0`, but for what is asked anew now and then. */
  queries: string[]
  close: () => Promise<void>
}

/** Close it in the test's `after`, or let the end of the run sweep it away. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(root(), 'db-'))
  const url = ON_POSTGRES ? await copyOfPostgres() : null
  if (!ON_POSTGRES) copyFileSync(await (sqliteTemplate ??= makeSqliteTemplate()), join(dataDir, 'fanfold.sqlite'))
  const queries: string[] = []
  const db = openDatabase({
    url,
    dataDir,
    durable: false,
    pool: FEW_CONNECTIONS,
    onQuery: (text) => {
      if (!asking.getStore()?.over && !ASKED_BY_THE_CLOCK.test(text)) queries.push(text)
    },
  })
  const close = async () => {
    await db.destroy()
    if (url) await onServer((client) => client.unsafe(`drop database if exists ${new URL(url).pathname.slice(1)}`))
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { db, url, dataDir, queries, close }
}

let rootFolder: string | undefined
function root(): string {
  if (rootFolder) return rootFolder
  rootFolder = mkdtempSync(join(tmpdir(), 'fanfold-test-'))
  return rootFolder
}

async function makeSqliteTemplate(): Promise<string> {
  const dataDir = join(root(), 'template')
  mkdirSync(dataDir)
  const db = openDatabase({ url: null, dataDir, durable: false })
  await migrate(db)
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
  await db.destroy()
  return join(dataDir, 'fanfold.sqlite')
}

async function makePostgresTemplate(): Promise<string> {
  const name = `${RUN}_template`
  await onServer((client) => client.unsafe(`create database ${name}`))
  const db = openDatabase({ url: addressOf(name), dataDir: root(), pool: FEW_CONNECTIONS })
  await migrate(db)
  await db.destroy()
  return name
}

async function copyOfPostgres(): Promise<string> {
  const template = await (postgresTemplate ??= makePostgresTemplate())
  const name = `${RUN}_${++made}`
  await onServer((client) => client.unsafe(`create database ${name} template ${template}`))
  return addressOf(name)
}

function addressOf(database: string): string {
  const url = new URL(POSTGRES_URL)
  url.pathname = `/${database}`
  return url.href
}

async function onServer(work: (client: postgres.Sql) => Promise<unknown>): Promise<void> {
  const client = postgres(POSTGRES_URL, { max: 1, onnotice: () => {} })
  await work(client).finally(() => client.end())
}

async function sweep(): Promise<void> {
  if (rootFolder) rmSync(rootFolder, { recursive: true, force: true })
  if (!ON_POSTGRES) return
  await onServer(async (client) => {
    const left = await client`select datname from pg_database where datname like ${`${RUN}_%`}`
    for (const { datname } of left) await client.unsafe(`drop database if exists ${datname} with (force)`)
  })
}
