import type { ByteCursor } from './byte-cursor.ts'

const COMMA = 0x2c

/** The table behind the word INSERT or REPLACE, whatever stands between. */
export function readInsertedTable(cursor: ByteCursor): string {
  cursor.skipBlank()
  for (;;) {
    const start = cursor.position
    const word = cursor.word()
    if (!/^(INTO|IGNORE|LOW_PRIORITY|HIGH_PRIORITY|DELAYED)$/.test(word)) {
      cursor.position = start
      break
    }
    cursor.skipBlank()
  }
  const table = cursor.name()
  cursor.skipBlank()
  return table
}

/** The names of the columns, in lower case; the cursor stands on their bracket. */
export function readColumnList(cursor: ByteCursor): string[] {
  const columns: string[] = []
  do {
    cursor.position++
    cursor.skipBlank()
    if (cursor.peek() === 0x29) break
    columns.push(cursor.name().toLowerCase())
    cursor.skipBlank()
  } while (cursor.peek() === COMMA)
  cursor.position++
  return columns
}
