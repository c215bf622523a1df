// SQLite under Kysely: one writer connection with its own queue, one reader that never waits for it.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Tables } from './tables.ts'
import { SyncedFile } from './synced-file.ts'
import { openFile, SnapshotReader, type SqliteFile } from './sqlite-file.ts'
import { waitElsewhere, whenFree } from './when-free.ts'

export const READER_CACHE_KIB = 24_000
const WRITER_CACHE_KIB = 8000

export interface SqlitePlace {
  path: string
  durable: boolean
  onQuery?: (sql: string) => void
  /** Done to each connection before it is used. */
  prepareFile?: (file: SqliteFile) => void
}

export function sqliteDialect(place: SqlitePlace): Dialect {
  const driver = new SqliteDriver(place)
  return {
    createAdapter: () => new ManyConnectionsAdapter(driver),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** Kysely's own adapter puts a lock around every connection; ours queues writers only. */
class ManyConnectionsAdapter extends SqliteAdapter {
  readonly driver: SqliteDriver

  constructor(driver: SqliteDriver) {
    super()
    this.driver = driver
  }

  override get supportsMultipleConnections(): boolean {
    return true
  }
}

/**
 * Where a prepared query may read at once, past Kysely's layers; null inside a transaction, on another database and
 * before the first query.
 */
export function readerOf(db: Pick<Kysely<Tables>, 'isTransaction' | 'getExecutor'>): SnapshotReader | null {
  const { adapter } = db.getExecutor()
  return adapter instanceof ManyConnectionsAdapter && !db.isTransaction ? adapter.driver.reader : null
}

/** Null on PostgreSQL. */
export function placeOf(db: Pick<Kysely<Tables>, 'getExecutor'>): SqlitePlace | null {
  const { adapter } = db.getExecutor()
  return adapter instanceof ManyConnectionsAdapter ? adapter.driver.place : null
}

/**
 * Runs `work`, whose commits do not wait for the disk one by one: what they wrote is safe when this returns. Only where
 * nobody else writes meanwhile, who would be told too early that something is saved.
 */
export async function waitOnce<Result>(
  db: Pick<Kysely<Tables>, 'getExecutor'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const { adapter } = db.getExecutor()
  return adapter instanceof ManyConnectionsAdapter ? adapter.driver.waitOnce(work) : work()
}

class SqliteDriver implements Driver {
  readonly place: SqlitePlace
  readonly #queue = new Queue()
  readonly #log: SyncedFile | null
  #waits = true
  #writer!: SqliteFile
  reader: SnapshotReader | null = null

  constructor(place: SqlitePlace) {
    this.place = place
    this.#log = place.durable ? new SyncedFile(`${place.path}-wal`) : null
  }

  async init(): Promise<void> {
    this.#writer = openFile(this.place, WRITER_CACHE_KIB)
    waitElsewhere(this.#writer)
    this.reader = new SnapshotReader(openFile(this.place, READER_CACHE_KIB))
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SqliteConnection(this.#writer, this.reader!, { queue: this.#queue, onDisk: () => this.#onDisk() })
  }

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    await this.#queue.enter()
    connection.inTransaction = true
    try {
      await whenFree(() => this.#writer.exec('begin immediate'))
    } catch (error) {
      this.#leave(connection)
      throw error
    }
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    this.reader!.endSnapshot()
    this.#writer.exec('commit')
    this.#leave(connection)
    await this.#onDisk()
  }

  async #onDisk(): Promise<void> {
    if (this.#waits) await this.#log?.sync()
  }

  async waitOnce<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#waits = false
    try {
      return await work()
    } finally {
      this.#waits = true
      await this.#onDisk()
    }
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    // Its commit has been, and only the disk failed: the writer may be in somebody else's transaction by now.
    if (!connection.inTransaction) return
    try {
      if (this.#writer.isTransaction) this.#writer.exec('rollback')
    } finally {
      this.#leave(connection)
    }
  }

  #leave(connection: SqliteConnection): void {
    if (!connection.inTransaction) return
    connection.inTransaction = false
    this.#queue.leave()
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.reader?.close()
    this.reader = null
    await this.#log?.close()
    this.#writer.close()
  }
}

interface Writing {
  queue: Queue
  /** When the disk says that all is safe, or at once where nobody waits for it. */
  onDisk: () => Promise<void>
}

class SqliteConnection implements DatabaseConnection {
  readonly #writer: SqliteFile
  readonly #reader: SnapshotReader
  readonly #writing: Writing
  inTransaction = false

  constructor(writer: SqliteFile, reader: SnapshotReader, writing: Writing) {
    this.#writer = writer
    this.#reader = reader
    this.#writing = writing
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.inTransaction) return this.#writer.run<R>(query)
    if (readsOnly(query)) return this.#reader.run<R>(query)

    const { queue, onDisk } = this.#writing
    const result = await this.#write<R>(query, queue)
    await onDisk()
    return result
  }

  async #write<R>(query: CompiledQuery, queue: Queue): Promise<QueryResult<R>> {
    await queue.enter()
    try {
      return await whenFree(() => {
        this.#reader.endSnapshot()
        return this.#writer.run<R>(query)
      })
    } finally {
      queue.leave()
    }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const database = this.inTransaction ? this.#writer : this.#reader.file
    for (const row of database.iterate(query)) yield { rows: [row as R] }
  }
}

export function readsOnly(query: Pick<CompiledQuery, 'query' | 'sql'>): boolean {
  if (query.query.kind === 'SelectQueryNode') return true
  return query.query.kind === 'RawNode' && /^\s*select\b/i.test(query.sql)
}

/** First come, first served. */
class Queue {
  #waiting: Array<() => void> = []
  #busy = false

  async enter(): Promise<void> {
    if (!this.#busy) {
      this.#busy = true
      return
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#busy = false
  }
}
