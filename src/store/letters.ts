// Lists by first letter: A to Z, and everything else in one place.
import { type Expression, type SqlBool, sql } from 'kysely'

export const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']
export type Letter = string

/** A letter out of an address: a to z, 'other', or null for the whole list. */
export function parseLetter(value: string | undefined): Letter | null {
  if (value === 'other') return value
  return value !== undefined && LETTERS.includes(value) ? value : null
}

/**
 * Whether a sort key begins with the letter. The range lets the index be used; the first letter decides, as the
 * databases' collations do not agree on what stands between two letters.
 */
export function beginsWith(column: string, letter: Letter): Expression<SqlBool> {
  const name = sql.ref(column)
  const first = sql`substr(${name}, 1, 1)`
  if (letter === 'other') return sql<SqlBool>`${first} not in (${sql.join(LETTERS)})`
  const next = LETTERS[LETTERS.indexOf(letter) + 1]
  const range = next === undefined ? sql`${name} >= ${letter}` : sql`${name} >= ${letter} and ${name} < ${next}`
  return sql<SqlBool>`(${first} = ${letter} and ${range})`
}
