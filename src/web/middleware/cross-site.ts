// Forms are taken from this archive's own pages only. Browsers say where a form came from in Sec-Fetch-Site and
// Origin; a request with neither comes from no browser that could be tricked into it, and cookies are SameSite=Lax.
import { createMiddleware } from 'hono/factory'
import { ForeignForm } from '../refusals.ts'
import type { Variables } from '../parts.ts'

export const refuseCrossSite = createMiddleware<{ Variables: Variables }>(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const here = c.get('origin')
  const own = site ? site === 'same-origin' || site === 'none' : origin === undefined || origin === here
  if (!own) throw new ForeignForm()
  return next()
})
