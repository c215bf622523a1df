import { deflate } from './deflate.ts'
import { ZipFile } from './zip-file.ts'

type Bytes = Uint8Array<ArrayBuffer>

export interface BookInZip {
  /** As `01 A Tale - Ada.epub`. */
  name: string
  make: () => AsyncIterable<Bytes | string>
}

/** One file for each book, each made when its turn comes; one book at a time lies in memory. */
export async function* zipOfBooks(books: AsyncIterable<BookInZip>, modifiedAt: number): AsyncGenerator<Bytes> {
  const zip = new ZipFile(modifiedAt)
  for await (const { name, make } of books) {
    const pieces: Uint8Array[] = []
    for await (const piece of make()) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
    const bytes = Buffer.concat(pieces)
    // An EPUB is packed already.
    yield* name.endsWith('.epub') ? zip.stored(name, bytes) : zip.deflated(name, await deflate(bytes))
  }
  yield* zip.end()
}
