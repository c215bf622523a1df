// Words by where they stand, on either database: FTS5 tables and columns of tsvector, which are given nothing but words that
// are folded already, and so find the same.
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'
import { whole } from './prepared.ts'

export type WordTable = 'heading_words' | 'passage_words'

/** tsvector has room for so many places of one word, and for 16,383 in all. */
export const MOST_PLACES = 250

export interface WordRow {
  id: number
  /** Parted by spaces; bytes are UTF-8. */
  words: string | Uint8Array
}

/** In place of what stands there by these ids. Upwards: with a smaller id, FTS5 first writes out all it holds. */
export async function addWords(db: Db, table: WordTable, rows: readonly WordRow[]): Promise<void> {
  const isSqlite = dialectOf(db).name === 'sqlite'
  for (const { id, words } of rows.toSorted((one, other) => one.id - other.id)) {
    // One at a time on SQLite, where it costs nothing; a passage is long, and few come at once.
    // oxlint-disable-next-line no-await-in-loop -- in one transaction
    await (isSqlite
      ? sql`insert or replace into ${sql.table(table)} (rowid, words) values (${id}, cast(${words} as text))`.execute(
          db,
        )
      : sql`insert into ${sql.table(table)} (id, words) values (${id}, ${toVector(words)}::text::tsvector)
          on conflict (id) do update set words = excluded.words`.execute(db))
  }
}

/**
 * From `first` to `last`, both with. (As whole numbers: FTS5 takes no notice of a bare parameter, which is none, and looks
 * through everything.)
 */
export async function dropWords(db: Db, table: WordTable, first: number, last: number): Promise<void> {
  await sql`delete from ${sql.table(table)} where ${idOf(db)} between ${whole(first)} and ${whole(last)}`.execute(db)
}

export async function dropAllWords(db: Db, table: WordTable): Promise<void> {
  if (dialectOf(db).name === 'sqlite') {
    await sql`insert into ${sql.table(table)} (${sql.ref(table)}) values ('delete-all')`.execute(db)
  } else await sql`truncate ${sql.table(table)}`.execute(db)
}

/** Packs what many insertions have left in many pieces; on SQLite searches wait meanwhile. */
export async function packWords(db: Db, table: WordTable): Promise<void> {
  if (dialectOf(db).name === 'sqlite') {
    await sql`insert into ${sql.table(table)} (${sql.ref(table)}) values ('optimize')`.execute(db)
  } else await sql`vacuum analyze ${sql.table(table)}`.execute(db)
}

/** FTS5's own, and what a long fill may have. */
const HELD_BYTES = { usual: 1024 * 1024, roomy: 8 * 1024 * 1024 }

/**
 * Lets SQLite hold more of what a transaction adds before it writes it out in a piece of its own. It is kept in the file,
 * for whoever writes there: of a process that is killed it stays until the next of these, and slices only hold more.
 */
export async function withRoomForWords(db: Db, work: () => Promise<void>): Promise<void> {
  await holdWords(db, HELD_BYTES.roomy)
  try {
    await work()
  } finally {
    await holdWords(db, HELD_BYTES.usual)
  }
}

async function holdWords(db: Db, bytes: number): Promise<void> {
  await sql`insert into passage_words (passage_words, rank) values ('hashsize', ${sql.raw(String(bytes))})`.execute(db)
}

export interface Phrase {
  /** One after the other; at least one. */
  words: readonly string[]
  /** The last may go on. */
  isPrefix: boolean
}

export function idOf(db: Db): RawBuilder<number> {
  return dialectOf(db).name === 'sqlite' ? sql.ref('rowid') : sql.ref('id')
}

/** Whether a row has all of these phrases, or any. */
export function hasPhrases(
  db: Db,
  table: WordTable,
  phrases: readonly Phrase[],
  which: 'all' | 'any' = 'all',
): RawBuilder<boolean> {
  if (dialectOf(db).name === 'sqlite') {
    const asked = phrases.map(({ words, isPrefix }) => `"${words.map(quoted).join(' ')}"${isPrefix ? ' *' : ''}`)
    return sql`${sql.ref(table)} match ${asked.join(which === 'all' ? ' AND ' : ' OR ')}`
  }
  const asked = phrases.map(({ words, isPrefix }) =>
    words.map((word, index) => `'${quoted(word)}'${isPrefix && index === words.length - 1 ? ':*' : ''}`).join(' <-> '),
  )
  return sql`words @@ ${asked.map((each) => `(${each})`).join(which === 'all' ? ' & ' : ' | ')}::text::tsquery`
}

/** Words have no such signs; this is for whoever forgets it. */
function quoted(word: string): string {
  return word.replace(/["'\\\s\0]/g, '')
}

function toVector(words: string | Uint8Array): string {
  const places = new Map<string, number[]>()
  const text = typeof words === 'string' ? words : Buffer.from(words.buffer, words.byteOffset, words.length).toString()
  for (const [index, word] of text.split(' ').entries()) {
    const before = places.get(word)
    if (before) before.push(index + 1)
    else places.set(word, [index + 1])
  }
  return [...places].map(([word, at]) => `'${quoted(word)}':${at.join()}`).join(' ')
}
