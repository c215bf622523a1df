import { readFileSync } from 'node:fs'
import type { StatementSync } from 'node:sqlite'
import type { Spool } from './spool.ts'

export interface StoryFile {
  /** The member whose folder it lay in. */
  uid: number
  path: string
  bytes: Buffer
}

interface FileRow {
  uid: number
  path: string
  body: Uint8Array | null
}

/** The texts that a site kept as files, by the number of the chapter. */
export class StoryFiles {
  count = 0
  readonly #spool: Spool
  readonly #insert: StatementSync
  readonly #select: StatementSync

  constructor(spool: Spool) {
    this.#spool = spool
    spool.database.exec(`
      create table story_file (chapid integer, uid integer, path text, body blob, asked integer default 0);
      create index story_file_by_chapter on story_file (chapid)`)
    this.#insert = spool.database.prepare('insert into story_file (chapid, uid, path, body) values (?, ?, ?, ?)')
    this.#select = spool.database.prepare('update story_file set asked = 1 where chapid = ? returning uid, path, body')
  }

  /** `body` is null where `path` can be read later. Returns false for a path that is no story file. */
  add(path: string, body: Buffer | null): boolean {
    const place = placeOf(path)
    if (!place) return false
    this.#insert.run(place.chapid, place.uid, path, body)
    this.count++
    return true
  }

  /**
   * The files of a chapter, the valid one first: an edit by somebody else left the older text in the folder of the
   * member before, so the one under the chapter's own member counts.
   */
  of(chapid: number, uid: number): StoryFile[] {
    if (this.count === 0) return []
    const found = (this.#select.all(chapid) as unknown as FileRow[]).map(withBytes)
    return found.sort((a, b) => Number(b.uid === uid) - Number(a.uid === uid) || a.path.length - b.path.length)
  }

  /** Files of chapters that nobody asked for. */
  leftOver(): string[] {
    const rows = this.#spool.database.prepare('select path from story_file where asked = 0 order by path').all()
    return rows.map((row) => String(row.path))
  }
}

/** `<uid>/<chapid>.txt`, at any depth. */
export function placeOf(path: string): { uid: number; chapid: number } | null {
  const found = /(?:^|[\\/])(\d{1,10})[\\/](\d{1,10})\.txt$/i.exec(path)
  return found ? { uid: Number(found[1]), chapid: Number(found[2]) } : null
}

function withBytes({ uid, path, body }: FileRow): StoryFile {
  const bytes = body === null ? readFileSync(path) : Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return { uid, path, bytes }
}
