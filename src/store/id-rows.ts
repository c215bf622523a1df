// Lists of any length as one parameter: a statement takes only so many of them, and each length is another statement.
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'

/** A subquery of one column, for `in`. Numbers that no row can have are left out. */
export function idSet(db: Db, ids: readonly number[]): RawBuilder<unknown> {
  return dialectOf(db).name === 'sqlite'
    ? sql`(select value from json_each(${JSON.stringify(possible(ids))}))`
    : sql`(select unnest(${bigints(ids)}))`
}

/** To be joined, as `id` and `place`: from 0, in the order of the ids. */
export function idRows(db: Db, ids: readonly number[]): RawBuilder<unknown> {
  return dialectOf(db).name === 'sqlite'
    ? sql`(select value as id, key as place from json_each(${JSON.stringify(possible(ids))}))`
    : sql`(select one.id, one.place - 1 as place from unnest(${bigints(ids)}) with ordinality as one (id, place))`
}

/** To be joined, as `from_id` and `to_id`. */
export function idPairs(db: Db, pairs: ReadonlyArray<readonly [from: number, to: number]>): RawBuilder<unknown> {
  return dialectOf(db).name === 'sqlite'
    ? sql`(select value ->> 0 as from_id, value ->> 1 as to_id from json_each(${JSON.stringify(pairs)}))`
    : sql`(select * from unnest(${bigints(pairs.map(([from]) => from))}, ${bigints(pairs.map(([, to]) => to))})
        as pair (from_id, to_id))`
}

/** As `idSet`. */
export function textSet(db: Db, texts: readonly string[]): RawBuilder<unknown> {
  const list = JSON.stringify(texts.filter((text) => !text.includes('\0')))
  return dialectOf(db).name === 'sqlite'
    ? sql`(select value from json_each(${list}))`
    : sql`(select json_array_elements_text(cast(cast(${list} as text) as json)))`
}

function bigints(ids: readonly number[]): RawBuilder<unknown> {
  return sql`cast(cast(${`{${possible(ids).join(',')}}`} as text) as bigint[])`
}

function possible(ids: readonly number[]): number[] {
  return ids.filter(Number.isSafeInteger)
}
