// Bodies have a minute to arrive. Whoever uploads gigabytes needs hours: their route says so before it reads.
import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import type { C } from './respond.ts'

const patient = new WeakSet<IncomingMessage>()

/** For this request there is no end, as long as something arrives now and then. */
export function waitForBody(c: C): void {
  const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming
  if (incoming) patient.add(incoming as IncomingMessage)
}

/** Cuts a request whose body has not arrived in time. */
export function limitBodyTime(incoming: IncomingMessage, milliseconds: number): void {
  if (!incoming.headers['content-length'] && !incoming.headers['transfer-encoding']) return
  const timer = setTimeout(() => {
    if (!incoming.complete && !patient.has(incoming)) incoming.socket.destroy()
  }, milliseconds)
  incoming.once('close', () => clearTimeout(timer))
}
