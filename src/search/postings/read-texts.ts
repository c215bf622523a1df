// The texts that lists are sorted by, in the database's own order of texts.
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { padded } from '../../store/in-list.ts'
import { AUDIENCE } from '../../works/visibility.ts'

export interface Text {
  id: number
  text: string
}

/** A text with rows that stand beside it; null: there are none. */
export interface PlacedText extends Text {
  /** One that has the very same text. */
  same: Text | null
  below: Text | null
  above: Text | null
}

interface Source {
  table: RawBuilder<unknown>
  text: RawBuilder<unknown>
  where: RawBuilder<unknown>
}

export const TITLES: Source = {
  table: sql`work`,
  text: sql`sort_title`,
  where: sql`audience >= ${sql.lit(AUDIENCE.members)}`,
}
export const NAMES: Source = { table: sql`pseud`, text: sql`sort_name`, where: sql`sort_name <> ''` }

/** The next in order. */
export async function readTextsAfter(db: Db, { table, text, where }: Source, last: Text, most: number) {
  const { rows } = await sql<Text>`select /* index */ id, ${text} as text from ${table}
    where (${text}, id) > (${last.text}, ${last.id}) and ${where}
    order by ${text}, id limit ${most}`.execute(db)
  return rows
}

export async function readTexts(db: Db, { table, text, where }: Source, ids: readonly number[]): Promise<Text[]> {
  const { rows } = await sql<Text>`select /* index */ id, ${text} as text from ${table}
    where id in (${sql.join(padded(ids))}) and ${where}`.execute(db)
  return rows
}

interface Row extends Text {
  same_id: number | null
  below_id: number | null
  below_text: string | null
  above_id: number | null
  above_text: string | null
}

/** In order, each with its neighbours among the others. */
export async function readPlaces(db: Db, source: Source, ids: readonly number[]): Promise<PlacedText[]> {
  const { table, text, where } = source
  const own = sql.join(padded(ids))
  const others = sql`select id from ${table} as other where ${where} and other.id not in (${own})`
  const { rows } = await sql<Row>`
    select /* index */ asked.id, asked.text, same_id, below_id, below.${text} as below_text, above_id, above.${text} as above_text
    from (
      select mine.id, mine.${text} as text,
        (${others} and other.${text} = mine.${text} limit 1) as same_id,
        (${others} and other.${text} < mine.${text} order by other.${text} desc, other.id desc limit 1) as below_id,
        (${others} and other.${text} > mine.${text} order by other.${text}, other.id limit 1) as above_id
      from ${table} as mine where mine.id in (${own})
    ) as asked
    left join ${table} as below on below.id = below_id
    left join ${table} as above on above.id = above_id
    order by asked.text, asked.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    same: row.same_id === null ? null : { id: row.same_id, text: row.text },
    below: row.below_id === null ? null : { id: row.below_id, text: row.below_text! },
    above: row.above_id === null ? null : { id: row.above_id, text: row.above_text! },
  }))
}
