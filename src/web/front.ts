// The socket's side: node:http with limits against slow and oversized clients, in front of the application.
// A cache of guests' whole pages and 304s belongs here, before the application is asked.
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { App } from './parts.ts'
import { limitBodyTime } from './slow-bodies.ts'

const SECOND = 1000
const SWEEP_MS = 20

/** `bodyMs`: how long a request's body may take to arrive, uploads of whole sites apart. */
export function createFront(app: App, { bodyMs = 60 * SECOND } = {}): Server {
  const listener = getRequestListener(app.fetch)
  const server = createServer(
    {
      headersTimeout: 15 * SECOND,
      requestTimeout: 0,
      keepAliveTimeout: 20 * SECOND,
      connectionsCheckingInterval: 5 * SECOND,
      maxHeaderSize: 16 * 1024,
    },
    (incoming, outgoing) => {
      limitBodyTime(incoming, bodyMs)
      return listener(incoming, outgoing)
    },
  )
  server.maxRequestsPerSocket = 0
  server.timeout = 90 * SECOND
  return server
}

/** Stops taking connections, lets requests under way end, and cuts what is still open after `graceMs`. */
export async function closeFront(server: Server, graceMs = 10 * SECOND): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}
