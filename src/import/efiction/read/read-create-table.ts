import type { ByteCursor } from './byte-cursor.ts'
import type { DumpedColumn } from './dump-event.ts'

const OPEN = 0x28
const CLOSE = 0x29
const COMMA = 0x2c
const NOT_A_COLUMN = /^(primary|key|unique|index|fulltext|spatial|constraint|foreign|check|period)$/i

/** Of what the database computes by itself most dumps have no value, and those of MariaDB have it among the others. */
const IS_GENERATED =
  /^\s*[a-z]+(?:\s*\([^)]*\))?(?:\s+unsigned)?(?:\s+(?:character set|charset|collate)\s+\w+)*\s+(?:generated always )?as\s*\(/i

export interface CreatedTable {
  database: string | null
  table: string
  columns: DumpedColumn[]
  /** The names of all columns, those included that the database computes. */
  all: string[]
}

/** The table a CREATE statement makes, after the word CREATE; null for anything but a list of columns. */
export function readCreateTable(cursor: ByteCursor): CreatedTable | null {
  cursor.skipBlank()
  let word = cursor.word()
  while (word === 'TEMPORARY' || word === 'OR' || word === 'REPLACE') {
    cursor.skipBlank()
    word = cursor.word()
  }
  if (word !== 'TABLE') return null

  skipIfNotExists(cursor)
  const table = cursor.name()
  const database = cursor.qualifier
  cursor.skipBlank()
  return cursor.peek() === OPEN ? { database, table, ...readColumns(cursor) } : null
}

function skipIfNotExists(cursor: ByteCursor): void {
  cursor.skipBlank()
  const start = cursor.position
  if (cursor.word() !== 'IF') {
    cursor.position = start
    return
  }
  for (const _ of ['NOT', 'EXISTS']) {
    cursor.skipBlank()
    cursor.word()
  }
  cursor.skipBlank()
}

function readColumns(cursor: ByteCursor): Pick<CreatedTable, 'columns' | 'all'> {
  const columns: DumpedColumn[] = []
  const all: string[] = []
  do {
    cursor.position++
    cursor.skipBlank()
    if (cursor.peek() === CLOSE) break
    const bare = cursor.peek() !== 0x60 && cursor.peek() !== 0x22
    const name = cursor.name()
    const definition = readDefinition(cursor)
    if (bare && NOT_A_COLUMN.test(name)) continue
    all.push(name.toLowerCase())
    if (!IS_GENERATED.test(definition)) columns.push({ name: name.toLowerCase(), type: typeIn(definition) })
  } while (cursor.peek() === COMMA)
  cursor.position++
  return { columns, all }
}

/** Everything up to the comma or bracket that ends this line of the definition. */
function readDefinition(cursor: ByteCursor): string {
  const start = cursor.position
  for (let depth = 0; ;) {
    const byte = cursor.peek()
    if (byte === 0x27 || byte === 0x22 || byte === 0x60) {
      cursor.skipQuoted()
      continue
    }
    if (cursor.skipComment(byte)) continue
    if (depth === 0 && (byte === COMMA || byte === CLOSE)) break
    if (byte === OPEN) depth++
    else if (byte === CLOSE) depth--
    cursor.position++
  }
  return cursor.bytes.toString('latin1', start, cursor.position)
}

function typeIn(definition: string): string {
  return /^\s*([a-z]+\s*(\([^)]*\))?)/i.exec(definition)?.[1]?.toLowerCase() ?? ''
}
