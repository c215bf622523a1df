// Answers that programs fetch again and again: with a strong tag and a date, and nothing where nothing changed.
import { createHash } from 'node:crypto'
import { mailDate } from '../export/dates.ts'
import { gzip, SMALLEST_TO_COMPRESS } from './kept-gzip.ts'
import { requestHeader } from './request-header.ts'
import type { C } from './respond.ts'

export interface Kept {
  type: string
  cacheControl: string
  /** Of Vary, besides accept-encoding. */
  vary?: string
  /** When it changed last, milliseconds; null: no date tells, only the tag does. */
  changedAt: number | null
}

/** Sends `body`, or 304 to who has it already (RFC 9110, section 13). */
export function sendKept(c: C, body: string, { type, cacheControl, vary, changedAt }: Kept): Response {
  const compress = body.length >= SMALLEST_TO_COMPRESS && /\bgzip\b/.test(requestHeader(c, 'accept-encoding') ?? '')
  const mark = createHash('sha256').update(body).digest('base64url').slice(0, 27)
  const headers: Record<string, string> = {
    etag: compress ? `"${mark}-gzip"` : `"${mark}"`,
    'cache-control': cacheControl,
    vary: vary === undefined ? 'accept-encoding' : `accept-encoding, ${vary}`,
    ...(changedAt !== null && { 'last-modified': mailDate(changedAt) }),
  }
  if (isKnown(c, mark, changedAt)) return c.body(null, 304, headers)
  headers['content-type'] = type
  if (!compress) return c.body(body, 200, headers)
  return c.body(gzip(Buffer.from(body)), 200, { ...headers, 'content-encoding': 'gzip' })
}

/** A tag, where one is asked about, decides alone. */
function isKnown(c: C, mark: string, changedAt: number | null): boolean {
  const known = isTagKnown(c, [`"${mark}"`, `"${mark}-gzip"`])
  if (known !== null) return known
  const since = Date.parse(requestHeader(c, 'if-modified-since') ?? '')
  return changedAt !== null && !Number.isNaN(since) && Date.parse(mailDate(changedAt)) <= since
}

/** Whether the asker has what one of these tags names; null: they ask about none. Proxies that compress weaken tags. */
export function isTagKnown(c: C, tags: readonly string[]): boolean | null {
  const asked = requestHeader(c, 'if-none-match')
  if (asked === undefined) return null
  return asked.split(',').some((tag) => ['*', ...tags].includes(tag.trim().replace(/^W\//, '')))
}
