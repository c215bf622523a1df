// Where the index of texts is. On PostgreSQL beside everything else; on SQLite, which lets one write at a time, in a file of
// its own, so that whoever saves something never waits for words that are taken in. It may be deleted: it is made anew.
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Kysely } from 'kysely'
import type { SqliteFile } from './sqlite-file.ts'
import { placeOf, sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

const TEXTS_FILE = 'texts.sqlite'

/** Another one wherever words are cut otherwise than before, or the tables are others: files of older ones are emptied. */
const VERSION = 2

const TABLES = `
  create table text_followed (
    id integer primary key check (id = 1),
    -- up to this change of works, those that changed are among text_waiting; 0: there was none yet
    change_id integer not null,
    stamp integer not null
  );
  create table text_waiting (work_id integer primary key);
  create table indexed_work (
    work_id integer primary key,
    -- by which it is seen that the heading has changed
    stamp text not null
  );
  create table passage (
    -- work * 2^20 + a number of its own in the work
    id integer primary key,
    chapter_id integer not null,
    stamp text not null
  );
  -- Words as text/search-words makes them. Rowids: work * 16 + the part of the heading; as in passage.
  create virtual table heading_words using fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');
  create virtual table passage_words using fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');
`
const NAMES = [...TABLES.matchAll(/create (?:virtual )?table (\w+)/g)].map(([, name]) => name!)

/**
 * The index, and beside it all tables of the archive: on SQLite only to be read. Opens nothing before it is asked; close it
 * with `closeTexts`.
 */
export function openTexts(db: Kysely<Tables>): Kysely<Tables> {
  const archive = placeOf(db)
  if (archive === null) return db
  const path = join(dirname(archive.path), TEXTS_FILE)
  const prepareFile = (file: SqliteFile) => {
    // What is lost with the machine's power is taken in again: the file itself knows how far it is.
    if (archive.durable) file.exec('pragma synchronous = normal')
    makeTables(file)
    file.exec(`attach '${pathToFileURL(archive.path).href.replaceAll("'", '%27')}?mode=ro' as archive`)
  }
  return new Kysely<Tables>({ dialect: sqliteDialect({ ...archive, path, durable: false, prepareFile }) })
}

export async function closeTexts(texts: Kysely<Tables>, archive: Kysely<Tables>): Promise<void> {
  if (texts !== archive) await texts.destroy()
}

function makeTables(file: SqliteFile): void {
  if (versionOf(file) === VERSION) return
  file.exec('begin immediate')
  if (versionOf(file) !== VERSION) {
    for (const name of NAMES) file.exec(`drop table if exists ${name}`)
    file.exec(`${TABLES}; pragma user_version = ${VERSION}`)
  }
  file.exec('commit')
}

function versionOf(file: SqliteFile): unknown {
  return file.prepare('pragma user_version').get()!.user_version
}
