// Files of books: some are made while they are sent, at the speed of whoever takes them and no longer once they are gone;
// others can be sent only when they are whole.
import type { Book } from '../../export/book.ts'
import { requestHeader } from '../request-header.ts'
import type { C } from '../respond.ts'
import { contentDisposition } from './file-name.ts'

export interface BookFile extends Pick<Book, 'title' | 'creators' | 'version' | 'modifiedAt'> {
  mime: string
  ending: string
}

type Chunks = AsyncIterable<Uint8Array<ArrayBuffer> | string>

export function sendFile(c: C, file: BookFile & { make: () => Chunks }): Response {
  const headers = headersOf(file)
  return answerWithout(c, headers) ?? c.body(streamOf(file.make()), 200, headers)
}

/** `make` may refuse: nothing of the answer is sent before it is done. */
export async function sendWhole(c: C, file: BookFile, make: () => Promise<Uint8Array<ArrayBuffer>>): Promise<Response> {
  const headers = headersOf(file)
  return answerWithout(c, headers) ?? c.body(await make(), 200, headers)
}

function headersOf(file: BookFile) {
  return {
    etag: `"${file.version}-${file.ending}"`,
    'last-modified': httpDate(file.modifiedAt),
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
  if (isKnown(c, headers.etag)) return c.body(null, 304, known)
  return c.req.method === 'HEAD' ? c.body(null, 200, headers) : null
}

function isKnown(c: C, etag: string): boolean {
  const asked = requestHeader(c, 'if-none-match')
  return asked !== undefined && asked.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
}

function streamOf(chunks: AsyncIterable<Uint8Array<ArrayBuffer> | string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source = chunks[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        const next = await source.next()
        if (next.done) return controller.close()
        controller.enqueue(typeof next.value === 'string' ? encoder.encode(next.value) : next.value)
      },
      cancel: async () => {
        await source.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

const encoder = new TextEncoder()

function httpDate(time: number): string {
  return new Date(Math.min(Math.max(time, 0), Date.UTC(9999, 11, 31))).toUTCString()
}
