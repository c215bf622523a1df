// Pictures that lie in the archive, for the makers of books.
import { listUploads, readUpload, type UploadFacts } from '../site/uploads.ts'
import type { Db } from '../store/database.ts'

export interface BookPictures {
  /** By path; what is not there is left out. */
  find: (paths: readonly string[]) => Promise<ReadonlyMap<string, UploadFacts>>
  /** Null where it vanished meanwhile. */
  read: (path: string) => Promise<Uint8Array<ArrayBuffer> | null>
}

export function picturesOf(db: Db): BookPictures {
  return {
    find: (paths) => listUploads(db, paths),
    read: (path) => readUpload(db, path),
  }
}
