// SQLite under Kysely: one writer connection with its own queue, one reader that never waits for it.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
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

const STATEMENTS_KEPT = 400
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
  #writer!: CachedDatabase
  #reader!: CachedDatabase

  constructor(path: string, durable: boolean) {
    this.#path = path
    this.#durable = durable
  }

  async init(): Promise<void> {
    this.#writer = openFile(this.#path, this.#durable, WRITER_CACHE_KIB)
    this.#reader = openFile(this.#path, this.#durable, READER_CACHE_KIB)
    this.#reader.exec('pragma query_only = on')
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
  readonly #writer: CachedDatabase
  readonly #reader: CachedDatabase
  readonly #queue: Queue
  inTransaction = false

  constructor(writer: CachedDatabase, reader: CachedDatabase, queue: Queue) {
    this.#writer = writer
    this.#reader = reader
    this.#queue = queue
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.inTransaction) return this.#writer.run<R>(query)
    if (readsOnly(query)) return this.#reader.run<R>(query)

    await this.#queue.enter()
    try {
      return this.#writer.run<R>(query)
    } finally {
      this.#queue.leave()
    }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const database = this.inTransaction ? this.#writer : this.#reader
    for (const row of database.iterate(query)) yield { rows: [row as R] }
  }
}

function readsOnly(query: CompiledQuery): boolean {
  if (query.query.kind === 'SelectQueryNode') return true
  return query.query.kind === 'RawNode' && /^\s*select\b/i.test(query.sql)
}

interface KeptStatement {
  statement: StatementSync
  /** Asked once: describing the columns takes as long as a small query. */
  returnsRows: boolean
}

class CachedDatabase extends DatabaseSync {
  readonly #statements = new Map<string, KeptStatement>()

  run<R>({ sql, parameters }: CompiledQuery): QueryResult<R> {
    const { statement, returnsRows } = this.#statement(sql)
    const values = parameters as SQLInputValue[]
    if (returnsRows) return { rows: statement.all(...values) as R[] }
    const { changes } = statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes) }
  }

  /** Prepares anew: a kept statement must not be shared with a loop that is still open. */
  iterate({ sql, parameters }: CompiledQuery): Iterable<unknown> {
    return this.prepare(sql).iterate(...(parameters as SQLInputValue[]))
  }

  #statement(sql: string): KeptStatement {
    const kept = this.#statements.get(sql)
    if (kept) return kept
    if (this.#statements.size >= STATEMENTS_KEPT) this.#statements.delete(this.#statements.keys().next().value!)
    const statement = this.prepare(sql)
    const made = { statement, returnsRows: statement.columns().length > 0 }
    this.#statements.set(sql, made)
    return made
  }
}

function openFile(path: string, durable: boolean, cacheKib: number): CachedDatabase {
  const database = new CachedDatabase(path)
  database.exec(`
    pragma busy_timeout = 10000;
    pragma journal_mode = wal;
    pragma synchronous = ${durable ? 'full' : 'off'};
    pragma foreign_keys = on;
    pragma temp_store = memory;
    pragma cache_size = -${cacheKib};
  `)
  return database
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
