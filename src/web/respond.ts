import type { Context } from 'hono'
import { gzipSync } from 'node:zlib'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Variables } from './parts.ts'
import type { Html } from './ui/html.ts'

export type C = Context<{ Variables: Variables }>

const SMALLEST_TO_COMPRESS = 1400

/** Sends a page. As bytes: a string body costs the adapter twice the time. */
export function page(c: C, content: Html, status: ContentfulStatusCode = 200): Response {
  const bytes = Buffer.from(content.text)
  const headers: Record<string, string> = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-cache',
    vary: 'accept-encoding, cookie',
  }
  if (bytes.length < SMALLEST_TO_COMPRESS || !c.req.header('accept-encoding')?.includes('gzip')) {
    return c.body(bytes, status, headers)
  }
  headers['content-encoding'] = 'gzip'
  return c.body(gzipSync(bytes, { level: 4 }), status, headers)
}

/** After a form: the browser follows with a GET. */
export function seeOther(c: C, path: string): Response {
  return c.redirect(path, 303)
}
