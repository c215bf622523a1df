import type { HttpBindings } from '@hono/node-server'
import type { Settings } from '../../site/settings.ts'
import type { Parts } from '../parts.ts'
import type { C } from '../respond.ts'

/** Scheme and host as the visitor's browser knows them. */
export function originOf(c: C, { origin, trustProxy }: Pick<Parts, 'origin' | 'trustProxy'>): string {
  if (origin) return origin
  const url = c.req.url
  const own = url.slice(0, url.indexOf('/', url.indexOf('//') + 2))
  if (!trustProxy || c.req.header('x-forwarded-proto') !== 'https') return own
  return own.replace(/^http:/, 'https:')
}

/** Whoever asks for somebody else's new password can name any host in the request; the link must not lead there. */
export function mailOriginOf({ origin, ownAddress }: Pick<Parts, 'origin' | 'ownAddress'>, settings: Settings): string {
  return origin ?? (settings.address || ownAddress.current)
}

/** For what is kept elsewhere, as feeds: the archive's own address where it has one, else the request's. */
export function publicOriginOf(c: C, { origin }: Pick<Parts, 'origin'>): string {
  return origin ?? (c.get('settings').address || c.get('origin'))
}

const LONGEST_ADDRESS = 300

/** The address that an owner's or admin's own browser uses, worth keeping; empty for this very machine's. */
export function addressToKeep(c: C): string {
  const origin = c.get('origin')
  if (origin.length > LONGEST_ADDRESS) return ''
  return /^https?:\/\/(localhost|[^/:]*\.localhost|127\.[\d.]+|\[::1\])(:\d+)?$/.test(origin) ? '' : origin
}

export function isSecure(c: C): boolean {
  return c.get('origin').startsWith('https:')
}

/** The client's address; behind a trusted proxy, the last one that it added. */
export function addressOf(c: C, { trustProxy }: Pick<Parts, 'trustProxy'>): string {
  const forwarded = trustProxy && c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  if (forwarded) return withoutPort(forwarded)
  const bindings = c.env as Partial<HttpBindings> | undefined
  return bindings?.incoming?.socket.remoteAddress ?? 'unknown'
}

/** Some proxies add the client's port, and one client has many of those. */
function withoutPort(address: string): string {
  return address.replace(/^\[(.+)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')
}
