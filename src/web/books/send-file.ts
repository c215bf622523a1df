// Files of books: some are made while they are sent, at the speed of whoever takes them and no longer once they are gone;
// others can be sent only when they are whole.
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Book } from '../../export/book.ts'
import { mailDate } from '../../export/dates.ts'
import { isTagKnown } from '../conditional.ts'
import type { C } from '../respond.ts'
import { contentDisposition } from './file-name.ts'

export interface BookFile extends Pick<Book, 'title' | 'creators' | 'version' | 'modifiedAt'> {
  mime: string
  ending: string
  /** Once the last byte has been handed over. */
  onSent: () => void
}

export interface StreamedFile extends BookFile {
  make: () => AsyncIterable<Uint8Array<ArrayBuffer> | string>
  /** Where the making fails the answer has begun already, so it can only break off. */
  onTrouble: (error: unknown) => void
}

export function sendFile(c: C, file: StreamedFile): Response {
  const headers = headersOf(file)
  return answerWithout(c, headers) ?? c.body(ReadableStream.from(bytesOf(file)), 200, headers)
}

/** `make` may refuse: nothing of the answer is sent before it is done. */
export async function sendWhole(c: C, file: BookFile, make: () => Promise<Uint8Array<ArrayBuffer>>): Promise<Response> {
  const headers = headersOf(file)
  const known = answerWithout(c, headers)
  if (known) return known
  const bytes = await make()
  file.onSent()
  return c.body(bytes, 200, headers)
}

function headersOf(file: BookFile) {
  return {
    etag: `"${file.version}-${file.ending}"`,
    'last-modified': mailDate(file.modifiedAt),
    // Another reader may be shown less of it.
    'cache-control': 'private, no-cache',
    vary: 'authorization, cookie',
    'content-type': file.mime,
    'content-disposition': contentDisposition(file),
  }
}

/** The answer to whoever has the file already or only asks what it is; null: the file itself. */
function answerWithout(c: C, headers: ReturnType<typeof headersOf>): Response | null {
  const { 'content-type': _, 'content-disposition': __, ...known } = headers
  if (isTagKnown(c, [headers.etag])) return c.body(null, 304, known)
  return c.req.method === 'HEAD' ? c.body(null, 200, headers) : null
}

/** Pages wait while a book is made, so it makes way for them again and again. */
const LONGEST_TURN_MS = 4

async function* bytesOf({ make, onSent, onTrouble }: StreamedFile): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  // The first piece is on its way before anything else is made.
  let turnedAt = -Infinity
  try {
    for await (const piece of make()) {
      yield typeof piece === 'string' ? encoder.encode(piece) : piece
      if (performance.now() - turnedAt < LONGEST_TURN_MS) continue
      await othersTurn()
      turnedAt = performance.now()
    }
    onSent()
  } catch (error) {
    onTrouble(error)
    throw error
  }
}

const encoder = new TextEncoder()
