import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { leadHome } from '../import/efiction/addresses/links-in-texts.ts'
import { gzip, gzipKept, SMALLEST_TO_COMPRESS } from './kept-gzip.ts'
import { SAFETY_HEADERS } from './middleware/headers.ts'
import type { Answer, Variables } from './parts.ts'
import { requestHeader } from './request-header.ts'
import type { Html } from './ui/html.ts'

export type C = Context<{ Variables: Variables }>

const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'private, no-cache',
  vary: 'accept-encoding, cookie',
}

/** Sends a page. As bytes: a string body costs the adapter twice the time. */
export function page(c: C, content: Html, status: ContentfulStatusCode = 200): Response {
  const { bytes, encoding } = encoded(c, content)
  return c.body(bytes, status, { ...PAGE_HEADERS, ...encoding })
}

/**
 * Sends one of the pages that readers ask for most, past the merging of headers: cookies and headers set on `c` are
 * not sent with it. Costs a third of `page`.
 */
export function hotPage(c: C, content: Html): Response {
  const { bytes, encoding } = encoded(c, content, c.get('viewer')?.kind === 'guest' ? gzipKept : gzip)
  return sendAnswer(c, { bytes, headers: { ...PAGE_HEADERS, ...encoding } })
}

/** As `hotPage`, of bytes. */
export function sendAnswer(c: C, answer: Answer): Response {
  c.set('hasSafetyHeaders', true)
  c.get('keepAnswer')?.(answer)
  const { bytes, headers } = answer
  return new Response(bytes, { headers: { ...SAFETY_HEADERS, ...headers, 'x-request-id': c.get('requestId') } })
}

function encoded(
  c: C,
  content: Html,
  compress = gzip,
): { bytes: Buffer<ArrayBuffer>; encoding?: Record<string, string> } {
  const bytes = Buffer.from(leadHome(content.text, c.get('oldSites') ?? [], c.req.path))
  if (bytes.length < SMALLEST_TO_COMPRESS || !requestHeader(c, 'accept-encoding')?.includes('gzip')) return { bytes }
  return { bytes: compress(bytes), encoding: { 'content-encoding': 'gzip' } }
}

/** After a form: the browser follows with a GET. */
export function seeOther(c: C, path: string): Response {
  return c.redirect(path, 303)
}

/** To where the thing is now, with what was asked of it. */
export function leadOn(c: C, path: string): Response {
  return c.redirect(path + new URL(c.req.url).search, 302)
}
