// Reading programs bring an app password in a header. It opens the catalogue, books and covers to be read, and nothing
// else: every other page answers as if the header were not there.
import { createMiddleware } from 'hono/factory'
import { AUTHENTICATION_TYPE, writeAuthentication } from '../../export/opds/authentication.ts'
import { logInProgram } from '../../people/log-in-program.ts'
import { listWarningRatings } from '../../tags/list-warning-ratings.ts'
import type { Parts, Variables } from '../parts.ts'
import { opds, opdsDocuments, paths } from '../paths.ts'
import type { C } from '../respond.ts'
import { requestHeader } from '../request-header.ts'

const OPEN_TO_PROGRAMS = /^\/opds(?:\/|$)|^\/(?:works|series)\/[0-9]+\/(?:book|cover)\.[a-z0-9]{1,8}$/

export function knowReadingProgram({ db, now }: Parts) {
  return createMiddleware<{ Variables: Variables }>(async (c, next) => {
    const header = requestHeader(c, 'authorization')
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!header || !isRead || !OPEN_TO_PROGRAMS.test(c.req.path)) return next()
    const sent = parseCredentials(header)
    const found = sent && (await logInProgram(db, { ...sent, address: c.get('address') }, now()))
    if (!found) return challenge(c)
    const { member, acceptsWarnings } = found
    const acceptedWarnings = acceptsWarnings ? await listWarningRatings(db) : []
    c.set('viewer', { ...member, ageConsent: member.preferences.ageConsent, acceptedWarnings })
    c.set('sessionToken', null)
    return next()
  })
}

interface Credentials {
  name: string | null
  word: string
}

/** `Basic` (RFC 7617, UTF-8) or `Bearer` (RFC 6750); null for anything else. */
export function parseCredentials(header: string): Credentials | null {
  const [, scheme = '', value = ''] = /^([a-z]+) +([A-Za-z0-9\-._~+/]+=*)$/i.exec(header.trim()) ?? []
  if (/^bearer$/i.test(scheme)) return { name: null, word: value }
  if (!/^basic$/i.test(scheme)) return null
  const pair = Buffer.from(value, 'base64').toString('utf8')
  const cut = pair.indexOf(':')
  if (cut < 0) return null
  return { name: pair.slice(0, cut) || null, word: pair.slice(cut + 1) }
}

/** 401, with the document that tells programs how to come in (Authentication for OPDS 1.0). */
export function challenge(c: C): Response {
  return c.body(authenticationOf(c), 401, {
    'content-type': AUTHENTICATION_TYPE,
    'cache-control': 'no-store',
    'www-authenticate': `Basic realm="${realmOf(c)}", charset="UTF-8"`,
  })
}

export function authenticationOf(c: C): string {
  const { t, archiveName } = c.get('chrome')
  const origin = c.get('origin')
  return writeAuthentication({
    id: origin + opdsDocuments.authentication({}),
    title: archiveName,
    description: t('opds.logIn'),
    labels: { login: t('opds.name'), password: t('apps.one') },
    start: origin + opds.root({}),
    help: origin + paths.appPasswords({}),
    register: origin + paths.register({}),
    icon: `${origin}/favicon.svg`,
  })
}

function realmOf(c: C): string {
  return (
    c
      .get('chrome')
      .archiveName.replace(/[^\x20-\x7e]|["\\]/g, '')
      .trim() || 'Fanfold'
  )
}
