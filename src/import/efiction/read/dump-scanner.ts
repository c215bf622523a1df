import { ByteCursor, OUT_OF_BYTES } from './byte-cursor.ts'
import type { DumpEvent } from './dump-event.ts'
import { Chatter, isChatter } from './chatter.ts'
import { DumpSession } from './dump-session.ts'
import { DumpedDatabase } from './dumped-database.ts'
import { readCreateTable } from './read-create-table.ts'
import { readColumnList, readInsertedTable } from './read-insert.ts'
import { readTuple } from './read-tuple.ts'

const SEMICOLON = 0x3b
const COMMA = 0x2c
const OPEN = 0x28
const EMPTY = Buffer.alloc(0)
const LONGEST_SET = 2000

const DULL = Uint8Array.from({ length: 256 }, (_, byte) => ('\'"`;#-/'.includes(String.fromCharCode(byte)) ? 0 : 1))

/** Statements that make no rows and take none away. */
const HARMLESS =
  /^([^\w(),'"`]|ALTER|ANALYZE|BEGIN|CALL|CHANGE|CHECK|COMMIT|DEALLOCATE|DELETE|DROP|END|EXECUTE|FLUSH|GRANT|LOCK|OPTIMIZE|PREPARE|RELEASE|REPAIR|ROLLBACK|SAVEPOINT|SELECT|SHOW|START|TRUNCATE|UNLOCK)$/
const MOST_STRANGE = 20

/** A comment that MySQL or MariaDB carries out. */
const HEARD = /^\/\*M?!/

/** What the values of a row are, and what they are where it has one for every column that the database computes. */
interface InsertedColumns {
  columns: readonly string[] | null
  all: readonly string[] | null
}

const UNKNOWN: InsertedColumns = { columns: null, all: null }

type State = 'between' | 'rows' | 'skipping' | 'routine'

/**
 * Finds the tables and rows in the bytes of a MySQL dump, whatever the size of the pieces they arrive in.
 * Holds one row at a time. Tables that `wants` refuses are skipped without reading their values.
 */
export class DumpScanner {
  /** CREATE TABLE and INSERT statements met; 0 at the end means that this was no dump. */
  statements = 0
  /** At the end: the table whose statement has no end, '' for some other statement, null when all is well. */
  cutIn: string | null = null
  /** Wanted tables that got rows in a way that is not understood here, such as INSERT … SELECT. */
  readonly unread = new Set<string>()

  /** What statements begin with that are passed over, though they may have held or changed rows. */
  readonly strange = new Set<string>()

  /** What the exporting program said into the dump. */
  readonly chatter = new Chatter()

  /** Functions that stand in place of values. */
  readonly computed = new Set<string>()

  /** What `SET NAMES` said before the rows of wanted tables, '' where it said nothing. */
  readonly names = new Set<string>()

  /** Wanted tables that one file has defined and filled twice. */
  readonly again = new Set<string>()

  readonly #wants: (table: string) => boolean
  readonly #created = new Map<string, InsertedColumns>()
  #pieces: Buffer[] = []
  #held = 0
  #enough = 1
  #state: State = 'between'
  #insert: InsertedColumns & { table: string } = { table: '', ...UNKNOWN }
  #events: DumpEvent[] = []
  readonly #session = new DumpSession()
  readonly #database = new DumpedDatabase()
  /** Tables that the file in hand has defined, and whether it has given them rows since. */
  readonly #definedHere = new Map<string, boolean>()

  constructor(wants: (table: string) => boolean = () => true) {
    this.#wants = wants
  }

  push(chunk: Buffer): readonly DumpEvent[] {
    this.#pieces.push(chunk)
    this.#held += chunk.length
    // A unit that ran off its bytes is tried again when they have doubled: linear work for any size of chunk.
    if (this.#held < this.#enough) return []
    return this.#scan()
  }

  end(): readonly DumpEvent[] {
    this.#pieces.push(Buffer.from('\n'))
    this.#held++
    const events = this.#scan()
    if (this.#held > 0 || this.#state !== 'between') this.cutIn = this.tableInHand()
    return events
  }

  /** Whether the bytes so far end within a statement, so that a file that ends here is cut off or goes on in another. */
  isInside(): boolean {
    this.#advance()
    if (this.#state !== 'between') return true
    const rest = Buffer.concat(this.#pieces).toString('latin1').trim()
    return rest !== '' && !/^(--|#)/.test(rest)
  }

  /** Whether they end within a line of comment. */
  isInComment(): boolean {
    return !this.isInside() && Buffer.concat(this.#pieces).toString('latin1').trim() !== ''
  }

  /** The table whose rows are being read, '' between rows. */
  tableInHand(): string {
    return this.#state === 'rows' ? this.#insert.table : ''
  }

  /** The bytes that come next are a file of their own; what the last one left unfinished is dropped. */
  startFile(): readonly DumpEvent[] {
    if (!this.isInside()) {
      this.#pieces.push(Buffer.from('\n'))
      this.#advance()
    }
    this.#pieces = []
    this.#held = 0
    this.#enough = 1
    this.#state = 'between'
    this.#session.startFile()
    this.#database.startFile()
    this.#definedHere.clear()
    return this.#takeEvents()
  }

  #scan(): readonly DumpEvent[] {
    this.#advance()
    return this.#takeEvents()
  }

  #takeEvents(): readonly DumpEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  #advance(): void {
    const bytes = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces)
    const cursor = new ByteCursor(bytes, 0, this.#session.backslashes, this.#session.leads)
    const done = this.#scanUnits(cursor)
    const rest = done === bytes.length ? EMPTY : bytes.subarray(done)
    this.#pieces = rest.length > 0 ? [rest] : []
    this.#held = rest.length
    this.#enough = Math.max(1, rest.length * 2)
  }

  /** The position after the last unit that is whole. */
  #scanUnits(cursor: ByteCursor): number {
    let done = 0
    try {
      while (!cursor.atEnd()) {
        this.#step(cursor)
        done = cursor.position
        cursor.backslashes = this.#session.backslashes
        cursor.leads = this.#session.leads
      }
    } catch (error) {
      if (error !== OUT_OF_BYTES) throw error
    }
    for (const name of cursor.computed) if (this.computed.size < MOST_STRANGE) this.computed.add(name)
    return done
  }

  #step(cursor: ByteCursor): void {
    if (this.#state === 'skipping') this.#skip(cursor)
    else if (this.#state === 'rows') this.#readRow(cursor)
    else if (this.#state === 'routine') this.#skipRoutineLine(cursor)
    else this.#readStatement(cursor)
  }

  #readStatement(cursor: ByteCursor): void {
    const byte = cursor.peek()
    // Control characters: some editors end a file with one.
    if (byte <= 0x20 || byte === SEMICOLON) {
      cursor.position++
      return
    }
    if (this.#skipComment(cursor, byte)) return

    const word = cursor.word()
    if (word === 'CREATE') this.#readCreate(cursor)
    else if (word === 'INSERT' || word === 'REPLACE') this.#readInsert(cursor)
    else if (word === 'DELIMITER') this.#readDelimiter(cursor)
    else if (word === 'SET') this.#readSet(cursor)
    else if (word === 'USE') this.#readUse(cursor)
    else if (isChatter(word, byte)) this.chatter.hear(word.toLowerCase() + cursor.line())
    else {
      if (word === '') cursor.position++
      const start = word === '' ? String.fromCharCode(byte) : word.slice(0, 40)
      if (!HARMLESS.test(start) && this.strange.size < MOST_STRANGE) this.strange.add(start)
      this.#state = 'skipping'
    }
  }

  #readCreate(cursor: ByteCursor): void {
    const created = readCreateTable(cursor)
    this.#state = 'skipping'
    if (!created) return
    this.statements++
    const table = this.#database.nameOf(created.table, created.database)
    const beginsAnew = this.#definedHere.get(table) ?? false
    if (beginsAnew && this.#wants(table)) this.again.add(table)
    this.#definedHere.set(table, false)
    const columns = created.columns.map((column) => column.name)
    this.#created.set(table.toLowerCase(), { columns, all: created.all })
    if (!this.#wants(table)) return
    this.#events.push({ kind: 'table', table, columns: created.columns, isUtc: this.#session.isUtc, beginsAnew })
  }

  #readUse(cursor: ByteCursor): void {
    cursor.skipBlank()
    this.#database.use(cursor.name())
    this.#state = 'skipping'
  }

  #readInsert(cursor: ByteCursor): void {
    const name = readInsertedTable(cursor)
    const table = this.#database.nameOf(name, cursor.qualifier)
    const columns = cursor.peek() === OPEN ? readColumnList(cursor) : null
    cursor.skipBlank()
    const word = cursor.word()
    this.statements++
    if (this.#wants(table)) this.names.add(this.#session.names)
    if (this.#definedHere.has(table)) this.#definedHere.set(table, true)
    const known = columns ? { columns, all: columns } : (this.#created.get(table.toLowerCase()) ?? UNKNOWN)
    this.#insert = { table, ...known }
    const readable = word === 'VALUES' || word === 'VALUE'
    if (!readable && this.#wants(table)) this.unread.add(table)
    this.#state = readable && this.#wants(table) ? 'rows' : 'skipping'
  }

  #readRow(cursor: ByteCursor): void {
    cursor.skipBlank()
    const byte = cursor.peek()
    if (byte === OPEN) {
      const row = readTuple(cursor)
      const { table, columns, all } = this.#insert
      this.#events.push({ kind: 'row', table, columns: row.length === all?.length ? all : columns, row })
    } else if (byte === COMMA) cursor.position++
    else this.#state = 'skipping'
  }

  /** To the end of the statement, a piece at a time so that nothing long is held. */
  #skip(cursor: ByteCursor): void {
    skipDullBytes(cursor)
    if (cursor.atEnd()) return
    const byte = cursor.peek()
    if (byte === 0x27 || byte === 0x22 || byte === 0x60) cursor.skipQuoted()
    else if (byte === SEMICOLON) {
      cursor.position++
      this.#state = 'between'
    } else if (!cursor.skipComment(byte)) cursor.position++
  }

  #skipComment(cursor: ByteCursor, byte: number): boolean {
    const start = cursor.position
    if (!cursor.skipComment(byte)) return false
    const comment = cursor.bytes.toString('latin1', start, Math.min(cursor.position, start + LONGEST_SET))
    if (HEARD.test(comment)) this.#session.hear(comment)
    this.#database.hear(comment)
    return true
  }

  #readSet(cursor: ByteCursor): void {
    const start = cursor.position
    const end = cursor.bytes.indexOf(SEMICOLON, start)
    if (end < 0 && cursor.bytes.length - start < LONGEST_SET) throw OUT_OF_BYTES
    // No further: what follows may be somebody's story, about parents who set names.
    const last = Math.min(end < 0 ? cursor.bytes.length : end, start + LONGEST_SET)
    this.#session.hear(`SET ${cursor.bytes.toString('latin1', start, last)}`)
    this.#state = 'skipping'
  }

  #readDelimiter(cursor: ByteCursor): void {
    const line = cursor.line().trim()
    this.#state = line === ';' ? 'between' : 'routine'
  }

  #skipRoutineLine(cursor: ByteCursor): void {
    const line = cursor.line()
    if (/^\s*delimiter\s+;\s*$/i.test(line)) this.#state = 'between'
  }
}

/** Bytes that can neither end a statement nor open a string or a comment. */
function skipDullBytes(cursor: ByteCursor): void {
  const { bytes } = cursor
  let at = cursor.position
  while (at < bytes.length && DULL[bytes[at]!]) at++
  cursor.position = at
}
