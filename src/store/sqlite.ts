// SQLite under Kysely: one writer connection with its own queue, one reader that never waits for it.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { openFile, SnapshotReader, type SqliteFile } from './sqlite-file.ts'

const READER_CACHE_KIB = 24_000
const WRITER_CACHE_KIB = 8000

export function sqliteDialect(path: string, durable: boolean): Dialect {
  return {
    createAdapter: () => new ManyConnectionsAdapter(),
    createDriver: () => new SqliteDriver(path, durable),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** Kysely's own adapter puts a lock around every connection; ours queues writers only. */
class ManyConnectionsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class SqliteDriver implements Driver {
  readonly #path: string
  readonly #durable: boolean
  readonly #queue = new Queue()
  #writer!: SqliteFile
  #reader!: SnapshotReader

  constructor(path: string, durable: boolean) {
    this.#path = path
    this.#durable = durable
  }

  async init(): Promise<void> {
    this.#writer = openFile(this.#path, this.#durable, WRITER_CACHE_KIB)
    this.#reader = new SnapshotReader(openFile(this.#path, this.#durable, READER_CACHE_KIB))
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SqliteConnection(this.#writer, this.#reader, this.#queue)
  }

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    await this.#queue.enter()
    connection.inTransaction = true
    try {
      this.#writer.exec('begin immediate')
    } catch (error) {
      this.#leave(connection)
      throw error
    }
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    this.#reader.endSnapshot()
    this.#writer.exec('commit')
    this.#leave(connection)
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
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
    this.#reader.close()
    this.#writer.close()
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #writer: SqliteFile
  readonly #reader: SnapshotReader
  readonly #queue: Queue
  inTransaction = false

  constructor(writer: SqliteFile, reader: SnapshotReader, queue: Queue) {
    this.#writer = writer
    this.#reader = reader
    this.#queue = queue
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.inTransaction) return this.#writer.run<R>(query)
    if (readsOnly(query)) return this.#reader.run<R>(query)

    await this.#queue.enter()
    try {
      this.#reader.endSnapshot()
      return this.#writer.run<R>(query)
    } finally {
      this.#queue.leave()
    }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const database = this.inTransaction ? this.#writer : this.#reader.file
    for (const row of database.iterate(query)) yield { rows: [row as R] }
  }
}

function readsOnly(query: CompiledQuery): boolean {
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
