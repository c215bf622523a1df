// A file that is made while it is sent: at the speed of whoever takes it, and no longer once they are gone.
import type { Book } from '../../export/book.ts'
import { requestHeader } from '../request-header.ts'
import type { C } from '../respond.ts'
import { contentDisposition } from './file-name.ts'

export interface BookFile extends Pick<Book, 'title' | 'creators' | 'version' | 'modifiedAt'> {
  mime: string
  ending: string
  make: () => AsyncIterable<Uint8Array<ArrayBuffer> | string>
}

/** Whether the client has this very file already. */
function isKnown(c: C, etag: string): boolean {
  const asked = requestHeader(c, 'if-none-match')
  return asked !== undefined && asked.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
}

export function sendFile(c: C, file: BookFile): Response {
  const etag = `"${file.version}-${file.ending}"`
  const headers = {
    etag,
    'last-modified': httpDate(file.modifiedAt),
    // Another reader may be shown less of it.
    'cache-control': 'private, no-cache',
    vary: 'authorization, cookie',
  }
  if (isKnown(c, etag)) return c.body(null, 304, headers)
  const whole = { ...headers, 'content-type': file.mime, 'content-disposition': contentDisposition(file) }
  if (c.req.method === 'HEAD') return c.body(null, 200, whole)
  return c.body(streamOf(file.make()), 200, whole)
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
