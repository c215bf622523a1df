import { oldTable } from './table-names.ts'

/** What mysqldump and phpMyAdmin, in any language, say at the top of a file. */
const HEADINGS = [/^-- Host: .*\sDatabase: (\S.*?)\s*$/, /^-- [^:`]{3,30}: ?`([^`]+)`\s*$/]

/**
 * Which database the tables are of that come by. A backup of a whole server may hold the live site and a copy of it,
 * whose tables are called alike: those of any database but the first get its name in front, as part of their prefix.
 */
export class DumpedDatabase {
  #current: string | null = null
  #first: string | null = null

  /** After `USE`. */
  use(name: string): void {
    this.#current = name
  }

  /** A comment between two statements. */
  hear(comment: string): void {
    const found = HEADINGS.map((heading) => heading.exec(comment)?.[1]).find((name) => name !== undefined)
    if (found !== undefined) this.#current = found
  }

  startFile(): void {
    this.#current = null
  }

  /** As the table is called here; some tools write the database before every name. */
  nameOf(table: string, database: string | null): string {
    const here = database ?? this.#current
    if (here === null || here === this.#first || oldTable(table) === null) return table
    this.#first ??= here
    return here === this.#first ? table : `${here}.${table}`
  }
}
