import { type Expression, type SqlBool, sql } from 'kysely'

/** Whether a text holds these letters as they are; case counts where the text is not folded already. */
export function contains(text: Expression<unknown>, letters: string): Expression<SqlBool> {
  const pattern = `%${letters.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return sql<SqlBool>`${text} like ${pattern} escape '\\'`
}
