import { type RawBuilder, sql } from 'kysely'

/** Any number, as one that both databases can compare with. */
export function whole(number: number): RawBuilder<number> {
  const possible = Math.min(Math.max(Math.trunc(number), Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER)
  return sql`cast(${Number.isNaN(possible) ? 0 : possible} as bigint)`
}
