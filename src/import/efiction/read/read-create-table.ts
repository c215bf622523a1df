import type { ByteCursor } from './byte-cursor.ts'
import type { DumpedColumn } from './dump-event.ts'

const OPEN = 0x28
const CLOSE = 0x29
const COMMA = 0x2c
const NOT_A_COLUMN = /^(primary|key|unique|index|fulltext|spatial|constraint|foreign|check|period)$/i

/** No dump has values for a column that the database computes by itself. */
const IS_GENERATED =
  /^\s*[a-z]+(?:\s*\([^)]*\))?(?:\s+unsigned)?(?:\s+(?:character set|charset|collate)\s+\w+)*\s+(?:generated always )?as\s*\(/i

/** The table a CREATE statement makes, after the word CREATE; null for anything but a list of columns. */
export function readCreateTable(cursor: ByteCursor): { table: string; columns: DumpedColumn[] } | null {
  cursor.skipBlank()
  let word = cursor.word()
  while (word === 'TEMPORARY' || word === 'OR' || word === 'REPLACE') {
    cursor.skipBlank()
    word = cursor.word()
  }
  if (word !== 'TABLE') return null

  skipIfNotExists(cursor)
  const table = cursor.name()
  cursor.skipBlank()
  return cursor.peek() === OPEN ? { table, columns: readColumns(cursor) } : null
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

function readColumns(cursor: ByteCursor): DumpedColumn[] {
  const columns: DumpedColumn[] = []
  do {
    cursor.position++
    cursor.skipBlank()
    if (cursor.peek() === CLOSE) break
    const bare = cursor.peek() !== 0x60 && cursor.peek() !== 0x22
    const name = cursor.name()
    const definition = readDefinition(cursor)
    const isColumn = (!bare || !NOT_A_COLUMN.test(name)) && !IS_GENERATED.test(definition)
    if (isColumn) columns.push({ name: name.toLowerCase(), type: typeIn(definition) })
  } while (cursor.peek() === COMMA)
  cursor.position++
  return columns
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
