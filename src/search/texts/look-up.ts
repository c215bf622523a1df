// One word or phrase, asked of the index: in which works it stands, where in them, and in how many passages.
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { dialectOf } from '../../store/dialect.ts'
import { whole } from '../../store/prepared.ts'
import { hasPhrases, idOf, type Phrase, type WordTable } from '../../store/word-index.ts'
import { HEADINGS, PASSAGES } from './parts-of-work.ts'

/** From the first work to the last, both with. */
export interface Stretch {
  first: number
  last: number
}

/** Ids of parts of headings, ascending: the work's times 16 and the part's. */
export function findInHeadings(db: Db, phrase: Phrase, { first, last }: Stretch): Promise<Float64Array> {
  const between = { first: first * HEADINGS, last: (last + 1) * HEADINGS - 1 }
  return readNumbers(db, idOf(db), { table: 'heading_words', phrase, between })
}

/** Ids of works, ascending: each as often as it has passages with the phrase. */
export function findInPassages(db: Db, phrase: Phrase, { first, last }: Stretch): Promise<Float64Array> {
  const between = { first: first * PASSAGES, last: (last + 1) * PASSAGES - 1 }
  return readNumbers(db, sql`${idOf(db)} / ${sql.lit(PASSAGES)}`, { table: 'passage_words', phrase, between })
}

interface Sought {
  table: WordTable
  phrase: Phrase
  between: Stretch
}

/** In one text rather than in rows: of half a million numbers that takes a third of the time. */
async function readNumbers(db: Db, number: RawBuilder<unknown>, { table, phrase, between }: Sought) {
  const joined =
    dialectOf(db).name === 'sqlite' ? sql`group_concat(${number})` : sql`string_agg(cast(${number} as text), ',')`
  const { rows } = await sql<{ numbers: string | null }>`
    select ${joined} as numbers from ${sql.table(table)}
    where ${hasPhrases(db, table, [phrase])} and ${idOf(db)} between ${whole(between.first)} and ${whole(between.last)}`.execute(
    db,
  )
  return ascending(rows[0]?.numbers ?? '')
}

const ZERO = 0x30

function ascending(text: string): Float64Array {
  const numbers = new Float64Array((text.length + 1) >> 1)
  let [length, value, isInOrder] = [0, 0, true]
  const end = text === '' ? -1 : text.length
  for (let at = 0; at <= end; at += 1) {
    const digit = at === text.length ? -1 : text.charCodeAt(at) - ZERO
    if (digit >= 0) {
      value = value * 10 + digit
      continue
    }
    if (length > 0 && value < numbers[length - 1]!) isInOrder = false
    numbers[length++] = value
    value = 0
  }
  const found = numbers.subarray(0, length)
  return isInOrder ? found : found.sort()
}
