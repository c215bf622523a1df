import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/** A header of the request, taken from node's own object where there is one: building `Headers` costs more than a query. */
export function requestHeader(c: Pick<Context, 'env' | 'req'>, name: string): string | undefined {
  const bindings = c.env as Partial<HttpBindings> | undefined
  if (!bindings?.incoming) return c.req.header(name)
  const value = bindings.incoming.headers[name]
  return typeof value === 'string' ? value : undefined
}
