import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { paths } from '../paths.ts'
import { TooLarge } from '../refusals.ts'

/** A chapter of 600 KB in a script of three bytes a letter, percent-encoded, is 1.8 MB; this leaves room for ten. */
const MAX_BODY_BYTES = 20 * 1024 * 1024

const limit = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new TooLarge()
  },
})

/** A GET has no body, and asking for it would cost more than a query. */
export const limitBody = createMiddleware(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  // Uploads of whole sites go to disk as they come; their route has limits of its own.
  if (c.req.path === paths.imports.pattern && isMultipart(c.req.header('content-type'))) return next()
  return limit(c, next)
})

export function isMultipart(type: string | undefined): boolean {
  return /^multipart\/form-data\b/i.test(type ?? '')
}
