import { createMiddleware } from 'hono/factory'
import type { Variables } from '../parts.ts'

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const SAFETY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

/** On every answer, refusals and files included; see respond.ts for the pages that bring theirs. */
export const safetyHeaders = createMiddleware<{ Variables: Variables }>(async (c, next) => {
  await next()
  if (c.get('hasSafetyHeaders')) return
  const { headers } = c.res
  for (const [name, value] of Object.entries(SAFETY_HEADERS)) if (!headers.has(name)) headers.set(name, value)
  const requestId = c.get('requestId')
  if (requestId) c.res.headers.set('x-request-id', requestId)
})
