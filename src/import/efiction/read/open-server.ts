import { isUtf8 } from 'node:buffer'
import { type Connection, createConnection } from 'mysql2'
import type { DumpEvent, DumpSource, DumpedColumn } from './dump-event.ts'
import { type ServerAddress, connectionTo, readServerAddress, refusalOf } from './server-address.ts'

export interface ServerOptions {
  wants?: (table: string) => boolean
  /** `total` is what the server estimates. */
  onBytes?: (done: number, total: number) => void
}

interface ServerTable {
  name: string
  isView: boolean
  columns: (DumpedColumn & { charset: string | null })[]
}

type Values = (Buffer | null)[]

const BATCH_BYTES = 1 << 18
const BATCH_ROWS = 500

/** Texts in these are no run of bytes that could be told apart later, and nobody stores one charset as another there. */
const WIDE = /^(ucs2|utf16|utf16le|utf32|big5|gbk|gb2312|gb18030|sjis|cp932|ujis|eucjpms|euckr)$/

/** What stands in these may be anything, so that the bytes alone tell. */
const VAGUE = /^(latin1|ascii|binary|utf8|utf8mb3|utf8mb4)$/

/**
 * A live MySQL or MariaDB, read only. Values come as the bytes that the columns hold, without any conversion by the
 * server, save where a column names a character set that nobody has by default; moments as UTC, as mysqldump writes
 * them. Refuses with `invalid` when it cannot be read.
 */
export async function openServer(from: string, options: ServerOptions = {}): Promise<DumpSource> {
  const address = readServerAddress(from)
  const notes: string[] = []
  const connection = await connect(address)
  return { notes, cutAt: null, events: () => readServer(connection, address, notes, options) }
}

async function connect(address: ServerAddress): Promise<Connection> {
  const connection = createConnection(connectionTo(address))
  // A connection that breaks also fails the query under way; without a listener the process would end.
  connection.on('error', () => {})
  try {
    await new Promise<void>((resolve, reject) => {
      connection.connect((error) => (error ? reject(error) : resolve()))
    })
    return connection
  } catch (error) {
    connection.destroy()
    throw refusalOf(error, address, null)
  }
}

async function* readServer(connection: Connection, address: ServerAddress, notes: string[], options: ServerOptions) {
  let reading: string | null = 'the list of tables'
  try {
    await beginReading(connection)
    const { tables, bytes } = await listTables(connection, notes, options.wants ?? (() => true))
    let done = 0
    for (const table of tables) {
      reading = `table ${table.name}`
      yield [{ kind: 'table', table: table.name, columns: table.columns, isUtc: true }] satisfies DumpEvent[]
      for await (const batch of readTable(connection, table, notes)) {
        done += batch.bytes
        yield batch.events
        options.onBytes?.(done, Math.max(done, bytes))
      }
    }
    reading = null
    await ask(connection, 'commit')
  } catch (error) {
    throw refusalOf(error, address, reading)
  } finally {
    connection.destroy()
  }
}

/** One state of all tables, where the engine keeps more than one; old servers know fewer of these words. */
async function beginReading(connection: Connection): Promise<void> {
  await ask(connection, 'set character_set_results = null')
  await ask(connection, `set time_zone = '+00:00'`)
  await attempt(connection, 'set session net_write_timeout = 3600')
  await attempt(connection, 'set session max_statement_time = 0')
  await attempt(connection, 'set session max_execution_time = 0')
  await attempt(connection, 'set session transaction isolation level repeatable read')
  const isSafe = await attempt(connection, 'start transaction with consistent snapshot, read only')
  if (!isSafe) await ask(connection, 'start transaction with consistent snapshot')
}

async function listTables(connection: Connection, notes: string[], wants: (table: string) => boolean) {
  const found = await ask(
    connection,
    `select table_name, table_type, engine, coalesce(data_length, 0) from information_schema.tables
     where table_schema = database() and table_type in ('BASE TABLE', 'VIEW') order by table_name`,
  )
  const wanted = found.filter(([name]) => wants(text(name)))
  const columns = await listColumns(connection)
  const tables = wanted.map(([name, type]) => ({
    name: text(name),
    isView: text(type) === 'VIEW',
    columns: columns.get(text(name)) ?? [],
  }))
  const loose = wanted.filter(([, , engine]) => /^(myisam|aria)$/i.test(text(engine))).length
  if (loose > 0) {
    notes.push(
      `${loose} tables were read one after the other, because their kind (MyISAM or Aria) cannot be held still: what was posted on the old site meanwhile may have come over in part. Import once more after the old site is closed.`,
    )
  }
  return { tables, bytes: wanted.reduce((sum, [, , , length]) => sum + Number(text(length)), 0) }
}

async function listColumns(connection: Connection): Promise<Map<string, ServerTable['columns']>> {
  const rows = await ask(
    connection,
    `select table_name, column_name, column_type, character_set_name from information_schema.columns
     where table_schema = database() order by table_name, ordinal_position`,
  )
  const byTable = Map.groupBy(rows, ([table]) => text(table))
  return new Map(
    [...byTable].map(([table, columns]) => [
      table,
      columns.map(([, name, type, charset]) => ({
        name: text(name).toLowerCase(),
        type: text(type).toLowerCase(),
        charset: charset ? text(charset) : null,
      })),
    ]),
  )
}

interface Batch {
  events: DumpEvent[]
  bytes: number
}

async function* readTable(connection: Connection, table: ServerTable, notes: string[]): AsyncGenerator<Batch> {
  const converted = (name: string) => `convert(${quoted(name)} using utf8mb4)`
  const isNamed = ({ charset }: { charset: string | null }) =>
    charset !== null && !VAGUE.test(charset) && !WIDE.test(charset)
  const named = table.columns.flatMap((column, index) => (isNamed(column) ? index : []))
  const wanted = [
    ...table.columns.map(({ name, charset }) => (WIDE.test(charset ?? '') ? converted(name) : quoted(name))),
    ...named.map((index) => converted(table.columns[index]!.name)),
  ]
  const columns = table.columns.map(({ name }) => name.toLowerCase())
  const sql = `select ${wanted.join(', ')} from ${quoted(table.name)}`
  const rows = connection.query({ sql, rowsAsArray: true, typeCast: false }).stream({ highWaterMark: BATCH_ROWS })
  let batch: Batch = { events: [], bytes: 0 }
  try {
    for await (const found of rows as AsyncIterable<Values>) {
      const row = named.length === 0 ? found : asMeant(found, named)
      batch.events.push({ kind: 'row', table: table.name, columns, row })
      for (const value of row) batch.bytes += value?.length ?? 0
      if (batch.events.length < BATCH_ROWS && batch.bytes < BATCH_BYTES) continue
      yield batch
      batch = { events: [], bytes: 0 }
    }
  } catch (error) {
    if (!table.isView || !/VIEW/.test(String((error as { code?: unknown }).code))) throw error
    notes.push(`${table.name} is a view that the server itself can no longer read; it was left out.`)
  }
  if (batch.events.length > 0) yield batch
}

/** The converted values stand behind the others. A site in UTF-8 may have stored it as it is, whatever the column says. */
function asMeant(values: Values, named: readonly number[]): Values {
  const row = values.slice(0, values.length - named.length)
  named.forEach((index, at) => {
    const bytes = row[index]
    if (bytes && !isUtf8(bytes)) row[index] = values[row.length + at]!
  })
  return row
}

async function attempt(connection: Connection, sql: string): Promise<boolean> {
  try {
    await ask(connection, sql)
    return true
  } catch (error) {
    if ((error as { sqlState?: unknown }).sqlState === undefined) throw error
    return false
  }
}

function ask(connection: Connection, sql: string): Promise<Values[]> {
  return new Promise((resolve, reject) => {
    connection.query({ sql, rowsAsArray: true, typeCast: false }, (error, rows) => {
      if (error) reject(error)
      else resolve(Array.isArray(rows) ? (rows as unknown as Values[]) : [])
    })
  })
}

function text(value: Buffer | null | undefined): string {
  return value?.toString('utf8') ?? ''
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}
