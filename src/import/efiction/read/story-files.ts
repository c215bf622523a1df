import { readFileSync } from 'node:fs'
import type { StatementSync } from 'node:sqlite'
import type { Spool } from './spool.ts'

export interface StoryFile {
  /** The member whose folder it lay in; -1 where the folder is called by a name that no member has. */
  uid: number
  path: string
  bytes: Buffer
}

export interface KeptStoryFile extends StoryFile {
  chapid: number
  /** Belongs to no chapter of the dump. */
  isOrphan: boolean
}

/** A picture that a member uploaded to the old site, or what calls itself one. */
export interface PictureFile {
  uid: number
  /** As the file was called. */
  name: string
  path: string
  bytes: Buffer
}

interface FileRow {
  uid: number
  path: string
  body: Uint8Array | null
}

/** The texts and pictures that a site kept as files, by the number of the chapter or the member. */
export class StoryFiles {
  count = 0
  pictures = 0
  messages = 0
  skinPictures = 0
  /** What is in the place of a text, and is none. */
  readonly oddities: string[] = []
  readonly #spool: Spool
  readonly #insert: StatementSync
  readonly #insertPicture: StatementSync
  readonly #insertMessage: StatementSync
  readonly #select: StatementSync

  constructor(spool: Spool) {
    this.#spool = spool
    spool.database.exec(`
      create table story_file (chapid integer, uid integer, folder text, path text, body blob);
      create index story_file_by_chapter on story_file (chapid);
      create table message_file (name text, path text, body blob);
      create table picture_file (uid integer, name text, path text, body blob);
      create table skin_file (skin text, name text, path text, body blob)`)
    this.#insert = spool.database.prepare(
      'insert into story_file (chapid, uid, folder, path, body) values (?, ?, ?, ?, ?)',
    )
    this.#insertPicture = spool.database.prepare('insert into picture_file (uid, name, path, body) values (?, ?, ?, ?)')
    this.#insertMessage = spool.database.prepare('insert into message_file (name, path, body) values (?, ?, ?)')
    this.#select = spool.database.prepare('select uid, path, body from story_file where chapid = ?')
  }

  /** `body` is null where `path` can be read later. Returns false for a path that is no story file and no picture. */
  add(path: string, body: Buffer | null): boolean {
    // Some systems write an accent behind its letter.
    const place = placeOf(path.normalize('NFC'))
    if (!place) return false
    if (place.kind === 'text') {
      this.#insert.run(place.chapid, place.uid ?? NOBODY, place.folder, path, body)
      this.count++
    } else if (place.kind === 'message') {
      this.#insertMessage.run(place.name, path, body)
      this.messages++
    } else if (place.kind === 'skin') {
      this.#spool.database
        .prepare('insert into skin_file (skin, name, path, body) values (?, ?, ?, ?)')
        .run(place.skin.toLowerCase(), place.name.toLowerCase(), path, body)
      this.skinPictures++
    } else {
      this.#insertPicture.run(place.uid, place.name, path, body)
      this.pictures++
    }
    return true
  }

  /**
   * In 1.x the folders were called by pennames. Where none of them is a member's, they are no folders of stories, save
   * for the one around them all: a program that took the folders away left the texts in it. `uidOf` knows members by
   * their names.
   */
  nameFolders(uidOf: (folder: string) => number | null, isAroundAll: (folder: string) => boolean): void {
    const { database } = this.#spool
    const folders = database.prepare('select distinct folder from story_file where folder is not null').all()
    let found = 0
    for (const { folder } of folders) {
      const uid = uidOf(String(folder))
      if (uid === null) continue
      database.prepare('update story_file set uid = ? where folder = ?').run(uid, String(folder))
      found++
    }
    if (found > 0) return
    const remove = database.prepare('delete from story_file where folder = ?')
    for (const { folder } of folders) {
      if (!isAroundAll(String(folder))) this.count -= Number(remove.run(String(folder)).changes)
    }
  }

  /** Something other than a file lies where a text is expected. */
  addOddity(path: string, what: string): void {
    const place = placeOf(path.replace(/\/$/, ''))
    if (place?.kind === 'text' && place.uid !== null) this.oddities.push(`${path} ${what}`)
  }

  /**
   * The files of a chapter, the valid one first: an edit by somebody else left the older text in the folder of the
   * member before, so the one under the chapter's own member counts.
   */
  of(chapid: number, uid: number): StoryFile[] {
    if (this.count === 0) return []
    const found = (this.#select.all(chapid) as unknown as FileRow[]).map((row) => ({ ...row, bytes: this.#read(row) }))
    return found
      .map(({ uid, path, bytes }) => ({ uid, path, bytes }))
      .sort((a, b) => rank(a, uid) - rank(b, uid) || a.path.length - b.path.length)
  }

  /** All of them; `chapters` is the table of the chapters' rows in the spool. */
  *texts(chapters: string): Generator<KeptStoryFile> {
    const known = this.#spool.tables.get(chapters)?.columns.has('chapid')
    const ids = known
      ? `select cast(chapid as integer) from "${chapters.replaceAll('"', '""')}"`
      : 'select 0 where false'
    const query = `select chapid, uid, path, body, chapid not in (${ids}) as orphan from story_file order by rowid`
    for (const row of this.#spool.database.prepare(query).iterate()) {
      const file = row as unknown as FileRow & { chapid: number; orphan: number }
      yield {
        uid: file.uid,
        path: file.path,
        chapid: file.chapid,
        isOrphan: file.orphan === 1,
        bytes: this.#read(file),
      }
    }
  }

  /** In 2.x the words of the site's own pages lay in a folder. */
  *messageFiles(): Generator<{ name: string; bytes: Buffer }> {
    const query = 'select name, path, body from message_file order by name, length(path), path'
    for (const row of this.#spool.database.prepare(query).iterate()) {
      const file = row as unknown as FileRow & { name: string }
      yield { name: file.name, bytes: this.#read(file) }
    }
  }

  *pictureFiles(): Generator<PictureFile> {
    const query = 'select uid, name, path, body from picture_file order by rowid'
    for (const row of this.#spool.database.prepare(query).iterate()) {
      const file = row as unknown as FileRow & { name: string }
      yield { uid: file.uid, name: file.name, path: file.path, bytes: this.#read(file) }
    }
  }

  /** A picture of one of the old site's looks, of its own one first; null where none has it. */
  skinPicture(name: string, skin: string): Buffer | null {
    const query = 'select path, body from skin_file where name = ? order by skin = ? desc, length(path), path limit 1'
    const found = this.#spool.database.prepare(query).get(name.toLowerCase(), skin.toLowerCase())
    return found ? this.#read(found as unknown as FileRow) : null
  }

  /** A file that cannot be read counts as an empty one, and is told of. */
  #read({ path, body }: FileRow): Buffer {
    if (body !== null) return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    try {
      return readFileSync(path)
    } catch (error) {
      const message = `${path} cannot be read (${(error as Error).message})`
      if (!this.oddities.includes(message)) this.oddities.push(message)
      return Buffer.alloc(0)
    }
  }
}

const NOBODY = -1

function rank(file: StoryFile, uid: number): number {
  if (file.uid === uid) return 0
  return file.uid === NOBODY ? 2 : 1
}

type Place =
  | { kind: 'text'; uid: number | null; folder: string | null; chapid: number }
  | { kind: 'picture'; uid: number; name: string }
  | { kind: 'message'; name: string }
  | { kind: 'skin'; skin: string; name: string }

/** Lists that the old program wrote beside the pictures, and what systems leave in every folder. */
const NO_PICTURE = /^(?:\.|imagelist\.js$|index\.(?:php|html?)$|thumbs\.db$|desktop\.ini$)/i

/**
 * `<uid>/<chapid>.txt`, in 1.x `<penname>/<chapid>.txt`, without its folder `<chapid>.txt`, `<uid>/images/<name>`, and in 2.x `messages/<name>.txt`; at any
 * depth. In a copy of the whole site the pictures of categories and characters are `skins/<skin>/images/<name>`.
 */
export function placeOf(path: string): Place | null {
  const text = /(?:(?:^|[\\/])([^\\/]{1,255})[\\/]|^)(\d{1,10})\.txt$/i.exec(path)
  if (text) {
    const [, folder = '', chapid] = text
    const isNumber = NUMBERED.test(folder)
    return {
      kind: 'text',
      uid: isNumber ? Number(folder) : null,
      folder: isNumber ? null : folder,
      chapid: Number(chapid),
    }
  }
  const message = /(?:^|[\\/])messages[\\/]([\w-]{1,100})\.txt$/i.exec(path)
  if (message) return { kind: 'message', name: message[1]! }
  const skin = SKIN_PICTURE.exec(path)
  if (skin) return { kind: 'skin', skin: skin[1]!, name: skin[2]! }
  const picture = /(?:^|[\\/])(\d{1,10})[\\/]images[\\/]([^\\/]{1,255})$/i.exec(path)
  if (!picture || NO_PICTURE.test(picture[2]!)) return null
  return { kind: 'picture', uid: Number(picture[1]), name: picture[2]! }
}

const SKIN_PICTURE = /(?:^|[\\/])skins[\\/]([^\\/]{1,100})[\\/]images[\\/]([^\\/]{1,251}\.(?:png|gif|jpe?g|webp))$/i
const NUMBERED = /^\d{1,10}$/
