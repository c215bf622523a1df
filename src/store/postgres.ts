// PostgreSQL under Kysely by way of postgres.js: outside a transaction, queries are pipelined over the whole pool.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import postgres from 'postgres'

const CONNECTIONS = 8
/** An idle archive gives its connections back. */
const IDLE_SECONDS = 60
const INT8 = 20

type Client = ReturnType<typeof connect>
type Reserved = Awaited<ReturnType<Client['reserve']>>

export function postgresDialect(url: string, pool: Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver(connect(url, pool)),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

export interface Pool {
  connections?: number
  idleSeconds?: number
  durable?: boolean
}

function connect(url: string, { connections = CONNECTIONS, idleSeconds = IDLE_SECONDS, durable = true }: Pool) {
  return postgres(url, {
    max: connections,
    idle_timeout: idleSeconds,
    onnotice: () => {},
    ...(durable ? {} : { connection: { synchronous_commit: 'off' } }),
    types: { bigint: { to: INT8, from: [INT8], serialize: String, parse: Number } },
  })
}

class PostgresDriver implements Driver {
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new PostgresConnection(this.#client)
  }

  async beginTransaction(connection: PostgresConnection): Promise<void> {
    connection.reserved = await this.#client.reserve()
    await connection.reserved.unsafe('begin')
  }

  async commitTransaction(connection: PostgresConnection): Promise<void> {
    await connection.reserved?.unsafe('commit')
    this.#release(connection)
  }

  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    try {
      await connection.reserved?.unsafe('rollback')
    } finally {
      this.#release(connection)
    }
  }

  #release(connection: PostgresConnection): void {
    connection.reserved?.release()
    connection.reserved = null
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    this.#release(connection)
  }

  async destroy(): Promise<void> {
    await this.#client.end({ timeout: 5 })
  }
}

class PostgresConnection implements DatabaseConnection {
  readonly #client: Client
  reserved: Reserved | null = null

  constructor(client: Client) {
    this.#client = client
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const client = this.reserved ?? this.#client
    const rows = await client.unsafe(sql, parameters as never[], { prepare: true })
    return { rows: [...rows] as unknown as R[], numAffectedRows: BigInt(rows.count ?? 0) }
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    const client = this.reserved ?? this.#client
    for await (const rows of client.unsafe(sql, parameters as never[]).cursor(chunkSize)) {
      yield { rows: rows as unknown as R[] }
    }
  }
}
