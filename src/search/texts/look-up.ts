// One word or phrase, asked of the index: in which works it stands, where in them, and in how many passages.
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { hasPhrases, idOf, type Phrase } from '../../store/word-index.ts'
import { HEADINGS, PASSAGES } from './parts-of-work.ts'

export interface HeadingHit {
  work: number
  /** As in parts-of-work.ts. */
  bits: number
}

export interface PassageHit {
  work: number
  passages: number
}

/** From the first work to the last, both with. */
export interface Stretch {
  first: number
  last: number
}

/** Ascending. */
export async function findInHeadings(db: Db, phrase: Phrase, { first, last }: Stretch): Promise<HeadingHit[]> {
  const id = idOf(db)
  const { rows } = await sql<HeadingHit>`
    select ${id} / ${sql.lit(HEADINGS)} as work,
      cast(sum(1 << cast(${id} % ${sql.lit(HEADINGS)} as integer)) as integer) as bits
    from heading_words
    where ${hasPhrases(db, 'heading_words', [phrase])}
      and ${id} between ${first * HEADINGS} and ${(last + 1) * HEADINGS - 1}
    group by 1 order by 1`.execute(db)
  return rows
}

/** Ascending. */
export async function findInPassages(db: Db, phrase: Phrase, { first, last }: Stretch): Promise<PassageHit[]> {
  const id = idOf(db)
  const { rows } = await sql<PassageHit>`
    select ${id} / ${sql.lit(PASSAGES)} as work, count(*) as passages
    from passage_words
    where ${hasPhrases(db, 'passage_words', [phrase])}
      and ${id} between ${first * PASSAGES} and ${(last + 1) * PASSAGES - 1}
    group by 1 order by 1`.execute(db)
  return rows
}
