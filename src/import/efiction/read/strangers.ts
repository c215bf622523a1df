/** What files that are no dump begin with, and what to do about them. Read as Latin-1. */
const STRANGERS: readonly [RegExp, string][] = [
  [/^\xfd7zXZ/, 'This is an xz file. Unpack it first: unxz FILE.'],
  [/^7z\xbc\xaf/, 'This is a 7z file. Unpack it first.'],
  [/^Rar!/, 'This is a RAR file. Unpack it first.'],
  [/^PK\x03\x04/, 'This is a ZIP file inside another packed file. Unpack the outer one first.'],
  [
    /^(\xef\xbb\xbf)?("[^"\n]*"[,;\t]"|[a-z_]+(,[a-z_]+){2,}\r?\n)/,
    'This is a table as CSV, not an SQL dump. Export the whole database as SQL.',
  ],
  [/^# Started dump at/, 'This is what mydumper notes about its dump. Give the whole folder that it lies in.'],
  [/^PGDMP/, 'This is a PostgreSQL dump. eFiction keeps its data in MySQL or MariaDB.'],
  [/^SQLite format 3/, 'This is an SQLite database. Needed is a dump made by mysqldump, phpMyAdmin or eFiction.'],
  [/^(\xff\xd8\xff|\x89PNG|GIF8|RIFF....WEBP|BM....\0\0)/s, 'This is a picture, not an SQL dump.'],
  [/^%PDF/, 'This is a PDF, not an SQL dump.'],
  [/^\s*(\xef\xbb\xbf)?\s*<\?php/i, 'This is a PHP program, not an SQL dump. Export the database as SQL.'],
  [
    /^\s*(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|br|b>|\?xml|!--)/i,
    'This is a web page or XML, not an SQL dump. Export the database as SQL.',
  ],
  [/^\s*(\xef\xbb\xbf)?\s*[[{]/, 'This is JSON, not an SQL dump. Export the database as SQL.'],
]

/** How a file of SQL begins: with a comment or one of the statements that dumps consist of. */
const SQL_BEGINS =
  /^(\xef\xbb\xbf)?\s*(-- |--\r?\n|#|\/\*|INSERT\s|REPLACE\s|CREATE\s|DROP\s|SET\s+[@\w]|USE\s|LOCK\s|START\s+TRANS|BEGIN\b|ALTER\s|TRUNCATE\s|DELETE\s+FROM|DELIMITER\s)/i

/** Said about the file that begins like this; null where it may be a dump. */
export function adviceOn(head: string): string | null {
  return STRANGERS.find(([beginning]) => beginning.test(head))?.[1] ?? null
}

export function beginsLikeSql(head: string): boolean {
  return SQL_BEGINS.test(head)
}

/** Surer than that: as no later piece of a split file is likely to begin. */
export function beginsLikeDump(head: string): boolean {
  return /^(\xef\xbb\xbf)?\s*(-- |\/\*|# |INSERT INTO|CREATE TABLE|DROP TABLE)/i.test(head)
}
