// Pictures that lie in the archive, for the makers of books.
import { listUploads, readUpload, type UploadFacts } from '../site/uploads.ts'
import type { Db } from '../store/database.ts'

export interface BookPictures {
  /** By path; what is not there, or is damaged, is left out: reading programs refuse a whole book for it. */
  find: (paths: readonly string[]) => Promise<ReadonlyMap<string, UploadFacts>>
  /** Null where it vanished meanwhile. */
  read: (path: string) => Promise<Uint8Array<ArrayBuffer> | null>
}

/** For one book: each of its pictures is looked at once. */
export function picturesOf(db: Db): BookPictures {
  const looked = new Map<string, Promise<boolean>>()
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other, however many chapters ask, so that no two lie in memory. */
  const isSound = (path: string, facts: UploadFacts) => {
    const known = looked.get(path)
    if (known) return known
    const asked = last.then(() => isAsKept(db, path, facts))
    last = asked.catch(() => {})
    looked.set(path, asked)
    return asked
  }
  return {
    find: async (paths) => {
      const found = await listUploads(db, paths)
      for (const [path, facts] of found) if (!(await isSound(path, facts))) found.delete(path)
      return found
    },
    read: (path) => readUpload(db, path),
  }
}

/** An upload is known by the hash of its bytes. */
async function isAsKept(db: Db, path: string, { sha256, byteCount }: UploadFacts): Promise<boolean> {
  const bytes = await readUpload(db, path)
  if (bytes?.length !== byteCount) return false
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex') === sha256
}
