import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'

/** As it comes out of the database; `textOf` makes a string of it. */
export type LongText = string | Uint8Array<ArrayBuffer>

/** For columns of texts as long as chapters: SQLite's driver takes three times as long as Node to decode UTF-8. */
export function longText(db: Db, column: string): RawBuilder<LongText> {
  return dialectOf(db).name === 'sqlite' ? sql`cast(${sql.ref(column)} as blob)` : sql.ref(column)
}

export function textOf(text: LongText): string {
  if (typeof text === 'string') return text
  return Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString()
}

export function bytesOf(text: LongText): Uint8Array {
  return typeof text === 'string' ? Buffer.from(text) : text
}
