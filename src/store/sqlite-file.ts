import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { CompiledQuery, QueryResult } from 'kysely'

const STATEMENTS_KEPT = 400

interface KeptStatement {
  statement: StatementSync
  /** Asked once: describing the columns takes as long as a small query. None: it returns no rows. */
  columns: readonly string[]
}

/** A connection that keeps its prepared statements. */
export class SqliteFile extends DatabaseSync {
  readonly #statements = new Map<string, KeptStatement>()
  readonly #onQuery: ((sql: string) => void) | undefined

  constructor(path: string, onQuery?: (sql: string) => void) {
    super(path)
    this.#onQuery = onQuery
  }

  run<R>({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): QueryResult<R> {
    this.#onQuery?.(sql)
    const { statement, columns } = this.#statement(sql)
    const values = parameters as SQLInputValue[]
    if (columns.length > 0) return { rows: toObjects<R>(columns, statement.all(...values) as unknown as unknown[][]) }
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
    statement.setReturnArrays(true)
    const made = { statement, columns: statement.columns().map((column) => column.name) }
    // The last row that a full-text table wrote inside itself may have a number beyond what numbers hold.
    if (made.columns.length === 0) statement.setReadBigInts(true)
    this.#statements.set(sql, made)
    return made
  }
}

/** node:sqlite's own objects have no prototype, which makes them slow to fill and slow to read; ours are plain. */
function toObjects<R>(columns: readonly string[], rows: readonly unknown[][]): R[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (let index = 0; index < columns.length; index++) row[columns[index]!] = values[index]
    return row as R
  })
}

/**
 * Reads of one turn of the event loop share one read transaction: a page's queries see one state of the archive, and
 * each saves taking the lock. Whoever writes ends it, so that the next read sees what was written.
 */
export class SnapshotReader {
  readonly file: SqliteFile
  #isOpen = false

  constructor(file: SqliteFile) {
    this.file = file
    file.exec('pragma query_only = on')
  }

  run<R>(query: Pick<CompiledQuery, 'sql' | 'parameters'>): QueryResult<R> {
    if (!this.#isOpen) this.#begin()
    return this.file.run<R>(query)
  }

  /** Another one after every commit of another connection. */
  stand(): string {
    const [row] = this.run<{ data_version: number }>({ sql: 'pragma data_version', parameters: [] }).rows
    return String(row!.data_version)
  }

  #begin(): void {
    this.file.exec('begin')
    this.#isOpen = true
    setImmediate(() => this.endSnapshot())
  }

  endSnapshot(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.file.exec('commit')
  }

  close(): void {
    this.endSnapshot()
    this.file.close()
  }
}

interface Place {
  path: string
  /** A power cut leaves the file whole, but its last changes are safe only after a word from the disk: `synced-file.ts`. */
  durable: boolean
  onQuery?: (sql: string) => void
  prepareFile?: (file: SqliteFile) => void
}

export function openFile({ path, durable, onQuery, prepareFile }: Place, cacheKib: number): SqliteFile {
  const file = new SqliteFile(path, onQuery)
  file.exec(`
    pragma busy_timeout = 10000;
    pragma journal_mode = wal;
    pragma synchronous = ${durable ? 'normal' : 'off'};
    pragma foreign_keys = on;
    pragma temp_store = memory;
    pragma cache_size = -${cacheKib};
  `)
  prepareFile?.(file)
  return file
}
